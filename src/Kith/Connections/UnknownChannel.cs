namespace Kith.Connections;

/// <summary>What is said when a kind of channel is named that there is not: those that there are.</summary>
static class UnknownChannel
{
    public static string Words(IEnumerable<string> known) => $"There is no such kind of channel. There are {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
}
