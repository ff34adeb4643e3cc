namespace Kith.Widget;

/// <summary>Moments as the visitor reads them: who said it by first name, how it came where it came another way, and no id of ours they do not need.</summary>
static class ChatWords
{
    public static async Task<IReadOnlyList<ChatMessage>> OfAsync(KithDb db, ChatSight sight, IReadOnlyList<Moment> moments, CancellationToken stop)
    {
        if (moments.Count == 0) return [];

        var ids = moments.Select(m => m.Id).ToList();
        var authors = moments.Where(m => m.AuthorKind == AuthorKind.Teammate).Select(m => m.AuthorId).Distinct().ToList();
        var names = await db.Teammates.Where(t => authors.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => FirstName(t.Name), stop);
        var handles = sight.Handles;
        var marks = (await db.Deliveries.Where(d => ids.Contains(d.MomentId) && handles.Contains(d.HandleId)).ToListAsync(stop)).ToLookup(d => d.MomentId, d => d.AttemptKey);
        return [.. moments.Select(Show)];

        ChatMessage Show(Moment m) => new(
            m.Id, m.Direction == Direction.In ? ClientId(m.OutsideKey) : null, m.At, m.Direction == Direction.In,
            m.Direction == Direction.Out && m.AuthorId is { } by ? names.GetValueOrDefault(by) : null,
            m.ConnectionId == sight.At.Chat.Id ? null : SurfaceName(m.Surface), m.Text ?? "",
            [.. (m.Attachments ?? []).Select(f => new ChatFile(f.Hash, f.Name, f.Type, f.Size))], marks[m.Id].Select(key => (Guid?)key).FirstOrDefault());
    }

    public static string FirstName(string name) => name.Split(' ', 2)[0];

    /// <summary>The word people use for a surface: SMS, Chat.</summary>
    public static string? SurfaceName(string? surface) => surface switch { null => null, "sms" => "SMS", _ => char.ToUpperInvariant(surface[0]) + surface[1..] };

    /// <summary>The id the visitor's browser made; it stands last in the key.</summary>
    static string? ClientId(string? key) => key?.Split(':')[^1] is { } last && Guid.TryParse(last, out var id) ? id.ToString() : null;
}

/// <param name="Mark">What the browser sends back to say that this was received or read; only on what was sent to this chat.</param>
sealed record ChatMessage(
    Guid Id, string? ClientId, DateTime At, bool Mine, string? By, string? Channel, string Text, IReadOnlyList<ChatFile> Files, Guid? Mark);

sealed record ChatFile(string Hash, string Name, string Type, long Size);
