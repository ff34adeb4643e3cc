namespace Kith.Channels.Tests.Suite;

/// <summary>Every channel that was found, with the platform that was found for it.</summary>
static class Platforms
{
    public static ChannelRegistry Registry { get; } = ChannelRegistry.Scan();

    static readonly Type[] Types = [.. typeof(Platforms).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Platform)) && !type.IsAbstract)];

    public static IEnumerable<string> Ids => Registry.All.Select(channel => channel.Id);

    /// <summary>A fresh platform for this channel, or for a tampered copy of it.</summary>
    public static Platform For(string id, Func<IChannel, IChannel>? tamper = null)
    {
        var channel = Registry.Find(id)!;
        var platform = Types.Select(type => (Platform)Activator.CreateInstance(type, channel)!).SingleOrDefault(one => one.ChannelId == id)
            ?? throw new InvalidOperationException($"The channel {id} has no platform in Kith.Channels.Tests: write one, and the suite runs for it.");
        if (tamper is not null) platform.Channel = tamper(channel);
        return platform;
    }
}
