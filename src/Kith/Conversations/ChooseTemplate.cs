using Kith.Channels;

namespace Kith.Conversations;

/// <summary>A text that the platform approved, said instead of words of our own: which one, filled with what.</summary>
static class ChooseTemplate
{
    const int LongestValue = 2_000;

    /// <summary>It comes alone: what it says is what was approved.</summary>
    public static void Check(SendMessage.NewMessage asked)
    {
        if (asked.Template is null) return;
        if (asked is { Text.Length: > 0 } or { Html.Length: > 0 } or { Subject.Length: > 0 }) throw Refusal.Field("text", "A template has its own words. Send either.");
        if (asked is { Attachments.Count: > 0 } or { Documents.Count: > 0 }) throw Refusal.Field("attachments", "A template carries no file of ours. Send the file when they answer.");
        if (asked.Surface is not null) throw Refusal.Field("surface", "A template goes to the person alone.");
    }

    /// <summary>The words as the person will read them, by what the platform says of the template now.</summary>
    public static async Task<OwnWords> FillAsync(
        this TemplateShelf shelf, KithDb db, PersonGroup group, OwnWords words, SendMessage.NewTemplate asked, WayFound way, ConnectionBook book, CancellationToken stop)
    {
        if (!way.Surface.Templates || book.Get(way.Connection.Id) is not { } open) throw Refusal.Field("template", "This channel has no templates.");
        if (way.Reason is { } reason) throw reason.AsRefusal();

        var template = Chosen(shelf.Kept(open), asked);
        if (template.IsOffer && (await NoOffers.OfAsync(db, group.Root.Id, stop)).At(way.Connection.Channel, way.Handle.Kind))
            throw new Refusal("no_outreach", "They want no more offers here, and the platform counts this template as one. Choose one that is about what they asked.");

        var filled = template.Filled(ValuesOf(asked)) ?? throw Refusal.Field("template", $"This template has {template.Fields.Count} {(template.Fields.Count == 1 ? "field" : "fields")} to fill, and {ValuesOf(asked).Count} were given.");
        return words with { Text = template.Words(filled), Template = filled };
    }

    /// <summary>What its fields are given, as they would leave.</summary>
    public static IReadOnlyList<string> ValuesOf(SendMessage.NewTemplate asked) => [.. (asked.Values ?? []).Select(value => PlainText.Clean(value ?? "").Trim())];

    static MessageTemplate Chosen(OnShelf? found, SendMessage.NewTemplate asked)
    {
        if (found is null) throw new Refusal("templates_unavailable", "The templates of this connection could not be asked for just now. Please wait a minute.", StatusCodes.Status429TooManyRequests);
        if (found.Refusal is { } refusal) throw refusal;
        if (ValuesOf(asked).Any(value => value.Length > LongestValue)) throw Refusal.Field("template", $"A value may have {LongestValue} characters at most.");

        var template = found.Find(asked.Name, asked.Language) ?? throw new Refusal("no_such_template", "There is no template of this name in this language.");
        return template.WhyNot is { } why ? throw new Refusal("template_not_sendable", why) : template;
    }
}
