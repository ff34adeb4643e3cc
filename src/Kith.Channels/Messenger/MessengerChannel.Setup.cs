using Kith.Channels.Meta;

namespace Kith.Channels.Messenger;

public sealed partial class MessengerChannel : ISetup
{
    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("page_id", "Page ID", FieldKind.Text, "On the page under About, Page transparency.", Required: true, Check: "digits"),
        new("page_name", "Page", FieldKind.Text, "What you call it."),
        .. MetaSetup.Fields("A page token of a system user, with pages_messaging and pages_manage_metadata; for comments also pages_read_engagement, pages_read_user_content and pages_manage_engagement."),
        new("links", "Address of links", FieldKind.Url, "What links that open a talk with your page begin with.", Default: OwnLinks, Check: "an http or https address") { IsRare = true },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) =>
    [
        .. MetaSetup.Review(Setup, account),
        .. MetaSetup.ReviewLinks(account),
        .. account["page_id"].All(char.IsAsciiDigit) ? Array.Empty<Finding>() : [new(false, "This id has digits only.", "page_id")],
    ];

    /// <inheritdoc/>
    public WireRequest? Test(Account account, DateTimeOffset now) => Graph.Get(account, $"{Uri.EscapeDataString(account["page_id"])}?fields=name", "ask Meta for the page");

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account) => MetaSetup.ReadTest(answer, "page_id", body => body.Word("name"), "the page");
}
