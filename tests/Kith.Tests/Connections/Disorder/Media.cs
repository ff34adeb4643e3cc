namespace Kith.Tests.Connections.Disorder;

/// <summary>All places of all channels where people speak, and where a channel has two ways to hear of it, both.</summary>
static class Media
{
    static readonly Dictionary<string, Func<Medium>> all = new()
    {
        ["SMS"] = () => new SmsMedium(),
        ["Kannel"] = () => new KannelMedium(),
        ["Generic HTTP"] = () => new HttpMedium(isPublic: false),
        ["Generic HTTP in public"] = () => new HttpMedium(isPublic: true),
        ["web chat"] = () => new ChatMedium(),
        ["email"] = () => new MailMedium(),
        ["Telegram, asked"] = () => new TelegramMedium(),
        ["Telegram by hook"] = () => new TelegramHookMedium(),
        ["WhatsApp"] = () => new WhatsAppMedium(),
        ["Messenger"] = () => new PagePrivateMedium("messenger"),
        ["Facebook comments"] = () => new CommentsMedium("messenger"),
        ["Instagram"] = () => new PagePrivateMedium("instagram"),
        ["Instagram comments"] = () => new CommentsMedium("instagram"),
        ["X mentions, asked"] = () => new XAskedMedium(),
        ["X mentions by hook"] = () => new XMedium("x.mentions"),
        ["X direct messages"] = () => new XMedium("x.dm"),
        ["Bluesky"] = () => new BlueskyMedium(isPublic: true),
        ["Bluesky direct messages"] = () => new BlueskyMedium(isPublic: false),
        ["Mastodon in public"] = () => new MastodonMedium(isPublic: true),
        ["Mastodon to us alone"] = () => new MastodonMedium(isPublic: false),
        ["telephone"] = () => new VoiceMedium(),
    };

    public static IEnumerable<string> Names => all.Keys;

    public static Medium Named(string name) => all[name]();
}
