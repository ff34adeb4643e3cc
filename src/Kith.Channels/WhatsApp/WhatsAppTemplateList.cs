using System.Globalization;
using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.WhatsApp;

/// <summary>
/// Reads a page of the templates of an account (Business Management API, "Message templates"). Whatever is odd about one of them makes it
/// one that cannot be sent, with the reason, and spoils none beside it.
/// </summary>
static class WhatsAppTemplateList
{
    const int LargestPage = 8 * 1024 * 1024, LongestName = 512, LongestText = 4096;

    // Beneath the words without anything to fill.
    static readonly string[] PlainButtons = ["QUICK_REPLY", "URL", "PHONE_NUMBER", "VOICE_CALL"];

    static readonly string[] placesOfAButton = ["url", "text", "phone_number"];

    public static TemplatesRead Read(WireAnswer answer)
    {
        if (answer.Body.Length > LargestPage) return new TemplatesRead.Failed(ChannelProblem.TooLarge("The list of templates is larger than anything Meta sends."));

        var body = GraphAnswer.Parse(answer);
        if (body.Part("error") is { ValueKind: JsonValueKind.Object } error) return new TemplatesRead.Failed(WhyNoList(error));
        if (answer.Status != 200 || body.Part("data").ValueKind != JsonValueKind.Array) return new TemplatesRead.Failed(WithoutWords(answer));

        return new TemplatesRead.Page([.. body.Each("data").Select(One).OfType<MessageTemplate>()], NextIn(body.Part("paging")));
    }

    static ChannelProblem WhyNoList(JsonElement error) => error.Number("code") switch
    {
        null => ChannelProblem.NotUnderstood(),
        { } code and (10 or (>= 200 and <= 299)) => ChannelProblem.Rejected("The token of this connection may not read templates. Give it whatsapp_business_management.", Number(code)),
        100 => ChannelProblem.Rejected("Meta does not know this WhatsApp Business Account, or the token may not see it.", "100"),
        { } code => GraphErrors.Problem(code, error.Number("error_subcode") ?? 0, error.IsTrue("is_transient")),
    };

    static ChannelProblem WithoutWords(WireAnswer answer) => answer.Status switch
    {
        401 => ChannelProblem.SignInExpired(Number(answer.Status)),
        429 => ChannelProblem.RateLimited(vendor: Number(answer.Status)),
        >= 500 or 408 => ChannelProblem.Unreachable("Meta has trouble of its own just now.", Number(answer.Status)),
        _ => ChannelProblem.NotUnderstood(Number(answer.Status)),
    };

    static string? NextIn(JsonElement paging) => paging.Word("next", 4000) is null ? null : paging.Part("cursors").Word("after", 2000);

    static MessageTemplate? One(JsonElement said)
    {
        if (said.Word("name", LongestName) is not { } name || said.Word("language", 20) is not { } language) return null;

        var parts = said.Each("components").ToList();
        var (header, words, footer) = (Of(parts, "HEADER"), Of(parts, "BODY"), Of(parts, "FOOTER"));
        var state = StateOf(said.Word("status", 40));
        var read = new MessageTemplate(name, language, (said.Word("category", 40) ?? "other").ToLowerInvariant(), state, TextOf(words) ?? "")
        {
            Header = IsText(header) ? TextOf(header) : null,
            Footer = TextOf(footer),
            Buttons = [.. ButtonsIn(parts).Select(button => new TemplateButton(KindOf(button).ToLowerInvariant(), button.Word("text") ?? ""))],
            Fields = [.. FieldsIn(header, TemplatePart.Header), .. FieldsIn(words, TemplatePart.Body)],
        };
        return read with { WhyNot = Unfit(state) ?? Unfillable(parts, header, read) };
    }

    static TemplateState StateOf(string? status) => status?.ToUpperInvariant() switch
    {
        "APPROVED" => TemplateState.Approved,
        "PENDING" or "IN_APPEAL" or "APPEAL_REQUESTED" => TemplateState.Waiting,
        "PAUSED" or "LIMIT_EXCEEDED" => TemplateState.Paused,
        "REJECTED" => TemplateState.Rejected,
        "DISABLED" or "PENDING_DELETION" or "DELETED" or "ARCHIVED" => TemplateState.Disabled,
        _ => TemplateState.Unknown,
    };

    static string? Unfit(TemplateState state) => state switch
    {
        TemplateState.Approved => null,
        TemplateState.Waiting => "WhatsApp has not approved it yet.",
        TemplateState.Paused => "WhatsApp paused it, because too many people did not want it.",
        TemplateState.Rejected => "WhatsApp did not approve it.",
        TemplateState.Disabled => "It is switched off.",
        _ => "WhatsApp says something of it that Kith does not know.",
    };

    static string? Unfillable(List<JsonElement> parts, JsonElement header, MessageTemplate read) =>
        read.Category == "authentication" ? "It carries a code to sign in with, which a person cannot fill in."
        : header.ValueKind == JsonValueKind.Object && !IsText(header) ? "Its header needs a picture, a film, a document or a place."
        : ButtonsIn(parts).Any(button => !PlainButtons.Contains(KindOf(button)) || HasField(button)) ? "One of its buttons needs something that Kith cannot fill in yet."
        : parts.Any(part => KindOf(part) is not ("HEADER" or "BODY" or "FOOTER" or "BUTTONS")) ? "It has a part that Kith cannot fill in yet."
        : read.Body.Length == 0 ? "It has no words."
        : read.Fields.GroupBy(field => field.Part).Any(part => !TemplateText.AreInOrder([.. part.Select(field => field.Name)])) ? "Its fields are not numbered in order."
        : null;

    static bool HasField(JsonElement button) => placesOfAButton.Any(place => TemplateText.Fields(Clipped(button.Said(place))).Count > 0);

    static IEnumerable<JsonElement> ButtonsIn(List<JsonElement> parts) => Of(parts, "BUTTONS").Each("buttons");

    static JsonElement Of(List<JsonElement> parts, string kind) => parts.FirstOrDefault(part => KindOf(part) == kind);

    static string KindOf(JsonElement part) => (part.Word("type", 40) ?? "").ToUpperInvariant();

    static bool IsText(JsonElement header) => (header.Word("format", 40) ?? "").Equals("TEXT", StringComparison.OrdinalIgnoreCase);

    static string? TextOf(JsonElement part) => Clipped(part.Said("text")) is { Length: > 0 } text ? text : null;

    static string Clipped(string text) => text.Length <= LongestText ? text : PlainText.Clean(text[..LongestText]);

    static IEnumerable<TemplateField> FieldsIn(JsonElement part, TemplatePart where)
    {
        if (TextOf(part) is not { } text || (where == TemplatePart.Header && !IsText(part))) return [];

        var (fields, examples) = (TemplateText.Fields(text), ExamplesIn(part.Part("example"), where == TemplatePart.Header ? "header_text" : "body_text"));
        return fields.Select((name, at) => new TemplateField(where, name, examples.GetValueOrDefault(name) ?? examples.GetValueOrDefault(Number(at + 1))));
    }

    // By number as a list (of lists, for the body), by name as objects.
    static Dictionary<string, string> ExamplesIn(JsonElement example, string kind)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var named in example.Each($"{kind}_named_params"))
            if (named.Word("param_name", 60) is { } name && named.Word("example") is { } value) said.TryAdd(name, value);
        if (example.Part(kind) is not { ValueKind: JsonValueKind.Array } list) return said;

        var inner = list.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Array } nested ? nested : list;
        foreach (var (at, value) in inner.EnumerateArray().Take(100).Index())
            if (value.ValueKind == JsonValueKind.String && WordIn(value) is { Length: > 0 } word) said.TryAdd(Number(at + 1), word);
        return said;
    }

    static string? WordIn(JsonElement value)
    {
        try
        {
            return PlainText.Line(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
