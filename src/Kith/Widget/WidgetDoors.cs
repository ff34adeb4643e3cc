namespace Kith.Widget;

/// <summary>The chat on other people's web sites. A visitor is known by a token in their own browser, never by a cookie.</summary>
static class WidgetDoors
{
    const string ByToken = "A visitor shows the token this server gave to their browser.";

    public static void AddWidget(this IServiceCollection services)
    {
        services.AddSingleton<ChatPace>();
        services.AddSingleton<ChatEars>();
        services.AddSingleton<CodePace>();
        services.AddSingleton<CodeBySms>();
        services.AddSingleton<CodeByMail>();
        services.AddSingleton<SendCode>();
        services.AddSingleton<TakeCode>();
        services.AddSingleton<MailUnread>().AddHostedService(provider => provider.GetRequiredService<MailUnread>());
        services.AddScoped<VisitorDesk>();
    }

    public static void UseWidget(this WebApplication app) => app.UseMiddleware<ChatDoorstep>();

    public static void MapWidget(this WebApplication app)
    {
        var chat = app.MapGroup("/chat/{connection:guid}").WithMetadata(new OwnDesk()).ExcludeFromDescription();
        chat.MapGet("", ChatPage.FrameAsync).AllowStrangers("The frame is the same for everybody; only pages of the allowed sites may show it.");
        chat.MapGet("/talk", ChatPage.TalkAsync).AllowStrangers("The same chat on a page of its own.");
        chat.MapPost("/visits", BeginVisit.BeginAsync).AllowStrangers("Here a visitor gets their token.");
        chat.MapGet("/since/{cursor}", ReadChat.SinceAsync).AllowStrangers(ByToken);
        chat.MapGet("/before/{moment:guid}", ReadChat.BeforeAsync).AllowStrangers(ByToken);
        chat.MapGet("/stream", ChatStream.ListenAsync).AllowStrangers(ByToken);
        chat.MapPost("/received", MarkReceived.MarkAsync).AllowStrangers(ByToken);
        chat.MapPost("/files", VisitorFiles.TakeAsync).AllowStrangers(ByToken);
        chat.MapGet("/files/{hash}", VisitorFiles.GiveAsync).AllowStrangers(ByToken);
        chat.MapPost("/phone", AddressByCode.AskPhoneAsync).AllowStrangers(ByToken);
        chat.MapPost("/phone/code", AddressByCode.ConfirmAsync).AllowStrangers(ByToken);
        chat.MapPost("/email", AddressByCode.AskEmailAsync).AllowStrangers(ByToken);
        chat.MapPost("/email/code", AddressByCode.ConfirmAsync).AllowStrangers(ByToken);
        chat.MapPost("/copies", CopyMyChat.CopyAsync).AllowStrangers(ByToken);
        chat.MapPost("/typing", VisitorTypes.TypeAsync).AllowStrangers(ByToken);
    }
}
