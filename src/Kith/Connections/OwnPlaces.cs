namespace Kith.Connections;

/// <summary>What the demo opens in this very process beside its web address, as <c>host:port</c>. Requests of ours may go there, though it is not on the public internet.</summary>
public sealed class OwnPlaces
{
    volatile IReadOnlyList<string> all = [];

    public IReadOnlyList<string> All => all;

    public void Are(IEnumerable<string> places) => all = [.. places];
}
