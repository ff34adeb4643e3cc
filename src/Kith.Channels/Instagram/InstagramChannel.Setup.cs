using Kith.Channels.Meta;

namespace Kith.Channels.Instagram;

public sealed partial class InstagramChannel : ISetup
{
    const string Address = "https://graph.instagram.com";

    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("account_id", "Account ID", FieldKind.Text, "In the app dashboard under Instagram, beside the account; it begins with 1784.", Required: true, Check: "digits"),
        new("account_name", "Account", FieldKind.Text, "What you call it."),
        .. MetaSetup.Fields("With Instagram's own log-in: a long-lived token with instagram_business_basic, instagram_business_manage_messages and instagram_business_manage_comments. With a linked page: the page's token with instagram_manage_messages and instagram_manage_comments.")
            .Select(field => field.Key == "graph_url" ? Host : field),
    ];

    static readonly SetupField Host = new("graph_url", "Address of the API", FieldKind.Url, "With Instagram's own log-in this one; https://graph.facebook.com where the account is linked to a page and speaks by its token.", Default: Address, Check: "an http or https address");

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) => account["account_id"].All(char.IsAsciiDigit)
        ? [.. MetaSetup.Review(Setup, There(account))] : [.. MetaSetup.Review(Setup, There(account)), new Finding(false, "This id has digits only.", "account_id")];

    /// <inheritdoc/>
    public WireRequest? Test(Account account, DateTimeOffset now) => Graph.Get(There(account), $"{Me(account)}?fields=username", "ask Instagram for the account");

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account) => MetaSetup.ReadTest(answer, "account_id", body => body.Word("username"), "the account");

    /// <summary>The account with the address that holds where none is set.</summary>
    static Account There(Account account) => account["graph_url"].Length > 0 ? account : account.With("graph_url", Address);
}
