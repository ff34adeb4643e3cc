using System.Diagnostics;
using Kith.Mail;

namespace Kith.Channels.Email;

public sealed partial class EmailChannel : IProof, IReadFacts, IMailbox, IMediaInside
{
    const int MostHeaders = 64 * 1024;

    /// <summary>Files lie where they lie, whoever the mail was for.</summary>
    static readonly Account NoAccount = new(Guid.Empty, "", new Dictionary<string, string>());

    /// <inheritdoc/>
    public int MaxBody => 48 * 1024 * 1024;

    /// <inheritdoc/>
    public string? WhyForged(RawRequest bare, Account account) =>
        bare.Tail.Split('/', 2) is not [var secret, _] ? "another path"
        : !Secrets.Same(secret, account["hook_secret"]) ? "another secret"
        : WayOf(bare) is null ? "another way"
        : null;

    /// <inheritdoc/>
    public Proof Prove(RawRequest request, Account account, DateTimeOffset now)
    {
        if (WhyForged(request, account) is { } bare) return new Proof.Forged(bare);

        var way = WayOf(request)!;
        if (way.WhyForged(request, account, now) is { } why) return new Proof.Forged(why);
        if (way.Needs(request, account, now) is { } needed) return new Proof.Needs(needed);

        var head = MailHead.Write(way.Name, now, way.NoteOf(request));
        return way.Unwrap(request.Body, way.NoteOf(request), account) switch
        {
            Unwrapped.Mail mail => new Proof.Genuine(MailKey.Of(mail.Raw.Span), LaneOf(mail.Raw, account), head, way.Answer),
            Unwrapped.Notice notice => new Proof.Genuine(OutsideKey.Of('u', notice.Id), 0, head, way.Answer),
            Unwrapped.Broken broken => new Proof.Refused(422, "no_mail", broken.Words),
            _ => throw new UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public MailboxPlan? Mailbox(Account account) => account["imap_host"].Length == 0 ? null : new(ServerOf(account, "imap", 993, 143, 143), SignInOf(account), account["folder"] is { Length: > 0 } folder ? folder : "INBOX");

    /// <inheritdoc/>
    public MailKept Keep(ReadOnlyMemory<byte> raw, MailOrigin origin) =>
        new(MailKey.Of(raw.Span), origin.TooLarge is { } size ? TooLargeWay.Head(origin.ReceivedAt, size) : MailHead.Write("raw", origin.ReceivedAt, origin.Recipient ?? "-"));

    /// <inheritdoc/>
    public void Read(in Kept kept, Account account, ICollection<Fact> facts)
    {
        var (way, at, note) = MailHead.Read(kept.Head);
        switch (way?.Unwrap(kept.Body, note, account))
        {
            case Unwrapped.Mail mail:
                var isVouching = account["receiver"] == SenderProof.Microsoft ? mail.Recipient is null && account["sign_in"] == Microsoft : way.Vouches(account["receiver"]);
                foreach (var fact in new MailFacts(MimeReader.Read(mail.Raw), new(at, mail.Recipient, mail.TooLarge), isVouching, kept.Key, account).All()) facts.Add(fact);
                break;
            case Unwrapped.Notice notice:
                facts.Add(new Unrecognised(kept.Key, SurfaceId, at, PlainText.Line(notice.Kind, 60), way.Name));
                break;
            default:
                facts.Add(new Unrecognised(kept.Key, SurfaceId, at, "unreadable", way?.Name ?? "head"));
                break;
        }
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Open(in Kept kept, MediaRef media)
    {
        var (way, _, note) = MailHead.Read(kept.Head);
        if (way?.Unwrap(kept.Body, note, NoAccount) is not Unwrapped.Mail { Raw: var raw }) return null;
        if (media.IsSource) return raw;
        if (MailFacts.PlaceOf(media) is not { } place) return null;

        var files = MailFacts.FilesOf(MimeReader.Read(raw));
        return place < files.Count ? files[place].Content : default(ReadOnlyMemory<byte>?);
    }

    static MailWay? WayOf(RawRequest request) => MailWay.At(request.Tail.Split('/', 2)[^1]);

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
        return (IsSignedInTo(account), account[ISignIn.Token], account["password"]) switch
        {
            (true, { Length: > 0 } token, _) => new MailSignIn.Token(name, token),
            (false, _, { Length: > 0 } password) => new MailSignIn.Password(name, password),
            _ => new MailSignIn.Nobody(),
        };
    }
}
