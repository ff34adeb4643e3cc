using Kith.Channels.Meta;

namespace Kith.Channels.WhatsApp;

public sealed partial class WhatsAppChannel : ISetup
{
    static readonly string[] Ids = ["phone_number_id", "waba_id", "portfolio_id"];

    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("number", "Number", FieldKind.Phone, "The number people write to, as you call it."),
        new("phone_number_id", "Phone number ID", FieldKind.Text, "In the app dashboard under WhatsApp, API setup: an id, not the number itself.", Required: true, Check: "digits"),
        new("waba_id", "WhatsApp Business Account ID", FieldKind.Text, "Beside it.", Required: true, Check: "digits"),
        .. MetaSetup.Fields("Of a system user, with whatsapp_business_messaging and whatsapp_business_management."),
        new("portfolio_id", "Business portfolio ID", FieldKind.Text, "Only when numbers of several WhatsApp Business Accounts of one portfolio are connected: people are the same across it.", Check: "digits") { IsRare = true },
        new("links", "Address of links", FieldKind.Url, "What links that open a talk with your number begin with.", Default: OwnLinks, Check: "an http or https address") { IsRare = true },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) =>
    [
        .. MetaSetup.Review(Setup, account),
        .. MetaSetup.ReviewLinks(account),
        .. Ids.Where(key => !account[key].All(char.IsAsciiDigit))
            .Select(key => new Finding(false, "This id has digits only.", key)),
    ];

    /// <inheritdoc/>
    public WireRequest? Test(Account account, DateTimeOffset now) =>
        Graph.Get(account, $"{Uri.EscapeDataString(account["phone_number_id"])}?fields=display_phone_number,verified_name", "ask Meta for the number");

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account) =>
        MetaSetup.ReadTest(answer, "phone_number_id", body => body.Word("verified_name") ?? body.Word("display_phone_number"), "the number");
}
