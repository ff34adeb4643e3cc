using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kith.Sights;

/// <summary>
/// For whoever may not see how people are reached: whatever is told in JSON leaves with every address and number masked, at the one place through
/// which all of it leaves. What people wrote themselves stays as they wrote it.
/// </summary>
sealed partial class HideContacts(RequestDelegate next)
{
    /// <summary>Written by somebody, and read or sent on as it is; or ours.</summary>
    static readonly HashSet<string> written = new(StringComparer.Ordinal) { "text", "html", "snippet", "rest", "question", "lastText", "subject", "editedText", "said", "url", "picture", "pictureUrl", "next", "before", "after" };

    /// <summary>Doors about the house itself: our own addresses are no secret.</summary>
    static readonly string[] house = ["/api/teammates", "/api/me", "/api/connections", "/api/workspace", "/api/channels", "/api/sessions", "/api/tokens", "/api/roles"];

    public async Task InvokeAsync(HttpContext context, Desk desk)
    {
        if (desk.Caller is not { Sight.Scopes.ContactDetails: false } || house.Any(door => context.Request.Path.StartsWithSegments(door)) || !context.Request.Path.StartsWithSegments("/api"))
        {
            await next(context);
            return;
        }
        var outward = context.Response.Body;
        using var told = new MemoryStream();
        context.Response.Body = told;
        try { await next(context); }
        finally { context.Response.Body = outward; }
        told.Position = 0;
        if (context.Response.ContentType?.Contains("json", StringComparison.Ordinal) != true || told.Length == 0)
        {
            await told.CopyToAsync(outward, context.RequestAborted);
            return;
        }
        var masked = System.Text.Encoding.UTF8.GetBytes(Mask(JsonNode.Parse(told), "")!.ToJsonString(Wire.Json));
        context.Response.ContentLength = masked.Length;
        await outward.WriteAsync(masked, context.RequestAborted);
    }

    /// <summary>In a text: what looks like an address or an international number.</summary>
    public static string Mask(string text) => Number().Replace(Address().Replace(text, found => MaskedHandle.Email(found.Value)), found => MaskedHandle.Number(found.Value));

    static JsonNode? Mask(JsonNode? node, string name) => node switch
    {
        JsonObject thing => Mask(thing),
        JsonArray list => new JsonArray([.. list.Select(one => Mask(one, name))]),
        JsonValue value when value.TryGetValue<string>(out var text) && !written.Contains(name) => Mask(text),
        _ => node?.DeepClone(),
    };

    /// <summary>A handle of any kind says so: it has a kind and a value.</summary>
    static JsonObject Mask(JsonObject thing)
    {
        var isHandle = thing["kind"] is JsonValue && thing["value"] is JsonValue;
        var masked = new JsonObject();
        foreach (var (name, value) in thing)
            masked[name] = isHandle && name is "value" or "label" && value is JsonValue said && said.TryGetValue<string>(out var text) ? MaskedHandle.Any(Mask(text)) : Mask(value, name);
        return masked;
    }

    [GeneratedRegex(@"[^\s@<>""':,;()]+@[^\s@<>""':,;()]+\.[^\s@<>""':,;()]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"\+\d[\d ()\-]{5,}\d")]
    private static partial Regex Number();
}
