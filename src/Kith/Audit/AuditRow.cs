using System.Text.Json.Nodes;

namespace Kith.Audit;

/// <summary>An entry as the page shows it.</summary>
/// <param name="Who">The name of whoever did it.</param>
/// <param name="Sentence">What they did, to be read after their name: <c>closed case 41</c>.</param>
/// <param name="About">The person it was about, by name, if it was about one.</param>
public sealed record AuditRow(
    Guid Id, DateTime At, AuthorKind WhoKind, Guid? WhoId, string Who, string Sentence, string Action, AuditKind Kind, Guid? PersonId, string? About, long? Case, IReadOnlyList<AuditChange> Changes);

/// <summary>One row that was changed, or one thing that was noted.</summary>
/// <param name="What">The table of the row; null of a note.</param>
/// <param name="Change"><c>added</c>, <c>modified</c>, <c>deleted</c>, or the words of the note.</param>
/// <param name="Fields">What the changed columns are since.</param>
/// <param name="IsErased">What it said was erased with the person.</param>
public sealed record AuditChange(string? What, Guid? Id, string Change, IReadOnlyDictionary<string, string> Fields, bool IsErased)
{
    public override string ToString() => What is null ? Change : $"{What} {Change}{(Fields.Count == 0 ? "" : $" ({string.Join(", ", Fields.Select(field => $"{field.Key}: {field.Value}"))})")}";

    public static IReadOnlyList<AuditChange> Of(JsonNode? facts) => facts switch
    {
        JsonArray many => [.. many.Select(One)],
        JsonObject counts => [new(null, null, string.Join(", ", counts.Select(count => $"{count.Key}: {count.Value}")), new Dictionary<string, string>(), false)],
        _ => [],
    };

    static AuditChange One(JsonNode? fact)
    {
        if (fact is not JsonObject row) return new(null, null, fact?.ToString() ?? "", new Dictionary<string, string>(), false);

        var name = row[HashedFacts.Row]?.ToString().Split(' ') ?? [""];
        return new(name[0], name is [_, var key, ..] && Guid.TryParse(key.Split('/')[0], out var id) ? id : null, row[HashedFacts.Change]?.ToString() ?? "",
            row.Where(one => one.Key is not (HashedFacts.Row or HashedFacts.Change or HashedFacts.Person or HashedFacts.Erased)).ToDictionary(one => one.Key, one => one.Value?.ToString() ?? "nothing"),
            row.ContainsKey(HashedFacts.Erased));
    }
}

static class AuditRows
{
    public static async Task<List<AuditRow>> RowsAsync(this KithDb db, IReadOnlyList<AuditEntry> entries, CancellationToken stop)
    {
        var changes = entries.ToDictionary(entry => entry.Id, entry => AuditChange.Of(entry.Facts));
        var people = entries.ToDictionary(entry => entry.Id, PersonOf);
        var cases = entries.ToDictionary(entry => entry.Id, entry => changes[entry.Id].FirstOrDefault(change => change.What == "case")?.Id);
        var team = await db.Teammates.ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        var (whom, which) = (people.Values.OfType<Guid>().Distinct().ToList(), cases.Values.OfType<Guid>().Distinct().ToList());
        var names = await db.People.Where(p => whom.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop);
        var numbers = await db.Cases.Where(c => which.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, stop);
        return [.. entries.Select(entry =>
        {
            var (person, number) = (people[entry.Id], cases[entry.Id] is { } kase && numbers.TryGetValue(kase, out var known) ? known : (long?)null);
            var about = person is { } id && names.TryGetValue(id, out var name) ? name : null;
            return new AuditRow(
                entry.Id, entry.At, entry.ActorKind, entry.ActorId, WhoOf(entry, team), AuditSentence.Of(entry, changes[entry.Id], number, about), entry.Action,
                entry.Action.StartsWith("GET ", StringComparison.Ordinal) ? AuditKind.Read : AuditKind.Change, person, about, number, changes[entry.Id]);
        })];
    }

    static Guid? PersonOf(AuditEntry entry) =>
        entry.Facts is JsonArray facts && facts.OfType<JsonObject>().Select(fact => fact[HashedFacts.Person]?.ToString()).OfType<string>().Distinct().ToList() is [var one] && Guid.TryParse(one, out var id) ? id : null;

    static string WhoOf(AuditEntry entry, Dictionary<Guid, string> team) => entry.ActorKind switch
    {
        AuthorKind.Teammate => entry.ActorId is { } id && team.TryGetValue(id, out var name) ? name : "A teammate",
        AuthorKind.Person => "The person",
        _ => "Kith",
    };
}
