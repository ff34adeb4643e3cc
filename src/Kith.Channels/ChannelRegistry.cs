using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Kith.Channels;

/// <summary>All channels that were found, by id. The only place that knows which channels there are.</summary>
public sealed class ChannelRegistry
{
    readonly Dictionary<string, IChannel> byId;

    ChannelRegistry(IEnumerable<IChannel> channels)
    {
        All = [.. channels.OrderBy(channel => channel.Name, StringComparer.Ordinal)];
        byId = All.ToDictionary(channel => channel.Id, StringComparer.Ordinal);
    }

    /// <summary>Every channel, in the order of their names as people read them.</summary>
    public IReadOnlyList<IChannel> All { get; }

    /// <summary>The channel with this id, or null when it is not installed.</summary>
    public IChannel? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>What this channel can do of the kind asked for, or null when it is not installed or cannot.</summary>
    public T? Find<T>(string id) where T : class => Find(id) as T;

    /// <summary>Finds the channels of this assembly, and of others that bring their own.</summary>
    [RequiresUnreferencedCode("Channels are found by scanning assemblies.")]
    public static ChannelRegistry Scan(params IEnumerable<Assembly> others) =>
        new(others.Prepend(typeof(ChannelRegistry).Assembly).Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetCustomAttribute<ChannelAttribute>() is not null)
            .Select(type => (IChannel)Activator.CreateInstance(type)!));
}
