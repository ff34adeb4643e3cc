using Kith.Channels;

namespace Kith.Connections;

/// <summary>GET /api/connections/{id}/templates: the texts that the platform approved for this connection, and those it did not, with why not.</summary>
static class ListTemplates
{
    public static void MapListTemplates(this RouteGroupBuilder connections) => connections
        .MapGet("/{id:guid}/templates", (Guid id, bool? fresh, Desk desk, ConnectionBook book, TemplateShelf shelf, CancellationToken stop) =>
            ListAsync(id, fresh == true, desk.Caller!.WorkspaceId, book, shelf, stop)).Allow(Role.Teammate).WithMetadata(new OwnDesk());

    static async Task<Page<TemplateRow>> ListAsync(Guid id, bool fresh, Guid workspace, ConnectionBook book, TemplateShelf shelf, CancellationToken stop)
    {
        if (book.Get(id) is not { } connection || connection.WorkspaceId != workspace) throw Refusal.NotFound();
        if (connection.Can<ITemplates>() is null) throw new Refusal("no_templates", "This channel has no templates.");
        if (!connection.Enabled) throw new Refusal("connection_disabled", "This connection is switched off.");

        var found = await shelf.ReadAsync(connection, fresh, stop);
        if (found.Refusal is { } refusal) throw refusal;
        return new([.. found.Templates.OrderBy(one => one.WhyNot is not null).ThenBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Language, StringComparer.Ordinal).Select(TemplateRow.Of)], null);
    }
}

/// <param name="Category">What the platform counts it as: utility, marketing, authentication.</param>
/// <param name="Body">Its words, with fields as {{1}} or {{first_name}}.</param>
/// <param name="Fields">What is to be filled, in the order in which the values are given.</param>
/// <param name="WhyNot">Why it cannot be sent; null when it can.</param>
public sealed record TemplateRow(
    string Name, string Language, string Category, TemplateState State, string? Header, string Body, string? Footer,
    IReadOnlyList<TemplateButtonRow> Buttons, IReadOnlyList<TemplateFieldRow> Fields, string? WhyNot)
{
    public static TemplateRow Of(MessageTemplate one) => new(
        one.Name, one.Language, one.Category, one.State, one.Header, one.Body, one.Footer,
        [.. one.Buttons.Select(button => new TemplateButtonRow(button.Kind, button.Text))], [.. one.Fields.Select(field => new TemplateFieldRow(field.Part, field.Name, field.Example))], one.WhyNot);
}

/// <summary>Something that the person can press beneath it.</summary>
public sealed record TemplateButtonRow(string Kind, string Text);

/// <param name="Part">Whether it stands in the header or in the body.</param>
/// <param name="Name">A number, or a name.</param>
/// <param name="Example">What its author gave as an example.</param>
public sealed record TemplateFieldRow(TemplatePart Part, string Name, string? Example);
