using Kith.Mail;

namespace Kith.Channels.Email;

public sealed partial class EmailChannel : IProof, IReadFacts, IMailbox, IMediaInside
{
    const int MostHeaders = 64 * 1024;

    /// <inheritdoc/>
    public int MaxBody => 48 * 1024 * 1024;

    /// <inheritdoc/>
    public Proof Prove(RawRequest request, Account account, DateTimeOffset now)
    {
        if (request.Tail.Split('/') is not [var secret, var way]) return new Proof.Forged("another path");
        if (!Secrets.Same(secret, account["hook_secret"])) return new Proof.Forged("another secret");
        if (way != "raw") return new Proof.Forged("another way");
        if (request.Body.Length == 0) return new Proof.Refused(400, "empty", "The body must be the raw mail.");

        var kept = Keep(request.Body, new MailOrigin(now));
        return new Proof.Genuine(kept.Key, LaneOf(request.Body, account), kept.Head, HookAnswer.Nothing);
    }

    /// <inheritdoc/>
    public MailboxPlan? Mailbox(Account account) => account["imap_host"].Length == 0 ? null : new(ServerOf(account, "imap", 993, 143, 143), SignInOf(account), account["folder"] is { Length: > 0 } folder ? folder : "INBOX");

    /// <inheritdoc/>
    public MailKept Keep(ReadOnlyMemory<byte> raw, MailOrigin origin) => new(MailKey.Of(raw.Span), MailHead.Write(origin));

    /// <inheritdoc/>
    public void Read(in Kept kept, Account account, ICollection<Fact> facts)
    {
        foreach (var fact in new MailFacts(MimeReader.Read(kept.Body), MailHead.Read(kept.Head), kept.Key, account).All()) facts.Add(fact);
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Open(in Kept kept, MediaRef media)
    {
        if (media.IsSource) return kept.Body;

        if (MailFacts.PlaceOf(media) is not { } place) return null;

        var files = MailFacts.FilesOf(MimeReader.Read(kept.Body));
        return place < files.Count ? files[place].Content : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>What one sender writes is read in order. The headers alone are looked at: proof is cheap.</summary>
    static uint LaneOf(ReadOnlyMemory<byte> raw, Account account)
    {
        var headers = raw[..Math.Min(MailKey.LengthOfHeaders(raw.Span), MostHeaders)];
        return Lanes.Of(MimeReader.Read(headers).From is [{ } from, ..] ? account.Email(from.Address) ?? from.Address : "");
    }

    static MailServer ServerOf(Account account, string which, int tls, int startTls, int plain)
    {
        var security = account[$"{which}_security"] switch { "starttls" => MailSecurity.StartTls, "none" => MailSecurity.None, _ => MailSecurity.Tls };
        var usual = security switch { MailSecurity.StartTls => startTls, MailSecurity.None => plain, _ => tls };
        return new(account[$"{which}_host"], int.TryParse(account[$"{which}_port"], out var port) ? port : usual, security);
    }

    static MailSignIn SignInOf(Account account)
    {
        var name = account["username"] is { Length: > 0 } said ? said : account["address"];
        return account["access_token"].Length > 0 ? new MailSignIn.Token(name, account["access_token"])
            : account["password"].Length > 0 ? new MailSignIn.Password(name, account["password"])
            : new MailSignIn.Nobody();
    }
}
