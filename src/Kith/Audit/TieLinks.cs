using System.Security.Cryptography;
using System.Text.Json;

namespace Kith.Audit;

/// <summary>What a step writes: the links, the keys of people who had none, and whom and what each entry is about.</summary>
sealed record TiedLinks(List<ChainLink> Links, List<PersonKey> Keys, List<AuditAbout> About);

/// <summary>Ties entries to the end of a chain. No database at hand: the people and their keys are given.</summary>
static class TieLinks
{
    public static TiedLinks Tie(Guid workspace, ChainEnd? end, IReadOnlyList<AuditLine> lines, Dictionary<Guid, byte[]?> keys)
    {
        var tied = new TiedLinks([], [], []);
        var facts = new HashedFacts();
        var (seq, previous) = (end?.Seq ?? 0, end?.Hash ?? new byte[SHA256.HashSizeInBytes]);
        foreach (var line in lines)
        {
            foreach (var about in Abouts(line)) tied.About.Add(new() { WorkspaceId = workspace, AboutId = about, AuditId = line.Id });
            var factsHash = facts.Of(line.Facts, KeyOf);
            var link = new ChainLink { WorkspaceId = workspace, Seq = ++seq, AuditId = line.Id, FactsHash = factsHash, Previous = previous, Hash = line.HashIn(seq, factsHash, previous) };
            tied.Links.Add(link);
            previous = link.Hash;
        }
        return tied;

        byte[]? KeyOf(Guid person)
        {
            if (keys.TryGetValue(person, out var key)) return key;

            key = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);
            keys[person] = key;
            tied.Keys.Add(new() { WorkspaceId = workspace, PersonId = person, Key = key });
            return key;
        }
    }

    /// <summary>The people whose facts stand in these entries.</summary>
    public static HashSet<Guid> People(IEnumerable<AuditLine> lines) => [.. lines.SelectMany(FactsOf).Select(fact => HashedFacts.PersonOf(fact)).OfType<Guid>()];

    /// <summary>The people and cases that an entry is about.</summary>
    static HashSet<Guid> Abouts(AuditLine line) =>
        [.. FactsOf(line).SelectMany(fact => new[] { HashedFacts.PersonOf(fact), CaseOf(fact) }).Append(CaseNamed(line.Object)).OfType<Guid>()];

    static Guid? CaseOf(JsonElement fact) => fact.ValueKind == JsonValueKind.Object && fact.TryGetProperty(HashedFacts.Row, out var row) ? CaseNamed(row.GetString()) : null;

    static Guid? CaseNamed(string? name) => name is not null && name.StartsWith("case ", StringComparison.Ordinal) && Guid.TryParse(name.AsSpan(5), out var id) ? id : null;

    static IEnumerable<JsonElement> FactsOf(AuditLine line)
    {
        if (line.Facts is null) return [];

        using var read = JsonDocument.Parse(line.Facts);
        return read.RootElement.ValueKind == JsonValueKind.Array ? [.. read.RootElement.Clone().EnumerateArray()] : [read.RootElement.Clone()];
    }
}
