using Kith.Channels;

namespace Kith.Conversations;

/// <summary>May I write to this address, on this connection, now? One answer for the composer and for the door that sends.</summary>
static class WayPolicy
{
    /// <summary>Null when nothing speaks against it.</summary>
    public static WayRefused? Decide(WayAsked asked, DateTime now) =>
        OfPerson(asked) ?? OfOffer(asked) ?? OfConnection(asked.Connection) ?? OfSurface(asked, now);

    static WayRefused? OfPerson(WayAsked asked) => asked switch
    {
        { Block: Block.Blocked or Block.Spam } => new("blocked", "This person is blocked. Unblock them first."),
        { Handle.Block: Block.Blocked or Block.Spam } => new("blocked", "This address is blocked."),
        { Handle.Problem: Handle.Complained } => new("complained", "They marked a mail of ours as spam. It opens again when they write from this address."),
        { Handle.Problem: not null } => new("unreachable", "What we sent there came back: nobody is at this address. It opens again when they write from it."),
        { Handle.StoppedAt: not null } => new("stopped", "They asked for no more messages here, and only they can take that back."),
        { Handle.Shared: true, HasOwnHandle: true } => new("shared", "Several people use this address. Write to one that is theirs alone."),
        _ => null,
    };

    /// <summary>Nobody asked for an offer: it leaves only where it carries the way to say no, and not to who said it.</summary>
    static WayRefused? OfOffer(WayAsked asked) => asked switch
    {
        { Purpose: not Purpose.Outreach } => null,
        { WantsNoOffers: true } => new("no_outreach", "They want no more offers here. What they ask you can still answer."),
        { Surface.Wire: not Channels.Wire.Mail } => new("offers_by_mail", "Offers go by email only: there they can say with one press that they want no more."),
        _ => null,
    };

    static WayRefused? OfConnection(Connection connection) => connection switch
    {
        { Enabled: false } => new("connection_disabled", "This connection is switched off."),
        { IsSignedOut: true } => new("connection_signed_out", "The sign-in of this connection is not accepted any more. Connect it again."),
        { IsAsleep: true } => new("connection_asleep", "This connection failed too often and sleeps. Wake it first."),
        _ => null,
    };

    /// <summary>The channel itself says until when one may answer, and whether one may begin.</summary>
    static WayRefused? OfSurface(WayAsked asked, DateTime now)
    {
        var situation = new Situation(asked.LastFromPerson is { } last ? new DateTimeOffset(last) : null, asked.Handle.StoppedAt is not null);
        if (asked.LastFromPerson is null && !asked.Surface.MayStart) return new("may_not_start", "Here only they can begin. Go on with them by a link instead.");
        return asked.Surface.Window(situation, new DateTimeOffset(now)) switch
        {
            WindowState.Closed closed => new("window_closed", closed.Problem.Words),
            WindowState.TemplateOnly late => new("template_only", late.Problem.Words),
            _ => null,
        };
    }
}

/// <summary>All that the answer depends on.</summary>
/// <param name="LastFromPerson">When the person was last heard at this address; null when never.</param>
/// <param name="HasOwnHandle">The person can be reached at an address that is theirs alone.</param>
/// <param name="WantsNoOffers">They said no to offers on this channel, or STOP at an address of this kind.</param>
sealed record WayAsked(Connection Connection, Surface Surface, Handle Handle, Block Block, DateTime? LastFromPerson, bool HasOwnHandle, Purpose Purpose, bool WantsNoOffers);

/// <summary>Why not: a code for programs and a sentence for the teammate.</summary>
public sealed record WayRefused(string Code, string Words);
