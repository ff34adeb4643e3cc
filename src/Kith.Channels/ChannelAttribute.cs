namespace Kith.Channels;

/// <summary>
/// Marks a class as a channel. Whoever wears it and is an <see cref="IChannel"/> is found by <see cref="ChannelRegistry.Scan"/>;
/// nothing else has to know its name. Removing the folder removes the channel.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ChannelAttribute : Attribute;
