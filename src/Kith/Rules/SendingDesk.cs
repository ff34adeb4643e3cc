using Kith.Channels;

namespace Kith.Rules;

/// <summary>What whoever sends words needs: who says them, by what they go, and the rules they pass.</summary>
sealed record SendingDesk(
    Teammate Me, Work Work, KithDb Db, ConnectionBook Book, ChannelRegistry Channels, KeepLooks Keep, TemplateShelf Shelf, RuleBook Rules, PublicAddress Address, TimeProvider Clock, CancellationToken Stop)
{
    public DateTime Now { get; } = Clock.Now;

    public Actor By => Actor.Of(Me);

    public Gate Gate => new(Db, Rules, Now);
}

/// <summary>One of the two: what was said, or what waits for somebody's approval.</summary>
readonly record struct SaidOrWaits(Moment? Message, Approval? Waits);
