using System.Globalization;

namespace Kith.Channels.Email;

/// <summary>A mail of our mailbox that was too large to take in: its headers came, the rest stays where it is. Nobody can bring one to the hook.</summary>
sealed class TooLargeWay : MailWay
{
    public override string Name => "headers";

    public static string Head(DateTimeOffset? at, long size) => MailHead.Write("headers", at, size.ToString(CultureInfo.InvariantCulture));

    public override bool Vouches(string receiver) => true;

    public override Unwrapped Unwrap(ReadOnlyMemory<byte> body, string note, Account account) =>
        long.TryParse(note, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? new Unwrapped.Mail(body, null, size) : new Unwrapped.Broken("It has no size.");

    protected override bool IsAt(string tail) => false;
}
