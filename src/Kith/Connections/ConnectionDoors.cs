using System.Net;
using Kith.Channels;
using Microsoft.AspNetCore.DataProtection;

namespace Kith.Connections;

static class ConnectionDoors
{
    public static void AddConnections(this IServiceCollection services, KithSettings settings)
    {
        services.AddDataProtection().SetApplicationName("kith").PersistKeysToFileSystem(new DirectoryInfo(settings.KeysFolder));
        // Whoever may read the folder of keys is the operator; docs/self-hosting.md says so, a line at every start would not.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddSingleton(ChannelRegistry.Scan());
        services.AddSingleton<SealedSecrets>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<ConnectionBook>();
        services.AddHostedService<BookFollower>();
        services.AddSingleton<LookUpName>(Dns.GetHostAddressesAsync);
        services.AddSingleton<OwnPlaces>();
        services.AddSingleton<OutboundGuard>();
        services.AddSingleton<OutboundWire>();
        services.AddSingleton<PlatformSessions>();
        services.AddSingleton<ConnectionWire>();
        services.AddSingleton<AskingPace>();
        services.AddSingleton<TemplateShelf>();
        services.AddSingleton<LentFiles>();
        services.AddSingleton<PackParcels>();
        services.AddSingleton<ClaimDeliveries>();
        services.AddMailDoor();
        services.AddSingleton<Readings>();
        services.AddSingleton<ReadingCosts>();
        services.AddSingleton<Reader, AskPlatform>();
        services.AddSingleton<Reader, LookAfter>();
        services.AddHostedService<Readers>();
        services.AddSingleton<EnclosedFiles>();
        services.AddSingleton<SendDelivery>();
        services.AddSingleton<SettleDelivery>();
        services.AddSingleton<KeepEnding>();
        services.AddSingleton<Outbox>();
        services.AddHostedService(provider => provider.GetRequiredService<Outbox>());
        services.AddSingleton<KeepMedia>();
        services.AddHostedService<FetchMedia>();
        services.AddSingleton<ShowConnection>();
        services.AddScoped<ChangeConnection.Change>();
    }

    static void AddMailDoor(this IServiceCollection services)
    {
        services.AddSingleton<MailDoor>();
        services.AddSingleton<MailboxTokens>();
        services.AddSingleton<MailVisit>();
        services.AddScoped<BackFromSignIn.Way>();
        services.AddSingleton<TestMail>();
        services.AddSingleton<SrvRecords>();
        services.AddSingleton<MailServersOf>();
        services.AddSingleton<PostDelivery>();
        services.AddSingleton<CopyToSent>();
        services.AddHostedService(provider => provider.GetRequiredService<CopyToSent>());
        services.AddSingleton<Reader, ReadMailbox>();
    }

    public static void MapConnections(this RouteGroupBuilder api)
    {
        api.MapChannels();
        api.MapPlaces();
        api.MapDeliveries();
        var connections = api.MapGroup("/connections");
        connections.MapListConnections();
        connections.MapChangeConnection();
        connections.MapFindServers();
        connections.MapTestConnection();
        connections.MapListTemplates();
        connections.MapWakeConnection();
        connections.MapSignInToMailbox();
        connections.MapBackFromSignIn();
    }
}
