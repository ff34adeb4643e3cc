namespace Kith.Channels.Tests.Suite;

/// <summary>Every channel that was found, with the platform that was found for it.</summary>
static class Platforms
{
    public static ChannelRegistry Registry { get; } = ChannelRegistry.Scan();

    static readonly Type[] Types = [.. typeof(Platforms).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Platform)) && !type.IsAbstract)];

    /// <summary>The names of all platforms; each channel has one at least.</summary>
    public static IEnumerable<string> Ids => Registry.All.SelectMany(channel => NamesOf(channel));

    /// <summary>A fresh platform for this channel, or for a tampered copy of it.</summary>
    public static Platform For(string id, Func<IChannel, IChannel>? tamper = null)
    {
        var channel = Registry.Find(id.Split('.')[0])!;
        var platform = Of(channel).Single(one => one.Name == id);
        if (tamper is not null) platform.Channel = tamper(channel);
        return platform;
    }

    static IEnumerable<Platform> Of(IChannel channel) => Types.Select(type => (Platform)Activator.CreateInstance(type, channel)!).Where(one => one.ChannelId == channel.Id);

    static IReadOnlyList<string> NamesOf(IChannel channel) => Of(channel).Select(platform => platform.Name).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } names ? names
        : throw new InvalidOperationException($"The channel {channel.Id} has no platform in Kith.Channels.Tests: write one, and the suite runs for it.");
}
