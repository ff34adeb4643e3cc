namespace Kith.Conversations;

static class ConversationDoors
{
    public static void AddConversations(this IServiceCollection services)
    {
        services.AddSingleton<KeptFiles>();
        services.AddSingleton<KeepLooks>();
        services.AddSingleton<MailSource>();
        services.AddSingleton<ReadMailAgain>();
        services.AddSingleton<SealedPictures>();
        services.AddSingleton<UseMove>();
        services.AddScoped<MailCopy>();
    }

    public static void MapConversations(this RouteGroupBuilder api)
    {
        var person = api.MapGroup("/people/{id:guid}");
        person.MapPost("/messages", SendMessage.SendAsync).Allow(Role.Teammate).WithMetadata(new Beforehand(AskForTemplate.AskAsync));
        person.MapPost("/notes", WriteNote.WriteAsync).Allow(Role.Colleague);
        person.MapPost("/copies", CopyConversation.CopyAsync).Allow(Role.Teammate);
        person.MapPost("/moves", StartMove.StartAsync).Allow(Role.Teammate);
        person.MapPost("/previews", PreviewPublic.PreviewAsync).Allow(Role.Teammate);
        person.MapGet("/ways", ListWays.ListAsync).Allow(Role.Viewer);
        person.MapGet("/frame", FrameMail.ReadAsync).Allow(Role.Teammate);
        api.MapDrafts();
        api.MapAnswers();
        api.MapAttachments();
        api.MapMail();
        api.MapOwnLooks();
    }
}
