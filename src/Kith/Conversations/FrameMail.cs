namespace Kith.Conversations;

/// <summary>GET /api/people/{id}/frame: what fields say when I write to this person, and what stands around the words of a mail.</summary>
static class FrameMail
{
    public static async Task<FrameRow> ReadAsync(Guid id, long? @case, Teammate me, KithDb db, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        var kase = @case is { } number ? await db.CaseOfAsync(group, number, stop) : null;
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        var department = kase?.DepartmentId ?? await db.Departments.Where(d => d.IsDefault).Select(d => d.Id).SingleAsync(stop);
        return await db.FrameAsync(group.Root, department, kase?.Number, me.Name, workspace, stop);
    }

    public static async Task<FrameRow> FrameAsync(this KithDb db, Person person, Guid departmentId, long? number, string author, Workspace workspace, CancellationToken stop)
    {
        var department = await db.Departments.AsNoTracking().SingleOrDefaultAsync(d => d.Id == departmentId, stop);
        var fields = FieldsOf(person.Name, author, department?.Name, number, workspace.Name);
        var frame = MailFrame.For(person.Language, department, workspace);
        // Signatures were there before other words had fields: {name} in them is who writes.
        return new(fields, Filled(frame.Greeting, fields), Filled(frame.Signature, new Dictionary<string, string>(fields) { ["name"] = author }));
    }

    static Dictionary<string, string> FieldsOf(string? person, string author, string? department, long? number, string workspace) => new()
    {
        ["name"] = First(person),
        ["person.first_name"] = First(person),
        ["person.name"] = person ?? "",
        ["me"] = First(author),
        ["me.first_name"] = First(author),
        ["me.name"] = author,
        ["department"] = department ?? "",
        ["case"] = number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
        ["workspace"] = workspace,
    };

    static string First(string? name) => name?.Split(' ')[0] ?? "";

    static string? Filled(string? template, Dictionary<string, string> fields) =>
        template is not null && FilledWords.Fill(template, fields).Trim() is { Length: > 0 } said ? said : null;
}

/// <summary>What surrounds words that are about to be written.</summary>
/// <param name="Fields">What each field says; empty where nothing is known.</param>
/// <param name="Greeting">What a mail begins with, filled in; null when nothing.</param>
/// <param name="Signature">What a mail ends with, filled in; null when nothing.</param>
public sealed record FrameRow(Dictionary<string, string> Fields, string? Greeting, string? Signature);
