using System.Text.Json;

namespace Kith.Channels.WhatsApp;

/// <summary>A filled template on its way out (Cloud API, "Template messages": components and their parameters).</summary>
static class WhatsAppTemplate
{
    // They refuse more than four in a row; four are of no use to anybody either.
    const string TooManyBlanks = "    ";

    /// <summary>Why it cannot go; null when it can. They look for the same and would refuse it when it is too late to mend.</summary>
    public static Prepared.Refusal? Refuse(FilledTemplate template, int files)
    {
        if (template.Name.Length == 0 || template.Language.Length == 0) return No("A template has a name and a language.", "Choose one of the list.");
        if (files > 0) return No("A template carries no file of ours.", "Send the template first, and the file when they answer.");
        if (template.Values.GroupBy(value => value.Part).Any(part => !AreWhole([.. part]))) return No("The template is not filled in the order of its fields.", "Choose it again.");

        return template.Values.Select(WhyNot).OfType<string>().FirstOrDefault() is { } why ? No(why, "Change what the field says.") : null;
    }

    public static void Write(Utf8JsonWriter json, FilledTemplate template)
    {
        json.WriteString("type", "template");
        json.WriteStartObject("template");
        json.WriteString("name", template.Name);
        json.WriteStartObject("language");
        json.WriteString("policy", "deterministic");
        json.WriteString("code", template.Language);
        json.WriteEndObject();
        json.WriteStartArray("components");
        foreach (var part in template.Values.GroupBy(value => value.Part).OrderBy(part => part.Key)) Write(json, part.Key, part);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, TemplatePart part, IEnumerable<TemplateValue> values)
    {
        json.WriteStartObject();
        json.WriteString("type", part == TemplatePart.Header ? "header" : "body");
        json.WriteStartArray("parameters");
        foreach (var value in values)
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            if (!value.IsNumbered) json.WriteString("parameter_name", value.Field);
            json.WriteString("text", value.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static bool AreWhole(IReadOnlyList<TemplateValue> values)
    {
        string[] fields = [.. values.Select(value => value.Field)];
        return fields.All(field => field.Length > 0) && fields.Distinct(StringComparer.Ordinal).Count() == fields.Length && TemplateText.AreInOrder(fields);
    }

    static string? WhyNot(TemplateValue value) => value.Text switch
    {
        var text when string.IsNullOrWhiteSpace(text) => $"Nothing is filled in for {Named(value)}.",
        var text when text.AsSpan().ContainsAny('\n', '\r', '\t') || text.AsSpan().ContainsAny('\u2028', '\u2029', '\u0085') => $"What is filled in for {Named(value)} must stand on one line, without tabs.",
        var text when text.Contains(TooManyBlanks, StringComparison.Ordinal) => $"What is filled in for {Named(value)} has too many blanks in a row.",
        { Length: > FilledTemplate.LongestValue } => $"What is filled in for {Named(value)} is longer than {FilledTemplate.LongestValue} characters.",
        _ => null,
    };

    static string Named(TemplateValue value) => $"the field {value.Field}{(value.Part == TemplatePart.Header ? " of the header" : "")}";

    static Prepared.Refusal No(string why, string wayOut) => new(ChannelProblem.Rejected(why), wayOut);
}
