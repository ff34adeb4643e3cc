using System.Globalization;

namespace Kith.Connections;

/// <summary>A place in a mailbox is (UIDVALIDITY, UID), RFC 9051 §2.3.1.1.</summary>
readonly record struct MailboxPlace(long UidValidity, long Uid)
{
    public static MailboxPlace Of(Reading reading) =>
        reading.Place?.Split(':') is [var validity, var uid] ? new(long.Parse(validity, CultureInfo.InvariantCulture), long.Parse(uid, CultureInfo.InvariantCulture)) : default;

    /// <summary>Where a folder was made anew its UIDs begin again: everything in it is looked at once more, and told apart by its key.</summary>
    public MailboxPlace Reached(long uidValidity, long uid) => new(uidValidity, uidValidity == UidValidity ? Math.Max(Uid, uid) : uid);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{UidValidity}:{Uid}");
}
