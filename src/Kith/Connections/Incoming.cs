using Kith.Channels;
using Fact = Kith.Channels.Fact;

namespace Kith.Connections;

/// <summary>One fact of an arrival, with what the host knows around it.</summary>
sealed record Incoming(Arrival Arrival, OpenConnection Connection, Fact Fact)
{
    /// <summary>The same request said STOP or START: its words are kept, but nobody is asked to answer them.</summary>
    public bool IsOnlyConsent { get; init; }

    public Guid WorkspaceId => Arrival.WorkspaceId;

    /// <summary>The platform's time, within reason; the time of receipt where it gives none.</summary>
    public DateTime At => Fact.At is { } at ? Inbound.Micro(Clamp(at.UtcDateTime, Arrival.ReceivedAt - earliest, Arrival.ReceivedAt + latest)) : Arrival.ReceivedAt;

    /// <summary>Everybody can read what is said where it was said.</summary>
    public bool IsPublic => Connection.SurfaceOf(Fact.Surface)?.Visibility == Channels.Visibility.Public;

    /// <summary>Where the platform gives no key of ours back, only the words tell that they are what we are just saying.</summary>
    public bool BringsNoKey(EchoSeen echo) => echo.AttemptKey is null && Connection.SurfaceOf(echo.Surface)?.SendSafety is SendSafety.None or SendSafety.LookBeforeResend;

    public OutsideName Name(string key) => new(WorkspaceId, Connection.Id, key);

    public HandleName Name(HandleRef from) => new(WorkspaceId, from.Kind, from.Scope, from.Value);

    public ThreadName Thread(string key) => new(WorkspaceId, Connection.Id, key);

    static readonly TimeSpan earliest = TimeSpan.FromDays(30), latest = TimeSpan.FromMinutes(5);

    static DateTime Clamp(DateTime at, DateTime from, DateTime to) => at < from ? from : at > to ? to : at;
}

readonly record struct HandleName(Guid WorkspaceId, string Kind, string Scope, string Value);

readonly record struct ThreadName(Guid WorkspaceId, Guid ConnectionId, string Key);

/// <summary>Somebody to whom a message of ours in a thread went besides the one it is with.</summary>
readonly record struct InCopy(ThreadName Thread, HandleName Who)
{
    /// <summary>Beyond this many messages of ours nobody looks who was in copy.</summary>
    public const int MostEarlier = 200;
}

/// <summary>A handle by which somebody new may be known, and the kind of account they are new with.</summary>
readonly record struct Kin(HandleName Known, string Kind, string Scope);

/// <summary>A message or event as its platform names it.</summary>
readonly record struct OutsideName(Guid WorkspaceId, Guid ConnectionId, string Key)
{
    /// <summary>The id without the letter a channel puts before it to tell kinds apart.</summary>
    public string Bare => Key.Length > 2 && Key[1] == ':' ? Key[2..] : Key;

    /// <summary>The id as one of ours, if that is what the other side repeats.</summary>
    public Guid? OurId => Guid.TryParse(Bare, out var id) ? id : null;
}

/// <summary>Everything of ours up to this message was read at that handle.</summary>
readonly record struct ReadMark(OutsideName Name, HandleName By, Guid UpTo)
{
    /// <summary>Beyond this nobody looks whether an old message was read.</summary>
    public const int MostEarlier = 200;

    /// <summary>A mark that names no message but a time: everything of ours up to then.</summary>
    public static ReadMark? OfTime(Incoming incoming, DeliveryChanged receipt) =>
        receipt is { AndEarlier: true, AttemptKey: null, From: { } who, At: { } upTo } ? new(incoming.Name(receipt.Key), incoming.Name(who), Ids.LastOf(upTo.UtcDateTime)) : null;
}
