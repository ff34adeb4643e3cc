namespace Kith.Channels;

/// <summary>Headers in memory, for whoever has no server's own to wrap.</summary>
public sealed class HeaderBag(params IEnumerable<KeyValuePair<string, string>> headers) : IHeaders
{
    readonly Dictionary<string, string> byName = Join(headers);

    /// <inheritdoc/>
    public string? this[string name] => byName.GetValueOrDefault(name);

    static Dictionary<string, string> Join(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var joined = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers) joined[name] = joined.TryGetValue(name, out var before) ? $"{before},{value}" : value;
        return joined;
    }
}
