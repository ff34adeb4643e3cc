namespace Kith.TryIt;

/// <summary>The two servers of the pretend mail house, and where they listen today.</summary>
sealed class PretendMailServers(PretendPost post, OwnPlaces places) : IAsyncDisposable
{
    MailListener? smtp, imap;

    /// <summary>Opens both, where they were before when nobody else is there now.</summary>
    public MailPorts Open(MailPorts before)
    {
        smtp = MailListener.Open(before.Smtp, (wire, stop) => new SmtpSession(wire, post).TalkAsync(stop));
        imap = MailListener.Open(before.Imap, (wire, stop) => new ImapSession(wire, post).TalkAsync(stop));
        places.Are([$"{MailPorts.Host}:{smtp.Port}", $"{MailPorts.Host}:{imap.Port}"]);
        return new(smtp.Port, imap.Port);
    }

    public async ValueTask DisposeAsync()
    {
        var open = new[] { smtp, imap };
        (smtp, imap) = (null, null);
        foreach (var listener in open.OfType<MailListener>()) await listener.DisposeAsync();
    }
}
