using System.Text;

namespace Kith.Channels;

/// <summary>One number for one conversation, the same on every machine and after every restart (FNV-1a).</summary>
public static class Lanes
{
    /// <summary>The lane of this conversation.</summary>
    public static uint Of(ReadOnlySpan<char> conversation)
    {
        Span<byte> bytes = stackalloc byte[256];
        var room = conversation[..Math.Min(conversation.Length, 80)];
        return Of(bytes[..Encoding.UTF8.GetBytes(room, bytes)]);
    }

    /// <summary>The lane of this conversation, from its UTF-8 bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> conversation)
    {
        var hash = 2166136261u;
        foreach (var one in conversation) hash = (hash ^ one) * 16777619u;
        return hash;
    }
}
