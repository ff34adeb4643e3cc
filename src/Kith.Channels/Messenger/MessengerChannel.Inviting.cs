namespace Kith.Channels.Messenger;

public sealed partial class MessengerChannel : IInvite
{
    const string OwnLinks = "https://m.me";

    const int LongestRef = 250;

    /// <summary>Opens a talk with the page (Messenger Platform, "m.me links"); what the link carries comes as a referral.</summary>
    public string? LinkFor(Account account, string token) => account["page_id"].Length > 0 && token.Length is > 0 and <= LongestRef
        ? $"{LinksOf(account)}/{Uri.EscapeDataString(account["page_id"])}?ref={Uri.EscapeDataString(token)}" : null;

    static string LinksOf(Account account) => (account["links"] is { Length: > 0 } own ? own : OwnLinks).TrimEnd('/');
}
