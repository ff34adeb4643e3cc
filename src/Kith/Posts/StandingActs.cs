namespace Kith.Posts;

/// <summary>What of our likes and hidings still stands, by the moments that did and undid them, oldest first.</summary>
static class StandingActs
{
    public static Moment? Like(IEnumerable<Moment> changes) =>
        changes.LastOrDefault(c => c is { Kind: MomentKind.Reaction, Direction: Direction.Out }) is { Text: not null } like ? like : null;

    public static Moment? Hiding(IEnumerable<Moment> changes) =>
        changes.LastOrDefault(c => c.Kind is MomentKind.Hidden or MomentKind.Shown) is { Kind: MomentKind.Hidden } hiding ? hiding : null;
}
