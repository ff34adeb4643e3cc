using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Tests.Api;

/// <summary>
/// One row in every table of a workspace, found by the model and not by a list, with a canary in every word and every secret: a table
/// that somebody adds tomorrow is planted too.
/// </summary>
/// <param name="secret">The tables with a canary in their words; left out, all of them.</param>
sealed class Planting(KithDb db, House house, string canary, long number = 4141, IReadOnlySet<Type>? secret = null)
{
    static readonly HashSet<Type> settled = [typeof(Workspace), typeof(AuditEntry), typeof(ChainLink), typeof(AuditAbout), typeof(PersonKey), typeof(IdempotentAnswer)];
    readonly DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
    readonly Dictionary<IEntityType, object> planted = [];

    public Dictionary<string, Guid> Ids { get; } = [];

    public string Hash { get; } = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(canary)));

    public Guid Rosa => house.TeammateIds["Rosa"];

    /// <summary>What stands in a column of this name.</summary>
    public string Word(string column) => Said(canary, column);

    /// <summary>The row that was planted in this table.</summary>
    public T Row<T>() where T : class => planted.Values.OfType<T>().Single();

    public async Task<Planting> PlantAsync()
    {
        foreach (var table in db.Model.GetEntityTypes().Where(t => typeof(IOfWorkspace).IsAssignableFrom(t.ClrType) && !settled.Contains(t.ClrType)).ToList()) Plant(table);
        await db.SaveChangesAsync();
        return this;
    }

    object Plant(IEntityType table)
    {
        if (planted.TryGetValue(table, out var before)) return before;

        var row = planted[table] = Activator.CreateInstance(table.ClrType)!;
        var own = Kith.Data.Ids.New(now);
        if (table.FindProperty("Id") is not null) Ids[table.ClrType.Name] = own;
        foreach (var property in table.GetProperties().Where(p => p.PropertyInfo is { CanWrite: true }))
            if (Value(table, property, own) is { } value) property.PropertyInfo!.SetValue(row, value);
        db.Add(row);
        return row;
    }

    object? Value(IEntityType table, IProperty property, Guid own) => (table.ClrType.Name, property.Name) switch
    {
        (_, "WorkspaceId") => house.Id,
        (_, "Id" or "RootId") => own,
        ("Teammate", "AccountId") => Guid.NewGuid(),
        ("Teammate", "Email") => $"{WordsIn(table)}@somewhere.example",
        (_, "TeammateId") => house.TeammateIds["Rosa"],
        ("Connection", "Channel") => "sms",
        ("Handle" or "Claim", "Kind") => "email",
        (_, "Language") => "en",
        (_, "TimeZone") => "Africa/Johannesburg",
        ("Attachment", "Type") => "image/png",
        (_, "Hash" or "PictureHash") when property.ClrType == typeof(string) => Hash,
        (_, "Number") or ("Document", "Version") => number,
        // A lane that no applier walks; its numbers are counted across workspaces.
        ("Intake", "Lane") => (short)99,
        ("Intake", "N") => (BitConverter.ToInt64(house.Id.ToByteArray(), 8) + number) & long.MaxValue,
        ("Person", "TakenBackAt") => null,
        // What waits is sent when somebody approves it, and no planted words can be.
        ("Approval", "State") => ApprovalState.SentBack,
        ("LaterMessage", "State") => LaterState.Held,
        ("AfterQuestion", "State") => AfterState.NotAsked,
        ("SavedView", "Filter") => new CaseFilter("all", null, null, null, null, null),
        ("RetentionRule", "Kind") => (RetentionKind)(number % 4),
        // Looked for already: what is planted stays while a test walks.
        ("RetentionRule", "LookedAt") => now,
        ("Automation", "OnSince") => null,
        ("Automation", "Conditions") => new AutomationConditions(),
        ("AutomationRun", "Before") => null,
        ("Macro" or "Automation", "Steps") => new List<MacroStep> { new(MacroStepKind.Close, null, null, null, null, null) },
        ("Reminder", "At") => now.AddDays(30),
        ("Ask", "AskedBy") => house.TeammateIds["Rosa"],
        ("Ask", "MatterId") => IdOf(Plant(db.Model.FindEntityType(typeof(Case))!)),
        _ when property.GetContainingForeignKeys().FirstOrDefault(key => key.Properties.Count > 1) is { } key => property.IsNullable && key.PrincipalEntityType.ClrType != typeof(Case) ? null : IdOf(Plant(key.PrincipalEntityType)),
        _ => Plain(property, WordsIn(table)),
    };

    /// <summary>What is no secret has words of its own, so that it is no canary that is heard.</summary>
    string WordsIn(IEntityType table) => secret is null || secret.Contains(table.ClrType) ? canary : canary.Replace("canary", "common", StringComparison.Ordinal);

    static string Said(string words, string column) => $"{words}-{column}"[..Math.Min(60, words.Length + 1 + column.Length)];

    object? Plain(IProperty property, string words) => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) switch
    {
        var t when t == typeof(string) => Said(words, property.Name),
        var t when t == typeof(byte[]) => Encoding.ASCII.GetBytes($"{words}-{property.DeclaringType.ShortName()}-{property.Name}"),
        var t when t == typeof(Guid) => property.IsNullable ? null : Guid.NewGuid(),
        var t when t == typeof(DateTime) => property.IsNullable && property.Name is not ("PromiseDue" or "ExpiresAt") ? null : property.Name.StartsWith("Next", StringComparison.Ordinal) || property.Name is "PromiseDue" or "Due" or "ExpiresAt" ? now.AddDays(30) : now,
        var t when t == typeof(Scopes) => new Scopes(),
        var t when t == typeof(JsonObject) => new JsonObject { ["text"] = $"{words}-json" },
        var t when t == typeof(List<string>) => new List<string> { $"{words}-list" },
        var t when t == typeof(Dictionary<string, JsonElement>) => new Dictionary<string, JsonElement> { [$"{words}-field"] = JsonSerializer.SerializeToElement($"{words}-value") },
        _ => null,
    };

    static Guid IdOf(object row) => (Guid)row.GetType().GetProperty("Id")!.GetValue(row)!;
}
