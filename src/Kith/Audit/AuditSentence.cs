namespace Kith.Audit;

/// <summary>What an entry says in plain words, to stand after the name of whoever did it.</summary>
static class AuditSentence
{
    const string Case = "{case}", Person = "{person}";

    static readonly Dictionary<string, string> known = new(StringComparer.Ordinal)
    {
        ["POST /api/cases"] = $"opened {Case} for {Person}",
        ["PATCH /api/cases/{number:long}"] = $"changed {Case}",
        ["PUT /api/cases/{number:long}/closure"] = $"closed {Case}",
        ["DELETE /api/cases/{number:long}/closure"] = $"opened {Case} again",
        ["PUT /api/cases/{number:long}/assignment"] = $"gave {Case} to somebody",
        ["DELETE /api/cases/{number:long}/assignment"] = $"gave {Case} back to its department",
        ["PUT /api/cases/{number:long}/snooze"] = $"snoozed {Case}",
        ["DELETE /api/cases/{number:long}/snooze"] = $"woke {Case}",
        ["PUT /api/cases/{number:long}/waiting"] = $"let {Case} wait for {Person}",
        ["DELETE /api/cases/{number:long}/waiting"] = $"stopped waiting in {Case}",
        ["PUT /api/cases/{number:long}/promise"] = $"promised another time in {Case}",
        ["POST /api/cases/{number:long}/merges"] = $"merged {Case} into another",
        ["POST /api/people"] = $"added {Person}",
        ["PATCH /api/people/{id:guid}"] = $"changed what is known of {Person}",
        ["POST /api/people/{id:guid}/messages"] = $"wrote to {Person}",
        ["POST /api/people/{id:guid}/notes"] = $"wrote a note about {Person}",
        ["POST /api/people/{id:guid}/copies"] = $"sent {Person} a copy of the conversation",
        ["POST /api/people/{id:guid}/moves"] = $"asked {Person} to go on elsewhere",
        ["POST /api/people/{id:guid}/merges"] = $"merged {Person} with somebody",
        ["DELETE /api/people/{id:guid}/merges/{mergeId:guid}"] = $"parted {Person} from somebody again",
        ["POST /api/people/{id:guid}/exports"] = $"took away everything of {Person}",
        ["PUT /api/people/{id:guid}/erasure"] = "erased a person",
        ["GET /api/audit"] = "read the record",
        ["GET /api/audit/table"] = "took the record away as a table",
        ["POST /api/audit/checks"] = "checked the record",
        ["GET /api/moments/{id:guid}/mail/raw"] = $"took away a mail of {Person} as it came",
        ["GET /api/moments/{id:guid}/mail/headers"] = $"read the headers of a mail of {Person}",
        ["GET /api/intake/set-aside"] = "read what could not be applied",
        ["PATCH /api/workspace"] = "changed the house",
        ["POST /api/attachments"] = "took in a file",
        ["received"] = "took in what arrived",
    };

    static readonly Dictionary<string, string> verbs = new(StringComparer.Ordinal) { ["POST"] = "added to", ["PUT"] = "set", ["PATCH"] = "changed", ["DELETE"] = "took back or removed", ["GET"] = "read" };

    public static string Of(AuditEntry entry, IReadOnlyList<AuditChange> changes, long? number, string? person) =>
        (known.TryGetValue(entry.Action.TrimEnd('/'), out var words) ? words : Plain(entry.Action, changes))
            .Replace(Case, number is { } one ? $"case {one}" : "a case", StringComparison.Ordinal).Replace(Person, person ?? "somebody", StringComparison.Ordinal);

    /// <summary>What nobody wrote a sentence for: the deed, and the rows it changed.</summary>
    static string Plain(string action, IReadOnlyList<AuditChange> changes)
    {
        var deed = action.Split(' ') is [var verb, ['/', 'a', 'p', 'i', '/', .. var path]] && verbs.TryGetValue(verb, out var said)
            ? $"{said} {string.Join(" ", path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith('{')))}" : action;
        var rows = string.Join(", ", changes.Where(change => change.What is not null).CountBy(change => change.What!.Replace('_', ' ')).Take(4).Select(one => one.Value == 1 ? one.Key : $"{one.Value} {one.Key}"));
        return rows.Length == 0 ? deed : $"{deed}: {rows}";
    }
}
