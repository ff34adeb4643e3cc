using System.Text;
using System.Text.RegularExpressions;

namespace Kith.TheirData;

/// <summary>By what everything of one person is found: who they are here, over all that was merged, where they were reached, and what they said.</summary>
/// <param name="Words">What stands for them in raw bytes: addresses in the forms in which they travel, lower case.</param>
/// <param name="Files">The hashes of the files that came or went with their messages.</param>
sealed partial record PersonTrail(
    PersonGroup Group, List<Guid> People, List<Handle> Handles, List<Claim> Claims, List<Guid> Cases, List<Guid> Moments, HashSet<string> OutsideKeys, List<Guid> Posts, List<string> Words, HashSet<string> Files)
{
    /// <summary>Shorter words stand for too many others.</summary>
    const int ShortestWord = 5;

    public List<Guid?> AnyPeople { get; } = [.. People];

    public static async Task<PersonTrail> FindAsync(KithDb db, Guid person, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, person, stop);
        var people = group.Ids.ToList();
        var handles = await db.Handles.AsNoTracking().Where(h => people.Contains(h.PersonId)).ToListAsync(stop);
        var claims = await db.PersonClaims.AsNoTracking().Where(c => people.Contains(c.PersonId)).ToListAsync(stop);
        var cases = await db.Cases.Where(c => people.Contains(c.PersonId)).Select(c => c.Id).ToListAsync(stop);
        var moments = await db.Moments.AsNoTracking().Where(m => people.Contains(m.PersonId)).Select(m => new { m.Id, m.OutsideKey, m.PostId, m.Attachments, m.Detail }).ToListAsync(stop);
        var kept = await db.LaterMessages.AsNoTracking().Where(l => people.Contains(l.PersonId)).Select(l => l.Body).ToListAsync(stop);
        return new(group, people, handles, claims, cases, [.. moments.Select(m => m.Id)], [.. moments.Select(m => m.OutsideKey).OfType<string>()], [.. moments.Select(m => m.PostId).OfType<Guid>().Distinct()],
            [.. handles.SelectMany(h => FormsOf(h.Kind, h.Value)).Concat(claims.SelectMany(c => FormsOf(c.Kind, c.Value))).Where(word => word.Length >= ShortestWord).Distinct()],
            [.. moments.SelectMany(m => (m.Attachments ?? []).Select(file => file.Hash)), .. moments.SelectMany(m => HashesIn(m.Detail?.ToJsonString())), .. kept.SelectMany(body => HashesIn(body.ToJsonString()))]);
    }

    /// <summary>Whether one of their addresses stands there as a word of its own.</summary>
    public bool IsIn(string text)
    {
        var low = text.ToLowerInvariant();
        return Words.Any(word => IsWordIn(word, low));
    }

    public bool IsIn(Intake raw) => OutsideKeys.Contains(raw.Key) || IsIn($"{raw.Key}\n{raw.Headers}\n{Encoding.Latin1.GetString(raw.Body)}");

    public static IEnumerable<string> HashesIn(string? json) => json is null ? [] : AnyHash().Matches(json).Select(found => found.Value);

    static IEnumerable<string> FormsOf(string kind, string value) => kind == AddressKind.Phone
        ? [value.TrimStart('+')]
        : new[] { value.ToLowerInvariant(), Uri.EscapeDataString(value).ToLowerInvariant() };

    static bool IsWordIn(string word, string text)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            if (IsEdge(text, at - 1, isBefore: true) && IsEdge(text, at + word.Length, isBefore: false)) return true;
        return false;
    }

    /// <summary>An escaped plus before a number, as <c>%2B</c>, is an edge too.</summary>
    static bool IsEdge(string text, int at, bool isBefore) =>
        at < 0 || at >= text.Length || !char.IsAsciiLetterOrDigit(text[at]) || (isBefore && at >= 2 && text[at - 2] == '%' && Uri.IsHexDigit(text[at - 1]) && Uri.IsHexDigit(text[at]));

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex AnyHash();
}
