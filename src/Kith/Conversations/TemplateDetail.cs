using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.Conversations;

/// <summary>Which template a message is, and what its fields say, kept with the message: what was shown before sending is what leaves.</summary>
static class TemplateDetail
{
    public static JsonObject Of(FilledTemplate template) => new()
    {
        ["name"] = template.Name,
        ["language"] = template.Language,
        ["header"] = template.HasHeader,
        ["footer"] = template.HasFooter,
        ["values"] = new JsonArray([.. template.Values.Select(value => new JsonObject { ["part"] = value.Part == TemplatePart.Header ? "header" : "body", ["field"] = value.Field, ["text"] = value.Text })]),
    };

    extension(Moment moment)
    {
        public FilledTemplate? Template => moment.Detail?["template"] is not JsonObject kept ? null
            : new(kept["name"]!.ToString(), kept["language"]!.ToString(), [.. (kept["values"] as JsonArray ?? []).OfType<JsonObject>().Select(ValueOf)]);
    }

    /// <summary>Whether it is what was asked for: the same template with the same values.</summary>
    public static bool Says(this FilledTemplate template, SendMessage.NewTemplate? asked) =>
        asked is not null && template.Name == asked.Name && template.Language == asked.Language && template.Values.Select(value => value.Text).SequenceEqual(ChooseTemplate.ValuesOf(asked));

    static TemplateValue ValueOf(JsonObject value) => new(value["part"]!.ToString() == "header" ? TemplatePart.Header : TemplatePart.Body, value["field"]!.ToString(), value["text"]!.ToString());
}
