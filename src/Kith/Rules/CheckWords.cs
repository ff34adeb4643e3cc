using Kith.Channels;

namespace Kith.Rules;

/// <summary>POST /api/rules/check: what the rules say to words while they are written. Nothing is kept, nothing leaves.</summary>
static class CheckWords
{
    const int LongestText = 20_000;

    /// <param name="ConnectionId">Where they go; left out, only what counts on every channel is said.</param>
    /// <param name="Surface">The public place, where they go to one.</param>
    /// <param name="Case">Whose department decides; left out, the newest case of theirs.</param>
    public sealed record WordsAsked(Guid PersonId, string? Text, string? Subject, Guid? ConnectionId, string? Surface, long? Case);

    public sealed record WordsChecked(IReadOnlyList<Objection> Objections);

    public static async Task<Ok<WordsChecked>> CheckAsync(WordsAsked asked, KithDb db, RuleBook book, ChannelRegistry channels, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, asked.PersonId, stop);
        var text = Said(asked.Text, "text");
        var connection = asked.ConnectionId is { } id ? await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, stop) ?? throw Refusal.NotFound("There is no such connection.") : null;
        var isPublic = connection is not null && channels.Find(connection.Channel)?.Surfaces.Any(one => one.Id == asked.Surface && one.Visibility == Channels.Visibility.Public) == true;
        var kase = asked.Case is { } number ? await db.CaseOfAsync(group, number, stop) : await db.Cases.AsNoTracking().Where(c => group.Ids.Contains(c.PersonId)).OrderByDescending(c => c.Number).FirstOrDefaultAsync(stop);
        var handle = connection is null || !isPublic ? null : await HandleAsync(db, group, connection, channels, asked.Surface, stop);
        var facts = await db.FactsAsync(group, new(connection?.Channel, kase?.DepartmentId, isPublic) { Case = kase?.Number }, handle, stop);
        var set = (await book.OfAsync(db, stop)).Set;
        var ofSubject = set.Check(Said(asked.Subject, "subject"), facts).Where(one => one.Length > 0).Select(one => one with { Part = WordsPart.Subject, Mend = null });
        return TypedResults.Ok(new WordsChecked([.. set.Check(text, facts), .. ofSubject]));
    }

    static async Task<Handle?> HandleAsync(KithDb db, PersonGroup group, Connection connection, ChannelRegistry channels, string? surface, CancellationToken stop)
    {
        var place = channels.Find(connection.Channel)!.Surfaces.First(one => one.Id == surface);
        return (await db.Handles.AsNoTracking().Where(h => group.Ids.Contains(h.PersonId)).ToListAsync(stop)).Find(h => FindWays.Reaches(place, connection, h));
    }

    /// <summary>Not a letter is taken away: every place in the answer is one in what was asked.</summary>
    static string Said(string? text, string field) => text is { Length: > LongestText } ? throw Refusal.Field(field, $"This may have {LongestText} characters at most.") : text ?? "";
}
