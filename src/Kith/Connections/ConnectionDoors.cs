using Kith.Channels;
using Microsoft.AspNetCore.DataProtection;

namespace Kith.Connections;

static class ConnectionDoors
{
    public static void AddConnections(this IServiceCollection services, KithSettings settings)
    {
        services.AddDataProtection().SetApplicationName("kith").PersistKeysToFileSystem(new DirectoryInfo(settings.KeysFolder));
        services.AddSingleton(ChannelRegistry.Scan());
        services.AddSingleton<SealedSecrets>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<ConnectionBook>();
        services.AddHostedService<BookFollower>();
    }
}
