using Kith.Channels;
using Parcel = Kith.Channels.Parcel;

namespace Kith.Connections;

/// <summary>A delivery that was claimed, with all that is needed to try it; no row of it is touched while it is on the way.</summary>
sealed record Departure(Delivery Row, OpenConnection Connection, Surface Surface, Parcel Parcel, Enclosed Enclosed, Guid PersonId, DateTime At)
{
    public static Ending WithoutAFile { get; } = new Ending.Rejected(ChannelProblem.Rejected("A file of this message is not there any more."));

    public string AttemptKey => Row.AttemptKey.ToString();

    public DateTimeOffset TriedAt => new(DateTime.SpecifyKind(Row.TriedAt ?? At, DateTimeKind.Utc));

    /// <summary>Whether the other side can be asked what became of a try.</summary>
    public bool CanBeAsked => Surface.SendSafety == SendSafety.LookBeforeResend && Connection.Can<ISettle>() is not null;
}
