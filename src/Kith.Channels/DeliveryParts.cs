namespace Kith.Channels;

/// <summary>
/// What the receipts of a text that left in several parts say together. Kept by the host as one short text beside the delivery,
/// because a channel keeps nothing.
/// </summary>
public static class DeliveryParts
{
    /// <summary>Adds one receipt.</summary>
    /// <param name="kept">What was kept so far; empty at first.</param>
    /// <param name="part">Which part.</param>
    /// <param name="progress">How far that part came.</param>
    /// <param name="expected">In how many parts the text left (<see cref="Parcel.Segments"/>).</param>
    /// <returns>
    /// What to keep now, and how far the whole message is. Some gateways report once for all parts: the word of a single part counts for
    /// the whole. As soon as a second part speaks, the message is as far as the one that lags behind.
    /// </returns>
    public static (string Kept, DeliveryProgress Whole) Add(string? kept, string part, DeliveryProgress progress, int expected)
    {
        var parts = Read(kept);
        parts[part] = parts.TryGetValue(part, out var before) ? before.Further(progress) : progress;
        return (Write(parts), Together(parts.Values, expected));
    }

    static DeliveryProgress Together(ICollection<DeliveryProgress> parts, int expected)
    {
        if (parts.Contains(DeliveryProgress.Failed)) return DeliveryProgress.Failed;

        var slowest = parts.Min();
        return parts.Count > 1 && parts.Count < expected && slowest > DeliveryProgress.Sent ? DeliveryProgress.Sent : slowest;
    }

    static SortedDictionary<string, DeliveryProgress> Read(string? kept)
    {
        var parts = new SortedDictionary<string, DeliveryProgress>(StringComparer.Ordinal);
        foreach (var one in (kept ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (one.LastIndexOf('=') is > 0 and var at && Enum.TryParse<DeliveryProgress>(one[(at + 1)..], out var progress))
                parts[one[..at]] = progress;
        return parts;
    }

    static string Write(SortedDictionary<string, DeliveryProgress> parts) =>
        string.Join(' ', parts.Select(part => $"{part.Key}={part.Value}"));
}
