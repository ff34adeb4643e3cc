using System.Globalization;
using System.Text.Json.Nodes;

namespace Kith.TryIt;

/// <summary>The templates of the demo's WhatsApp Business Account, all approved, and what a person reads when one is filled.</summary>
static class CloudTemplates
{
    static readonly JsonArray all = JsonNode.Parse("""
        [
          {"name":"claim_news","language":"en","status":"APPROVED","category":"UTILITY","id":"9001","components":[
            {"type":"HEADER","format":"TEXT","text":"Your claim {{1}}","example":{"header_text":["CL-20817"]}},
            {"type":"BODY","text":"Hello {{1}}, there is news: {{2}}. Answer here and we tell you more.","example":{"body_text":[["Amina","the roofer comes on Thursday"]]}},
            {"type":"FOOTER","text":"Marula Mutual"},
            {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Tell me more"},{"type":"QUICK_REPLY","text":"Not now"}]}]},
          {"name":"visit_planned","language":"en","status":"APPROVED","category":"UTILITY","id":"9002","parameter_format":"NAMED","components":[
            {"type":"BODY","text":"Hello {{first_name}}, our assessor can be with you on {{day}} at {{time}}. Does that suit you?","example":{"body_text_named_params":[{"param_name":"first_name","example":"Amina"},{"param_name":"day","example":"Thursday"},{"param_name":"time","example":"9:30"}]}},
            {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Yes, come"},{"type":"QUICK_REPLY","text":"Another day, please"}]}]},
          {"name":"papers_missing","language":"en","status":"APPROVED","category":"UTILITY","id":"9003","components":[
            {"type":"BODY","text":"Hello {{1}}, one paper is still missing: {{2}}. A photo of it is enough, sent right here.","example":{"body_text":[["Amina","the invoice for the locks"]]}},
            {"type":"FOOTER","text":"Marula Mutual"}]}
        ]
        """)!.AsArray();

    public static JsonObject List() => new() { ["data"] = all.DeepClone(), ["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["before"] = "0", ["after"] = "3" } } };

    /// <summary>What the person reads, or the number of Meta's error for what does not fit.</summary>
    public static (CloudTemplate? Read, int Error) Fill(JsonNode? sent)
    {
        if (all.FirstOrDefault(one => (string?)one!["name"] == Word(In(sent, "name")) && (string?)one["language"] == Word(In(In(sent, "language"), "code"))) is not { } template) return (null, 132001);

        var header = Filled(template, sent, "HEADER");
        var body = Filled(template, sent, "BODY");
        return header is null || body is null ? (null, 132000) : (new(header, body, TextOf(template, "FOOTER"), Buttons(template)), 0);
    }

    /// <summary>Null when the values are not those of the fields.</summary>
    static string? Filled(JsonNode template, JsonNode? sent, string part)
    {
        var text = TextOf(template, part);
        var values = Values(sent, part.ToLowerInvariant());
        if (text.Split("{{").Skip(1).Select(piece => piece.Split("}}")[0]).Distinct().Count() != values.Count) return null;

        foreach (var (field, value) in values)
        {
            if (!text.Contains($"{{{{{field}}}}}", StringComparison.Ordinal)) return null;
            text = text.Replace($"{{{{{field}}}}}", value, StringComparison.Ordinal);
        }
        return text;
    }

    static List<(string Field, string Value)> Values(JsonNode? sent, string part)
    {
        var component = (In(sent, "components") as JsonArray ?? []).FirstOrDefault(one => Word(In(one, "type")) == part);
        return [.. (In(component, "parameters") as JsonArray ?? []).Select((one, at) => (Word(In(one, "parameter_name")) ?? (at + 1).ToString(CultureInfo.InvariantCulture), Word(In(one, "text")) ?? ""))];
    }

    static IReadOnlyList<string> Buttons(JsonNode template) => [.. (Part(template, "BUTTONS")?["buttons"] as JsonArray ?? []).Select(one => (string)one!["text"]!)];

    static string TextOf(JsonNode template, string part) => (string?)Part(template, part)?["text"] ?? "";

    static JsonNode? Part(JsonNode template, string kind) => template["components"]!.AsArray().FirstOrDefault(one => (string?)one!["type"] == kind);

    static JsonNode? In(JsonNode? said, string name) => (said as JsonObject)?[name];

    static string? Word(JsonNode? said) => said is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <summary>A template as it lies on a phone.</summary>
sealed record CloudTemplate(string Header, string Body, string Footer, IReadOnlyList<string> Buttons);
