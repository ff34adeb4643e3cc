using Kith.Channels;

namespace Kith.Policy;

/// <summary>
/// May I write to this address, on this connection, now? One answer for whoever asks: the composer, the API, an offer, and the outbox just
/// before something leaves. Pure: everything it depends on stands in <see cref="WayAsked"/> and in the time.
/// </summary>
static class WayPolicy
{
    /// <summary>How long an address that can pass to somebody else counts as theirs after they were last heard there.</summary>
    public static readonly TimeSpan StaysTheirs = TimeSpan.FromDays(180);

    /// <summary>Null when nothing speaks against it.</summary>
    public static WayRefused? Decide(WayAsked asked, DateTime now) => OfConnection(asked.Connection) ?? Leaving(asked, now);

    /// <summary>The same for what was written before and waits in the outbox: a connection that is ill keeps it and does not refuse it.</summary>
    public static WayRefused? Leaving(WayAsked asked, DateTime now) =>
        OfPerson(asked) ?? OfOffer(asked) ?? OfSurface(asked, now) ?? OfProof(asked, now) ?? OfCost(asked) ?? OfHour(asked, now);

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

    /// <summary>Nothing leaves on a connection that is off, signed out or asleep.</summary>
    public static WayRefused? OfConnection(Connection connection) => connection switch
    {
        { Enabled: false } => new("connection_disabled", "This connection is switched off."),
        { IsSignedOut: true } => new("connection_signed_out", "The sign-in of this connection is not accepted any more. Connect it again."),
        { IsAsleep: true } => new("connection_asleep", "This connection failed too often and sleeps. Wake it first."),
        _ => null,
    };

    /// <summary>The channel itself says until when one may answer, who may, and whether one may begin; a text it approved may where words of our own may not.</summary>
    static WayRefused? OfSurface(WayAsked asked, DateTime now)
    {
        var approved = asked is { WithTemplate: true, Surface.Templates: true };
        if (asked.LastFromPerson is null && !asked.Surface.MayStart && !approved) return new("may_not_start", "Here only they can begin. Go on with them by a link instead.");

        var situation = new Situation(asked.LastFromPerson is { } last ? new DateTimeOffset(last) : null, asked.Handle.StoppedAt is not null) { Item = asked.Item };
        return asked.Surface.Window(situation, new DateTimeOffset(now)) switch
        {
            WindowState.Closed closed => new("window_closed", closed.Problem.Words),
            WindowState.TemplateOnly when approved => null,
            WindowState.TemplateOnly late => new("template_only", late.Problem.Words),
            WindowState.OpenForHuman when asked.ByMachine => new("human_only", "So long after their last word only a person of ours may answer here, one at a time."),
            _ => null,
        };
    }

    /// <summary>What is for one person's eyes goes only where it was proved who reads it, and not where that was long ago and the address may have passed on.</summary>
    static WayRefused? OfProof(WayAsked asked, DateTime now) => asked switch
    {
        { IsPersonal: false } => null,
        { Surface.Visibility: Channels.Visibility.Public } => new("not_proven", "This is for their eyes only, and here everybody reads."),
        { Handle.Strength: not Strength.Verified, Surface.Identity.Strength: < IdentityStrength.SignedBySite } =>
            new("not_proven", "This is for their eyes only, and nobody proved yet that this address is theirs. Send them a link to prove it, or use an address that is."),
        { Surface.Identity.Recyclable: true } when !(now - asked.LastFromPerson < StaysTheirs) =>
            new("not_proven", "This is for their eyes only, and they were not heard at this address for half a year: it may be somebody else's by now. Let them prove it again."),
        _ => null,
    };

    static WayRefused? OfCost(WayAsked asked) => asked is { Connection: { Price: { } price, Budget: { } budget } } && asked.Spent + (asked.Cost ?? price * asked.Segments) > budget
        ? new("budget_spent", "What this connection may cost in a month is spent. It opens again next month, or when the budget is raised.") : null;

    /// <summary>Nobody is woken for what they do not wait for.</summary>
    static WayRefused? OfHour(WayAsked asked, DateTime now)
    {
        if (asked.Quiet is not { } quiet || !quiet.Concern(asked, now) || quiet.Until(asked.Zones, now) is not { } until) return null;

        var there = TimeZoneInfo.ConvertTimeFromUtc(now, asked.Zones[0]);
        return new("quiet_hours", $"It is {there:HH\\:mm} where they are, and they are not waiting for us. From {quiet.To:HH\\:mm} on it may go.") { Until = until };
    }
}
