using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels;

/// <summary>Keys made of other people's ids: as they are when they are decent, else a hash of them.</summary>
public static class OutsideKey
{
    const int Longest = 150;

    /// <summary>The key of this kind for their id: <c>m:SM0f…</c>.</summary>
    public static string Of(char kind, string id) => Of($"{kind}", id);

    /// <summary>The key of this kind for their id, where a letter says too little: <c>call:CA0f…</c>.</summary>
    public static string Of(string kind, string id) => IsDecent(id) ? $"{kind}:{id}" : $"{kind}:#{Hash(Encoding.UTF8.GetBytes(id))}";

    /// <summary>A hash of bytes, for events that have no id. Only together with a time or nonce of theirs: two people may truly say "ok".</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    static bool IsDecent(string id) => id.Length is > 0 and <= Longest && !id.AsSpan().ContainsAnyExceptInRange('!', '~') && id[0] != '#';
}
