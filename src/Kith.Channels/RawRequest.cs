namespace Kith.Channels;

/// <summary>A request that came to one of our hooks, as it came. Proof is made over these bytes and no others.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Tail">What follows the connection in the path, without slashes at the ends: <c>status</c>, <c>{secret}/mo</c>, or empty.</param>
/// <param name="Query">The query as it came, without the question mark.</param>
/// <param name="Url">
/// The whole address as the other side was told it: built from the configured public address, never from Host or X-Forwarded-*.
/// </param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body, byte for byte.</param>
/// <param name="RemoteAddress">Who called, as text; null when unknown.</param>
public sealed record RawRequest(
    string Method, string Tail, string Query, string Url, IHeaders Headers, ReadOnlyMemory<byte> Body, string? RemoteAddress = null)
{
    /// <summary>What the host fetched because <see cref="Proof.Needs"/> asked for it; null until then.</summary>
    public ReadOnlyMemory<byte>? Fetched { get; init; }

    /// <summary>The query may hold a secret or somebody's words: only what is harmless is printed.</summary>
    public override string ToString() => $"{Method} with {Body.Length} bytes";
}

/// <summary>Headers by name, in any case. The host wraps what its server has; nothing is copied.</summary>
public interface IHeaders
{
    /// <summary>The value, several joined by commas, or null.</summary>
    string? this[string name] { get; }
}

/// <summary>
/// What the host keeps of a request: written before the sender is answered, read later, perhaps again after a mend.
/// </summary>
/// <param name="Head">What the proof said to keep beside the body.</param>
/// <param name="Body">The body, byte for byte.</param>
/// <param name="Key">The key it is kept under.</param>
/// <param name="ReceivedAt">When it came.</param>
public readonly record struct Kept(string Head, ReadOnlyMemory<byte> Body, string Key, DateTimeOffset ReceivedAt);
