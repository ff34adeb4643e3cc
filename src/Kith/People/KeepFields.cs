using System.Text.RegularExpressions;

namespace Kith.People;

/// <summary>GET and POST /api/fields, PATCH and DELETE /api/fields/{id}: what this workspace keeps of its people beyond their name.</summary>
static partial class KeepFields
{
    const int MostFields = 100, MostChoices = 100, LongestLabel = 80;

    public static void MapFields(this RouteGroupBuilder api)
    {
        var fields = api.MapGroup("/fields");
        fields.MapGet("", ListAsync).Allow(Role.Viewer);
        fields.MapPost("", PostAsync).Allow(Role.Admin);
        fields.MapPatch("/{id:guid}", PatchAsync).Allow(Role.Admin);
        fields.MapDelete("/{id:guid}", DeleteAsync).Allow(Role.Admin);
    }

    static async Task<Page<FieldRow>> ListAsync(KithDb db, CancellationToken stop) =>
        new([.. (await db.OwnFields.OrderBy(f => f.Position).ThenBy(f => f.Id).ToListAsync(stop)).Select(FieldRow.Of)], null);

    static async Task<Created<FieldRow>> PostAsync(NewField asked, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        if (asked.Key is not { } key || !Key.IsMatch(key)) throw Refusal.Field("key", "A key begins with a letter and has letters, digits and _ (at most 40).");
        if (await db.OwnFields.AnyAsync(f => f.Key == key, stop)) throw new Refusal("key_taken", $"There is a field {key} already.");
        var count = await db.OwnFields.CountAsync(stop);
        if (count >= MostFields) throw new Refusal("too_many", $"A workspace keeps at most {MostFields} fields.");

        var field = new OwnField
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(clock),
            Key = key,
            Label = Label(asked.Label),
            Kind = asked.Kind,
            Choices = Choices(asked.Kind, asked.Choices),
            Position = count,
        };
        db.Add(field);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/fields/{field.Id}", FieldRow.Of(field));
    }

    static async Task<FieldRow> PatchAsync(Guid id, FieldChange asked, KithDb db, CancellationToken stop)
    {
        var field = await db.OwnFields.SingleOrDefaultAsync(f => f.Id == id, stop) ?? throw Refusal.NotFound();
        if (asked.Label is not null) field.Label = Label(asked.Label);
        if (asked.Choices is not null) field.Choices = Choices(field.Kind, asked.Choices);
        await db.SaveChangesAsync(stop);
        return FieldRow.Of(field);
    }

    /// <summary>The field is not asked for any more; what people's rows hold under its key stays until somebody makes the field again.</summary>
    static async Task<NoContent> DeleteAsync(Guid id, KithDb db, CancellationToken stop)
    {
        db.Remove(await db.OwnFields.SingleOrDefaultAsync(f => f.Id == id, stop) ?? throw Refusal.NotFound());
        await db.SaveChangesAsync(stop);
        return TypedResults.NoContent();
    }

    static string Label(string? written) => PersonName.Plain(written ?? "") is { Length: > 0 and <= LongestLabel } label ? label
        : throw Refusal.Field("label", $"A label has 1 to {LongestLabel} letters.");

    static List<string> Choices(FieldKind kind, IReadOnlyList<string?>? asked)
    {
        var choices = (asked ?? []).Select(choice => PersonName.Plain(choice ?? "")).Where(choice => choice.Length is > 0 and <= LongestLabel).Distinct().ToList();
        if (choices.Count > MostChoices) throw Refusal.Field("choices", $"At most {MostChoices} choices.");
        if ((kind == FieldKind.Choice) != choices.Count > 0) throw Refusal.Field("choices", "A field of kind choice has choices, and only that one.");
        return choices;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,39}$")]
    private static partial Regex Key { get; }
}

[WireName("Field")]
public sealed record FieldRow(Guid Id, string Key, string Label, FieldKind Kind, IReadOnlyList<string> Choices)
{
    public static FieldRow Of(OwnField field) => new(field.Id, field.Key, field.Label, field.Kind, field.Choices);
}

public sealed record NewField(string? Key, string? Label, FieldKind Kind, IReadOnlyList<string?>? Choices);

public sealed record FieldChange(string? Label, IReadOnlyList<string?>? Choices);
