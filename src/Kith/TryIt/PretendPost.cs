using System.Collections.Concurrent;
using System.Text;
using Kith.Channels;
using Kith.Mail;
using Kith.Mail.Smtp;

namespace Kith.TryIt;

/// <summary>
/// A mail house with our mailbox and those of a few domains; every other address is nobody's, and mail for it comes back. As a
/// receiving server does, it says in each mail for us whether it is from whom it says.
/// </summary>
sealed class PretendPost(ConnectionBook book, TimeProvider clock)
{
    public const string OurAddress = "care@marula.example", Receiver = "mx.marula.example";

    static readonly string[] domains = ["example.org", "khumalo-logistics.example"];
    static readonly TimeSpan wayBack = TimeSpan.FromMilliseconds(400);

    readonly ConcurrentDictionary<string, PretendMailbox> mailboxes = new();

    /// <summary>What came before is no longer in any mailbox. It tells those that read by IMAP, too, that UIDs begin again.</summary>
    public DateTimeOffset Began { get; } = clock.GetUtcNow();

    public PretendMailbox Inbox { get; } = new();

    public PretendMailbox Sent { get; } = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Our connection to this house.</summary>
    public OpenConnection? Customer => book.All.FirstOrDefault(c => c.Name == DemoHouse.MailName && c.Channel.Id == "email" && c.Account["address"] == OurAddress);

    public bool MayRead(string name, string password) => name == OurAddress && Customer is { } customer && Channels.Secrets.Same(password, customer.Account["password"]);

    /// <summary>The mailbox of somebody at one of the domains; it is there from the first look.</summary>
    public PretendMailbox? Find(EmailAddress address) => domains.Contains(address.Domain) ? mailboxes.GetOrAdd(address.Value, _ => new()) : null;

    /// <summary>Takes a mail that somebody wrote who signed in as <paramref name="writer"/>.</summary>
    public void Take(MailEnvelope envelope, ReadOnlyMemory<byte> mail, string writer, DateTimeOffset? at = null)
    {
        foreach (var recipient in envelope.Recipients)
            if (!Deliver(recipient, mail, writer, at ?? Now) && envelope.From.Length > 0) _ = ComeBackAsync(envelope.From, recipient, mail);
    }

    bool Deliver(string recipient, ReadOnlyMemory<byte> mail, string writer, DateTimeOffset at)
    {
        // care+token@ is care@ (RFC 5233).
        if (!EmailAddress.TryParse(recipient, out var address) || !EmailAddress.TryParse($"{address.Local.Split('+')[0]}@{address.Domain}", out var place)) return false;

        if (place.Value == OurAddress) Inbox.Add(Stamped(address.Value, mail, writer), at);
        else if (Find(place) is { } theirs) theirs.Add(mail, at);
        else return false;
        return true;
    }

    /// <summary>RFC 8601; what stands there under our name already is not ours and stands below.</summary>
    static byte[] Stamped(string recipient, ReadOnlyMemory<byte> mail, string writer)
    {
        EmailAddress? from = MimeReader.Read(mail).From is [var said] && EmailAddress.TryParse(said.Address, out var read) ? read : null;
        var stamp = $"Delivered-To: {recipient}\r\nAuthentication-Results: {Receiver}; dmarc={(from?.Value == writer ? "pass" : "fail")} header.from={from?.Domain ?? "unknown"}\r\n";
        return [.. Encoding.UTF8.GetBytes(stamp), .. mail.Span];
    }

    /// <summary>Reports come a moment later and from nobody, so that none is written about a report.</summary>
    async Task ComeBackAsync(string writer, string recipient, ReadOnlyMemory<byte> mail)
    {
        await Task.Delay(wayBack, clock);
        Take(new MailEnvelope("", [writer]), PretendBounce.Write(writer, recipient, mail.Span, Now), PretendBounce.Writer);
    }
}
