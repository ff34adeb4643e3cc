using Kith.Channels;

namespace Kith.Connections;

/// <summary>Whose an address is, and the way of a mail to disk: the one that mail by IMAP and by hook goes.</summary>
sealed class LmtpLetterbox(ConnectionBook book, IntakeWriter intake, TimeProvider clock)
{
    /// <summary>
    /// The connection this address or <c>address+token</c> belongs to; null when nobody has it. Of several it is the oldest one's: nobody
    /// gets another workspace's mail by writing down its address.
    /// </summary>
    public OpenConnection? Find(string recipient)
    {
        if (!EmailAddress.TryParse(recipient, out var address)) return null;

        return book.All.Where(one => one.Enabled && one.Can<IMailbox>() is not null).Select(one => (Connection: one, Ours: one.Channel.AddressOf(one.Account)))
            .Where(one => IsFor(address, one.Ours)).OrderByDescending(one => one.Ours.Length).ThenBy(one => one.Connection.Id).Select(one => one.Connection).FirstOrDefault();
    }

    /// <summary>True once it is on disk.</summary>
    public Task<bool> KeepAsync(OpenConnection connection, string recipient, byte[] raw)
    {
        var now = clock.GetUtcNow();
        var kept = connection.Can<IMailbox>()!.Keep(raw, new MailOrigin(now, recipient));
        return intake.KeepAsync(new Arrival(connection.WorkspaceId, connection.Id, kept.Key, kept.Head, raw, Inbound.Micro(now.UtcDateTime)));
    }

    static bool IsFor(EmailAddress address, string ours) =>
        EmailAddress.TryParse(ours, out var mine) && mine.Domain == address.Domain && (address.Local == mine.Local || address.Local.StartsWith($"{mine.Local}+", StringComparison.Ordinal));
}
