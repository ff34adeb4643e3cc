using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Kith.Data;

/// <summary>
/// Watches what one unit of work changes. It becomes the one audit row of the work, written in its own transaction, and after the
/// commit the news for the browsers. Places in the stream are given here too, where the database does not give them itself.
/// </summary>
public sealed class Record(Actor actor, string action, int epoch, long? tx, TimeProvider clock) : SaveChangesInterceptor
{
    const int LongestValue = 200;
    static readonly HashSet<Type> silent = [typeof(AuditEntry), typeof(IdempotentAnswer), typeof(Seen), typeof(Draft), typeof(BroughtFile), typeof(PersonWord), typeof(PersonKey)];

    readonly JsonArray facts = [];
    readonly Announcement news = new();
    string? about;

    public Announcement News => news;

    public bool IsKept { get; private set; }

    public void NoteOf(Guid person, string change, string? about)
    {
        facts.Add(new JsonObject { [HashedFacts.Row] = $"person {person}", [HashedFacts.Change] = change, [HashedFacts.Person] = person.ToString() });
        this.about ??= about ?? $"person {person}";
    }

    public void Note(string fact, string? about)
    {
        facts.Add(fact);
        this.about ??= about;
    }

    /// <summary>How much is on it, to come back to when an attempt within the work fails.</summary>
    public (int Facts, string? About, int[] News) Mark() => (facts.Count, about, news.Mark());

    public void Return((int Facts, string? About, int[] News) mark)
    {
        while (facts.Count > mark.Facts) facts.RemoveAt(facts.Count - 1);
        about = mark.About;
        news.Return(mark.News);
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken stop = default)
    {
        foreach (var entry in data.Context!.ChangeTracker.Entries().ToList()) Watch(entry);
        return ValueTask.FromResult(result);
    }

    /// <summary>Saves what is pending and adds the audit row, if anything changed at all.</summary>
    public async Task KeepAsync(KithDb db, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        if (facts.Count == 0 || db.WorkspaceId == Guid.Empty) return;

        NamePerson();
        IsKept = true;
        var now = clock.GetUtcNow().UtcDateTime;
        db.Add(new AuditEntry
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(now),
            At = now,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            Action = action,
            Object = about,
            Facts = facts.DeepClone(),
        });
        news.WorkspaceId = db.WorkspaceId;
    }

    void Watch(EntityEntry entry)
    {
        if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) return;

        if (entry.State == EntityState.Added) Place(entry.Entity);
        news.Hear(entry.Entity, entry.State);
        if (!silent.Contains(entry.Metadata.ClrType) && !entry.Metadata.IsOwned()) facts.Add(FactOf(entry));
    }

    /// <summary>In a work about one person alone, every fact is about them.</summary>
    void NamePerson()
    {
        var people = facts.OfType<JsonObject>().Select(fact => fact[HashedFacts.Person]?.ToString()).OfType<string>().Distinct().ToList();
        if (people is not [var one]) return;
        foreach (var fact in facts.OfType<JsonObject>()) fact[HashedFacts.Person] ??= one;
    }

    void Place(object entity)
    {
        if (entity is Moment moment) (moment.Epoch, moment.Tx) = (epoch, tx ?? moment.Tx);
        if (entity is AuditEntry audit) (audit.Epoch, audit.Tx) = (epoch, tx ?? audit.Tx);
    }

    JsonObject FactOf(EntityEntry entry)
    {
        var name = $"{entry.Metadata.GetTableName()} {string.Join('/', KeyOf(entry))}".TrimEnd();
        about ??= name;

        var fact = new JsonObject { [HashedFacts.Row] = name, [HashedFacts.Change] = entry.State.ToString().ToLowerInvariant() };
        if (PersonOf(entry) is { } person) fact[HashedFacts.Person] = person.ToString();
        if (entry.State == EntityState.Modified)
            foreach (var property in entry.Properties.Where(p => p.IsModified)) fact[property.Metadata.Name] = Value(property);
        return fact;
    }

    /// <summary>Where ids name a row, no words of its key are told: a thread's is somebody's number.</summary>
    static IEnumerable<string?> KeyOf(EntityEntry entry)
    {
        var parts = entry.Metadata.FindPrimaryKey()!.Properties.Where(p => p.Name != nameof(IOfWorkspace.WorkspaceId)).Select(p => entry.Property(p.Name).CurrentValue).ToList();
        return parts.OfType<Guid>().Any() ? parts.Where(part => part is not string).Select(part => part?.ToString()) : parts.Select(part => part?.ToString());
    }

    static Guid? PersonOf(EntityEntry entry) => entry.Entity switch
    {
        Person person => person.Id,
        Link link => link.FromId,
        _ => entry.Metadata.FindProperty(nameof(Moment.PersonId)) is { } property ? entry.Property(property.Name).CurrentValue as Guid? : null,
    };

    /// <summary>Secrets and long words are named, never repeated.</summary>
    static JsonNode? Value(PropertyEntry property) => property.CurrentValue switch
    {
        null => null,
        byte[] => "(secret)",
        _ when property.Metadata.DeclaringType.ClrType == typeof(IdentityUserToken<Guid>) => "(secret)",
        _ when property.Metadata.Name is nameof(Connection.Secrets) or nameof(Account.PasswordHash) or nameof(Account.SecurityStamp) => "(secret)",
        string words when words.Length > LongestValue => "(long)",
        var value => JsonSerializer.SerializeToNode(value, value.GetType(), Wire.Json),
    };
}
