namespace Kith.Channels.WebChat;

public sealed partial class WebChatChannel : ISetup
{
    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("site", "Web site", FieldKind.Url, "The site the chat is on, like https://marula.example. Only pages of the sites below may show it.", Check: "an http or https address"),
        new("origins", "Allowed sites", FieldKind.Text, "Addresses of the sites that may show the chat, with commas. Left empty: the web site above; with neither, any."),
        new("secret", "Widget secret", FieldKind.Secret, "Signs visitors, and your site signs with it who is signed in there. Keep it on your server, never in a page.", Required: true, Make: SecretShape.Whsec),
        new("colour", "Colour", FieldKind.Text, "Of the button and of your own messages, like #2f6f4f.", Check: "# and 6 digits or letters a to f"),
        new("position", "Side", FieldKind.Choice, "On which side of the page the button is; a page that reads from right to left mirrors it.", Default: "right") { Choices = ["right", "left"] },
        new("greeting", "First words", FieldKind.Text, "What the chat says before anybody wrote."),
        new("mail_unread", "Unread answers by email", FieldKind.YesNo, "An answer nobody read in the chat goes to the email address the visitor proved, once.", Default: "yes") { IsRare = true, Choices = ["yes", "no"] },
        new("mail_minutes", "Minutes to wait", FieldKind.Text, "How long an answer waits to be read before it goes by email.", Default: "10", Check: "a number from 1 to 1440") { IsRare = true },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) =>
    [
        .. account["secret"].Length >= 24 ? Array.Empty<Finding>() : [new(false, "The widget secret is missing or too short.", "secret")],
        .. Sites(account).Where(site => !IsSite(site)).Select(site => new Finding(false, "An allowed site is an address like https://marula.example.", "origins")),
        .. account["mail_minutes"] is { Length: > 0 } minutes && !(int.TryParse(minutes, out var wait) && wait is > 0 and <= 1440) ? [new Finding(false, "Minutes are a number from 1 to 1440.", "mail_minutes")] : Array.Empty<Finding>(),
        .. account["colour"] is { Length: > 0 } colour && !IsColour(colour) ? [new Finding(false, "A colour is # and 6 digits or letters a to f.", "colour")] : Array.Empty<Finding>(),
    ];

    /// <inheritdoc/>
    public WireRequest? Test(Account account, DateTimeOffset now) => null;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account) => [new(true, "The chat is our own: put the script tag into a page and say hello.")];

    /// <summary>The origins that may show this chat; empty for any.</summary>
    public static IReadOnlyList<string> Origins(Account account) =>
        [.. Sites(account).Where(IsSite).Select(site => new Uri(site).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.OrdinalIgnoreCase)];

    static string[] Sites(Account account) =>
        (account["origins"].Length > 0 ? account["origins"] : account["site"]).Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    static bool IsSite(string site) => Uri.TryCreate(site, UriKind.Absolute, out var url) && url.Scheme is "https" or "http";

    static bool IsColour(string colour) => colour.Length == 7 && colour[0] == '#' && colour.Skip(1).All(char.IsAsciiHexDigit);
}
