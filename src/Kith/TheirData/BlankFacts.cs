using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.TheirData;

/// <summary>Takes what the record says of a person out of its entries: what stands there instead is what it hashed to, so the chain still holds.</summary>
static class BlankFacts
{
    static readonly string[] kept = [HashedFacts.Row, HashedFacts.Change, HashedFacts.Person];

    /// <summary>Entries that speak of them, among them those that are not tied yet.</summary>
    public static IQueryable<AuditEntry> Of(KithDb db, PersonTrail trail)
    {
        var about = trail.People.Concat(trail.Cases).ToList();
        return db.AuditEntries.Where(a => a.Facts != null && (db.AuditAbouts.Any(one => about.Contains(one.AboutId) && one.AuditId == a.Id) || !db.ChainLinks.Any(link => link.AuditId == a.Id)));
    }

    /// <summary>Blanks them and destroys the keys.</summary>
    public static async Task EraseAsync(KithDb db, PersonTrail trail, CancellationToken stop)
    {
        var keys = await db.PersonKeys.Where(k => trail.People.Contains(k.PersonId)).ToDictionaryAsync(k => k.PersonId, stop);
        foreach (var person in trail.People.Where(person => !keys.ContainsKey(person)))
        {
            keys[person] = new() { WorkspaceId = db.WorkspaceId, PersonId = person, Key = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes) };
            db.Add(keys[person]);
        }
        var (facts, rows) = (new HashedFacts(), RowsOf(trail));
        foreach (var entry in await Of(db, trail).ToListAsync(stop))
            if (entry.Facts is JsonArray said && said.Any(fact => IsOf(fact, trail, rows)))
                entry.Facts = new JsonArray([.. said.Select(fact => IsOf(fact, trail, rows) ? Blank((JsonObject)fact!, facts, person => keys.GetValueOrDefault(person)?.Key, trail) : fact!.DeepClone())]);
        foreach (var key in keys.Values) key.Key = null;
    }

    /// <summary>What an entry says of them.</summary>
    public static List<JsonNode> FactsOf(AuditEntry entry, PersonTrail trail, HashSet<string> rows) => entry.Facts is JsonArray said ? [.. said.Where(fact => IsOf(fact, trail, rows)).OfType<JsonNode>()] : [];

    /// <summary>Names of rows that are theirs, for entries that name no person.</summary>
    public static HashSet<string> RowsOf(PersonTrail trail) =>
        [.. trail.People.Select(id => $"person {id}"), .. trail.Handles.Select(h => $"handle {h.Id}"), .. trail.Claims.Select(c => $"claim {c.Id}"), .. trail.Cases.Select(id => $"case {id}"), .. trail.Moments.Select(id => $"moment {id}")];

    static bool IsOf(JsonNode? fact, PersonTrail trail, HashSet<string> rows) => fact is JsonObject one && one[HashedFacts.Erased] is null
        && ((Guid.TryParse(one[HashedFacts.Person]?.ToString(), out var person) && trail.People.Contains(person)) || (one[HashedFacts.Person] is null && rows.Contains(one[HashedFacts.Row]?.ToString() ?? "")));

    static JsonObject Blank(JsonObject fact, HashedFacts facts, Func<Guid, byte[]?> keyOf, PersonTrail trail)
    {
        using var read = JsonDocument.Parse(fact.ToJsonString());
        var hash = Convert.ToHexStringLower(facts.Of(read.RootElement, keyOf));
        var blank = new JsonObject(fact.Where(one => kept.Contains(one.Key)).Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone()))) { [HashedFacts.Erased] = hash };
        blank[HashedFacts.Person] ??= trail.Group.Root.Id.ToString();
        return blank;
    }
}
