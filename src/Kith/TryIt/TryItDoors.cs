namespace Kith.TryIt;

/// <summary>The demo's other side: a pretend carrier with a telephone company and phones in its network, a pretend Telegram, a pretend WhatsApp, a pretend forum, a pretend Facebook with a page, a pretend Instagram, a pretend X, a pretend Bluesky and a pretend Mastodon, a pretend mail house and mailboxes, and a page to hold them. Without KITH_DEMO=1 none of it is there.</summary>
static class TryItDoors
{
    const string DemoOnly = "Only in the demo, where everybody is made up.";

    public static void AddTryIt(this IServiceCollection services, KithSettings settings)
    {
        if (!settings.Demo) return;

        services.AddSingleton<RecallTalk>();
        services.AddSingleton<CarrierAsks>();
        services.AddSingleton<PretendCarrier>();
        services.AddSingleton<PretendPhones>();
        services.AddSingleton<PretendTelegram>();
        services.AddSingleton<PretendWhatsApp>();
        services.AddSingleton<PretendRecordings>();
        services.AddSingleton<PretendTelephone>();
        services.AddSingleton<PretendForum>();
        services.AddSingleton<PretendPage>();
        services.AddSingleton<PretendInstagram>();
        services.AddSingleton<PretendX>();
        services.AddSingleton<PretendBluesky>();
        services.AddSingleton<PretendMastodon>();
        services.AddSingleton<Squares>();
        services.AddSingleton<PretendPost>();
        services.AddSingleton<PretendMailServers>();
        services.AddSingleton<PretendMailboxes>();
        services.AddHostedService<SeedDemo>();
    }

    public static void MapTryIt(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<KithSettings>().Demo) return;

        var tryIt = app.MapGroup("/try").WithMetadata(new OwnDesk()).ExcludeFromDescription();
        var carrier = tryIt.MapGroup("/carrier/2010-04-01/Accounts/{account}");
        carrier.MapGet(".json", CarrierDoors.Account).AllowStrangers("The carrier checks the account's own sign-in.");
        carrier.MapPost("/Messages.json", CarrierDoors.SendAsync).AllowStrangers("The carrier checks the account's own sign-in.");
        carrier.MapGet("/Messages.json", CarrierDoors.List).AllowStrangers("The carrier checks the account's own sign-in.");
        carrier.MapPost("/Calls.json", TelephoneDoors.RingAsync).AllowStrangers("The carrier checks the account's own sign-in.");
        carrier.MapGet("/Recordings/{name}", TelephoneDoors.Recording).AllowStrangers("The carrier checks the account's own sign-in.");
        tryIt.MapGet("/phones/{number}", PhoneDoors.ReadAsync).AllowStrangers(DemoOnly);
        tryIt.MapPost("/phones/{number}", PhoneDoors.WriteAsync).AllowStrangers(DemoOnly);
        const string TelegramAsks = "Telegram checks the bot's own token.";
        tryIt.MapPost("/telegram/bot{token}/{method}", BotDoors.CallAsync).AllowStrangers(TelegramAsks).DisableAntiforgery();
        tryIt.MapPost("/forum", ForumDoors.TakeAsync).AllowStrangers("The forum checks the signature.").DisableAntiforgery();
        tryIt.MapGet("/telegram/file/bot{token}/files/{id}", BotDoors.File).AllowStrangers(TelegramAsks);
        tryIt.MapGet("/t.me/{bot}", TelegramDoors.Open).AllowStrangers(DemoOnly);
        tryIt.MapGet("/telegrams/{number}", TelegramDoors.Read).AllowStrangers(DemoOnly);
        tryIt.MapPost("/telegrams/{number}", TelegramDoors.WriteAsync).AllowStrangers(DemoOnly);
        tryIt.MapGet("/telegrams/{number}/files/{id}", TelegramDoors.File).AllowStrangers(DemoOnly);
        MapWhatsApp(tryIt);
        MapTelephone(tryIt.MapGroup("/telephones/{number}").AllowStrangers(DemoOnly));
        MapFacebook(tryIt);
        MapInstagram(tryIt);
        MapX(tryIt);
        MapBluesky(tryIt);
        MapMastodon(app, tryIt);
        MapSquares(tryIt);
        tryIt.MapGet("/mailboxes/{address}", MailboxDoors.ReadAsync).AllowStrangers(DemoOnly);
        tryIt.MapPost("/mailboxes/{address}", MailboxDoors.WriteAsync).AllowStrangers(DemoOnly);
        tryIt.MapGet("/mailboxes/{address}/{mail:int}/files/{place:int}", MailboxDoors.FileAsync).AllowStrangers(DemoOnly);
    }

    static void MapWhatsApp(RouteGroupBuilder tryIt)
    {
        const string WhatsAppAsks = "WhatsApp checks the business's own token.";
        var cloud = tryIt.MapGroup("/cloud").AllowStrangers(WhatsAppAsks).DisableAntiforgery();
        cloud.MapGet("/files/{id}", CloudDoors.File);
        cloud.MapGet("/{version}/{id}", CloudDoors.Node);
        cloud.MapGet("/{version}/{id}/message_templates", CloudDoors.Templates);
        cloud.MapPost("/{version}/{id}/messages", CloudDoors.SendAsync);
        var phone = tryIt.MapGroup("/whatsapps/{number}").AllowStrangers(DemoOnly);
        phone.MapGet("", WhatsAppDoors.ReadAsync);
        phone.MapPost("", WhatsAppDoors.WriteAsync);
        phone.MapPut("/reactions/{id}", WhatsAppDoors.ReactAsync);
        phone.MapGet("/files/{id}", WhatsAppDoors.FileAsync);
    }

    static void MapTelephone(RouteGroupBuilder phone)
    {
        phone.MapGet("", HandsetDoors.Read);
        phone.MapPut("/call", HandsetDoors.CallAsync);
        phone.MapDelete("/call", HandsetDoors.HangUp);
        phone.MapPost("/call/answer", HandsetDoors.PickUp);
        phone.MapPost("/call/refusal", HandsetDoors.Decline);
        phone.MapPost("/call/keys", HandsetDoors.Press);
        phone.MapPost("/call/words", HandsetDoors.Speak);
    }

    static void MapFacebook(RouteGroupBuilder tryIt)
    {
        const string GraphAsks = "Facebook checks the page's own token.";
        var graph = tryIt.MapGroup("/graph/{version}/{id}").AllowStrangers(GraphAsks).DisableAntiforgery();
        graph.MapGet("", GraphDoors.Page);
        graph.MapPost("", GraphDoors.HideAsync);
        graph.MapGet("/comments", GraphDoors.List);
        graph.MapPost("/comments", GraphDoors.AnswerAsync);
        graph.MapPost("/likes", GraphDoors.Like);
        graph.MapDelete("/likes", GraphDoors.Unlike);
        graph.MapPost("/messages", GraphDoors.WriteAsync);
    }

    static void MapInstagram(RouteGroupBuilder tryIt)
    {
        var instagram = tryIt.MapGroup("/graph.instagram.com/{version}/{id}").AllowStrangers("Instagram checks the account's own token.").DisableAntiforgery();
        instagram.MapGet("", InstagramDoors.Account);
        instagram.MapPost("", InstagramDoors.HideAsync);
        instagram.MapGet("/replies", InstagramDoors.List);
        instagram.MapPost("/replies", InstagramDoors.AnswerAsync);
        instagram.MapPost("/messages", InstagramDoors.WriteAsync);
    }

    static void MapX(RouteGroupBuilder tryIt)
    {
        var x = tryIt.MapGroup("/api.x.com/2").AllowStrangers("X checks the signature of the app and the account.").DisableAntiforgery();
        x.MapGet("/users/me", XDoors.Me);
        x.MapPost("/tweets", XDoors.PostAsync);
        x.MapPut("/tweets/{id}/hidden", XDoors.HideAsync);
        x.MapGet("/users/{id}/tweets", XDoors.Ours);
        x.MapPost("/users/{id}/likes", XDoors.LikeAsync);
        x.MapDelete("/users/{id}/likes/{post}", XDoors.Unlike);
        x.MapPost("/dm_conversations/with/{who}/messages", XDoors.WriteAsync);
        x.MapGet("/dm_conversations/with/{who}/dm_events", XDoors.Talk);
        tryIt.MapGet("/x/i/web/status/{id}", (string id) => Results.LocalRedirect($"/try?x={Uri.EscapeDataString(id)}")).AllowStrangers(DemoOnly);
    }

    static void MapBluesky(RouteGroupBuilder tryIt)
    {
        var sky = tryIt.MapGroup("/bsky.social/xrpc").AllowStrangers("Bluesky checks the app password and its own tokens.").DisableAntiforgery();
        sky.MapPost("/com.atproto.server.createSession", SkyDoors.SignInAsync);
        sky.MapPost("/com.atproto.server.refreshSession", SkyDoors.Renew);
        sky.MapGet("/app.bsky.notification.listNotifications", SkyDoors.Notices);
        sky.MapPost("/com.atproto.repo.putRecord", SkyDoors.PutAsync);
        sky.MapPost("/com.atproto.repo.deleteRecord", SkyDoors.RemoveAsync);
        sky.MapGet("/chat.bsky.convo.getLog", SkyDoors.Log);
        sky.MapPost("/chat.bsky.convo.sendMessage", SkyDoors.WriteAsync);
        tryIt.MapGet("/bluesky/profile/{did}/post/{id}", (string did, string id) => Results.LocalRedirect($"/try?bluesky={Uri.EscapeDataString(id)}")).AllowStrangers(DemoOnly);
    }

    /// <summary>A server of Mastodon has nothing after its name, so its addresses stand beside Kith's own, which have no number in them.</summary>
    static void MapMastodon(WebApplication app, RouteGroupBuilder tryIt)
    {
        var mastodon = app.MapGroup("/api").WithMetadata(new OwnDesk()).ExcludeFromDescription().AllowStrangers("Mastodon checks the account's own token.").DisableAntiforgery();
        mastodon.MapGet("/v1/notifications", MastodonDoors.Notices);
        mastodon.MapGet("/v1/accounts/verify_credentials", MastodonDoors.Me);
        mastodon.MapGet("/v1/accounts/{id}/statuses", MastodonDoors.Ours);
        mastodon.MapPost("/v1/statuses", MastodonDoors.PostAsync);
        mastodon.MapPost("/v1/statuses/{id}/favourite", MastodonDoors.Like);
        mastodon.MapPost("/v1/statuses/{id}/unfavourite", MastodonDoors.Unlike);
        mastodon.MapGet("/v2/instance", MastodonDoors.Server);
        tryIt.MapGet("/mastodon/@{name}/{id}", (string name, string id) => Results.LocalRedirect($"/try?mastodon={Uri.EscapeDataString(id)}")).AllowStrangers(DemoOnly);
        app.MapGet($"/@{PretendMastodon.OurAccount.Split('@')[0]}", () => Results.LocalRedirect("/try?mastodon=new")).AllowStrangers(DemoOnly).WithMetadata(new OwnDesk()).ExcludeFromDescription();
    }

    /// <summary>What a visitor sees and does on each of the pretend platforms where people speak in public.</summary>
    static void MapSquares(RouteGroupBuilder tryIt)
    {
        var square = tryIt.MapGroup("/{place}").AllowStrangers(DemoOnly);
        square.MapGet("", SquareDoors.Read);
        square.MapPost("/comments", SquareDoors.SayAsync);
        square.MapPut("/comments/{id}", SquareDoors.EditAsync);
        square.MapDelete("/comments/{id}", SquareDoors.RemoveAsync);
        square.MapPut("/comments/{id}/like", SquareDoors.LikeAsync);
        square.MapDelete("/comments/{id}/like", SquareDoors.UnlikeAsync);
        square.MapPost("/talk", SquareDoors.WriteAsync);
    }
}
