using System.Text.Json;
using Kith.Channels;

namespace Kith.Conversations;

/// <summary>Before a message by template is written down: the template must be at hand, as the platform has it now.</summary>
static class AskForTemplate
{
    sealed record Wanted(Guid? ConnectionId, SendMessage.NewTemplate? Template);

    public static async Task AskAsync(HttpContext context, Caller caller)
    {
        if (await WantedAsync(context) is not { Template: { } wanted, ConnectionId: { } id }) return;

        var services = context.RequestServices;
        if (services.GetRequiredService<ConnectionBook>().Get(id) is not { Enabled: true } connection || connection.WorkspaceId != caller.WorkspaceId || connection.Can<ITemplates>() is null) return;

        var shelf = services.GetRequiredService<TemplateShelf>();
        try
        {
            var atHand = await shelf.ReadAsync(connection, fresh: false, context.RequestAborted);
            // It may have been approved or changed since.
            if (atHand.Problem is null && atHand.Find(wanted.Name, wanted.Language) is not { WhyNot: null }) await shelf.ReadAsync(connection, fresh: true, context.RequestAborted);
        }
        catch (Refusal)
        {
            // Too often within a minute. What is at hand must do, and the route says what it lacks.
        }
    }

    static async Task<Wanted?> WantedAsync(HttpContext context)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Wanted>(context.Request.Body, JsonSerializerOptions.Web, context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
