using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kith.Channels.Tests.Suite;
using Kith.Mail;
using Kith.Mail.Smtp;

namespace Kith.Channels.Tests.Email;

/// <summary>A mail server that brings what people wrote and takes what we write, as servers do: it vouches for no one unless asked to, and keeps every copy.</summary>
public sealed class PretendMailServer(IChannel channel) : Platform(channel)
{
    public const string Secret = "5b1e2f3a4c5d6e7f8091a2b3c4d5e6f7", Ours = "care@marula.example", Theirs = "nomsa@example.org", Receiver = "mx.marula.example";
    const string Password = "marula-app-password";

    readonly List<InboundMail> taken = [];

    public override string ChannelId => "email";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-000000000005");
    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["address"] = Ours,
        ["name"] = "Marula Mutual",
        ["password"] = Password,
        ["imap_host"] = "imap.marula.example",
        ["smtp_host"] = "smtp.marula.example",
        ["receiver"] = Receiver,
        ["subject"] = "A message for you",
        ["reply_secret"] = "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        ["hook_secret"] = Secret,
        ["mailgun_key"] = Providers.MailgunKey,
        ["ses_topic"] = Providers.Topic,
    };

    public override HandleRef Nomsa { get; } = new("email", "", Theirs, IdentityStrength.DomainVouched);
    public override string LongestText { get; } = new('x', 200_000);
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [DeliveryProgress.Sent, DeliveryProgress.Failed];
    public override bool SignsBody => false;
    public override int LargestBody => 48 * 1024 * 1024;
    public override TimeSpan? WaitItAsksFor => null;

    public override RawRequest Message(string id, string text, string from = "") => Bring(Mail(id, text, from));

    public override RawRequest WithThreeFiles(string id) => Bring(string.Join("\r\n",
        [Headers(id), "Content-Type: multipart/mixed; boundary=b", "", .. Enumerable.Range(0, 3).SelectMany(at => (string[])["--b", $"Content-Type: image/png; name={at}.png", "Content-Disposition: attachment", "", $"picture {at}"]), "--b--", ""]));

    // The mail itself is kept beside its files.
    public override int FilesInOne => 4;

    public override RawRequest Unknown() => Report("<not-ours@marula.example>", "failed", "5.1.1");

    public override RawRequest Carrying(byte[] body) => Post(Secret, body);

    public override RawRequest SignedBy(string secret, string id) => Post(secret, Encoding.UTF8.GetBytes(Mail(id, "Good day")));

    public override RawRequest? SomebodyElses() => null;

    public override byte[]? Publishes(WireRequest request) => request is { Method: "GET", Url: PretendAmazon.Place, Headers.Count: 0 } ? PretendAmazon.Itself.Pem : null;

    public override RawRequest Sign(RawRequest request) => request.Tail == "{secret}/ses" ? this.Sns(PretendAmazon.Itself.Signed(JsonNode.Parse(request.Body.Span)!.AsObject())) : request with
    {
        Tail = request.Tail.Replace("{secret}", Secret, StringComparison.Ordinal),
        Url = request.Url.Replace("{secret}", Secret, StringComparison.Ordinal),
        Body = Encoding.Latin1.GetBytes(LineEnds(request, Encoding.Latin1.GetString(request.Body.Span))
            .Replace("{mailgun-signature}", Providers.SignedByMailgun(Providers.Unix(Noon), Providers.Token, Providers.MailgunKey), StringComparison.Ordinal)
            .Replace("{our-message-id}", Sent("019a9b1c-5f00-7000-8000-00000000aaaa").MessageId, StringComparison.Ordinal)
            .Replace("{reply-to}", ReplyTo(Sent("019a9b1c-5f00-7000-8000-00000000aaaa")), StringComparison.Ordinal)),
    };

    public override RawRequest Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") =>
        progress == DeliveryProgress.Failed ? Report($"<{IdOf(attemptKey, outsideId)}>", "failed", "5.1.1") : Report($"<{IdOf(attemptKey, outsideId)}>", "delayed", "4.4.1");

    public override IEnumerable<(string What, RawRequest Request)> Forgeries()
    {
        foreach (var forged in Providers.Forgeries(this)) yield return forged;
        for (var at = 0; at < Secret.Length; at++)
            yield return ($"letter {at} changed", SignedBy(Secret[..at] + (Secret[at] == '0' ? '1' : '0') + Secret[(at + 1)..], "1"));
        foreach (var odd in new[] { "", " ", Secret[..^1], Secret + "0", Secret.ToUpperInvariant(), $"{Secret} ", $"%35{Secret[1..]}", $"x/{Secret}", $"../{Secret}", $"{Secret}\0", $"{Secret}/raw" })
            yield return ($"secret {odd}", SignedBy(odd, "1"));
        var right = Message("1", "Pay it out");
        foreach (var tail in new[] { "", "raw", Secret, $"{Secret}/", $"{Secret}/RAW", $"{Secret}/another", $"raw/{Secret}" }) yield return ($"the hook {tail}", right with { Tail = tail, Query = $"secret={Secret}" });
    }

    public override MailPosted Take(MailToPost mail)
    {
        var mood = NextMood();
        if (mood == Mood.SignInRevoked || mail.SignIn is not MailSignIn.Password { Name: Ours, Secret: Password }) return Refused(MailFailureKind.SignIn, 535, "5.7.8");
        if (mood == Mood.TooFast) return Refused(MailFailureKind.Temporary, 421, "4.7.28");
        if (mood == Mood.TooFastWithoutHint) return Refused(MailFailureKind.Temporary, 451, "4.7.1");
        if (mood == Mood.DownBeforeTaking) return Refused(MailFailureKind.Unreachable);

        taken.Add(MimeReader.Read(mail.Bytes));
        return mood is Mood.LosesAnswer or Mood.FailsAfterTaking ? Refused(MailFailureKind.Unsure) : new(new("250 2.0.0 queued as 4XyZ", [.. mail.Envelope.Recipients.Select(one => new SmtpRecipient(one, 250, "2.1.5", "Ok"))]), null);
    }

    public override int CopiesOf(string text) => taken.Count(one => one.Text?.TrimEnd('\r', '\n') == text);

    public override IEnumerable<(string Name, Draft Draft)> Drafts =>
    [
        ("first", Draft("Good day Nomsa,\n\nyour home cover could cost R 40 less a month. Interested?") with { Subject = "Your home cover", AuthorName = "Rosa" }),
        ("answer", Draft("Yes, paid this morning 👍🏽") with
        {
            AuthorName = "Rosa", ThreadKey = "4f2c1e0d9b8a7f65", Reference = "1@example.org 2@example.org", Subject = "Re: My claim", Html = "<p>Yes, <b>paid</b> this morning 👍🏽</p>",
            Others = [new("email", "", "thabo@example.org", IdentityStrength.SelfClaimed, "Thabo")], Hidden = [new("email", "", "mina@marula.example", IdentityStrength.SelfClaimed)],
            Attachments = [new("Größe.txt", "text/plain", 12, "twelve bytes")],
        }),
        ("automatic", Draft("We have your mail and answer by Monday.")),
    ];

    /// <summary>A mail of theirs, with these headers besides.</summary>
    public static string Mail(string id, string text, string from = "", params string[] more) => string.Join("\r\n",
        [.. more, Headers(id, from), "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks), ""]);

    /// <summary>A mail at our hook, from a server that speaks for itself.</summary>
    public RawRequest Bring(string mail) => Post(Secret, Encoding.UTF8.GetBytes(mail));

    /// <summary>A mail of ours under this key.</summary>
    public MailToPost Sent(string attemptKey, Draft? draft = null)
    {
        var parcel = Assert.Single(Assert.IsType<Prepared.Ready>(Can<IPrepare>()!.Prepare(draft ?? Draft("Good day"), Account, Noon)).Parcels);
        return Can<IPost>()!.Compose(parcel, Enclosed(parcel), attemptKey, Account, Noon);
    }

    public static string ReplyTo(MailToPost mail) => Assert.Single(MimeReader.Read(mail.Bytes).ReplyTo).Address;

    /// <summary>A server's report about a mail (RFC 3464).</summary>
    public RawRequest Report(string messageId, string action, string status, string recipient = Theirs, string cc = "") => Bring(
        $"""
        From: MAILER-DAEMON@mx.example.org
        To: {Ours}
        Date: Sat, 21 Nov 2026 11:59:00 +0000
        Message-ID: <{action}-{OutsideKey.Hash(Encoding.UTF8.GetBytes(messageId))[..12]}@mx.example.org>
        Subject: Your mail
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=r

        --r
        Content-Type: text/plain

        Read on.
        --r
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org

        Final-Recipient: rfc822; {recipient}
        Action: {action}
        Status: {status}

        --r
        Content-Type: text/rfc822-headers

        Message-ID: {messageId}
        From: {Ours}
        To: {Theirs}
        {(cc.Length > 0 ? $"Cc: {cc}" : "X-Cc: none")}

        --r--

        """);

    static string Headers(string id, string from = "") => string.Create(CultureInfo.InvariantCulture,
        $"Message-ID: <{id}@example.org>\r\nDate: Sat, 21 Nov 2026 11:59:58 +0000\r\nFrom: Nomsa Ndlovu <{(from.Length > 0 ? from : Theirs)}>\r\nTo: {Ours}\r\nSubject: My claim\r\nMIME-Version: 1.0");

    static MailPosted Refused(MailFailureKind kind, int code = 0, string enhanced = "") => new(null, new(kind, $"{code} {enhanced} no", code, enhanced));

    // Samples are written with plain line ends; a form has others.
    static string LineEnds(RawRequest request, string body) =>
        request.Headers["content-type"]?.StartsWith("multipart/form-data", StringComparison.Ordinal) == true ? body.ReplaceLineEndings("\r\n") + "\r\n" : body;

    string IdOf(string attemptKey, string outsideId) => outsideId.Contains('@') ? outsideId : Sent(attemptKey).MessageId;

    RawRequest Post(string secret, byte[] body) => Post($"{secret}/raw", "message/rfc822", body);

    /// <summary>A request at one of our hooks.</summary>
    public RawRequest Post(string tail, string contentType, byte[] body, params (string, string)[] more) => new("POST", tail, "", $"{HookUrl}/{tail}", Bag([("Content-Type", contentType), .. more]), body, "127.0.0.1");
}
