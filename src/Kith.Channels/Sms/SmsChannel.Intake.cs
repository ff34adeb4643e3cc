using System.Text;

namespace Kith.Channels.Sms;

public sealed partial class SmsChannel : IProof, IReadFacts
{
    // An empty TwiML document means: no automatic answer.
    static readonly HookAnswer NoAnswer = new(200, "text/xml", "<Response/>");

    /// <inheritdoc/>
    public int MaxBody => 64 * 1024;

    /// <inheritdoc/>
    public Proof Prove(RawRequest request, Account account, DateTimeOffset now)
    {
        if (account["auth_token"].Length == 0) return new Proof.Forged("no secret is set");
        if (request.Headers["X-Twilio-Signature"] is not { Length: > 0 } signature) return new Proof.Forged("no signature");

        var query = UrlForm.Parse(request.Query);
        var (form, isSigned) = TwilioSignature.Check(request, query, signature, account["auth_token"]);
        if (!isSigned) return new Proof.Forged("wrong signature");
        if (NotOurs(form, account) is { } why) return new Proof.Forged(why);

        return new Proof.Genuine(KeyOf(form, request), Lanes.Of(Person(form)), $"{request.Method} ?{request.Query}", NoAnswer);
    }

    /// <inheritdoc/>
    public void Read(in Kept kept, Account account, ICollection<Fact> facts)
    {
        var query = UrlForm.Parse(kept.Head.AsSpan().IndexOf('?') is >= 0 and var at ? kept.Head[(at + 1)..] : "");
        var form = kept.Head.StartsWith("GET", StringComparison.Ordinal) ? query : UrlForm.Parse(kept.Body.Span);

        if (form["MessageSid"].Length == 0) facts.Add(Unknown(kept, "no MessageSid"));
        else if (form["From"].Contains(':') || form["To"].Contains(':')) facts.Add(Unknown(kept, form["From"].Split(':')[0]));
        else if (IsReceipt(form)) ReadReceipt(form, query["id"], kept, facts);
        else ReadMessage(form, account, facts);
    }

    // A right signature proves the account's token, not that the message is meant for this connection.
    static string? NotOurs(UrlForm form, Account account)
    {
        if (account["account_sid"].Length == 0 || form["AccountSid"] != account["account_sid"]) return "another account";

        var ours = IsReceipt(form) ? form["From"] : form["To"];
        var service = form["MessagingServiceSid"];
        return Sender(account) == service || Sender(account) == account.Phone(ours) || form["MessageSid"].Length == 0 || ours.Contains(':')
            || (IsMessagingService(account["from"]) && service.Length == 0)
            ? null : "another number";
    }

    static bool IsReceipt(UrlForm form) => Status(form) is not ("" or "received" or "receiving");

    static string Status(UrlForm form) => form.Find("MessageStatus") ?? form["SmsStatus"];

    static string Person(UrlForm form) => IsReceipt(form) ? form["To"] : form["From"];

    static string KeyOf(UrlForm form, RawRequest request) =>
        form["MessageSid"] is not { Length: > 0 } sid ? OutsideKey.Of('u', request.Headers["I-Twilio-Idempotency-Token"] ?? OutsideKey.Hash(request.Body.Span))
        : IsReceipt(form) ? OutsideKey.Of('s', $"{sid}:{Status(form)}")
        : OutsideKey.Of('m', sid);

    static Unrecognised Unknown(in Kept kept, string kind) => new(kept.Key, SmsSurface.Id, null, PlainText.Line(kind, 60), "form");

    static void ReadMessage(UrlForm form, Account account, ICollection<Fact> facts)
    {
        var (sid, from) = (form["MessageSid"], account.Phone(form["From"]));
        var message = new MessageReceived(
            OutsideKey.Of('m', sid), SmsSurface.Id, null, SmsSurface.Thread(account.Phone(form["To"]), from), SmsSurface.Phone(from), PlainText.Clean(form["Body"]))
        {
            Attachments = Media(form),
        };
        SmsSurface.Receive(facts, message, sid, Consent(form));
    }

    // With advanced opt-out the platform says itself what it took the words for.
    static bool? Consent(UrlForm form) => form.Find("OptOutType") switch
    {
        "STOP" => false,
        "START" => true,
        { Length: > 0 } => null,
        _ => StopWords.Consent(form["Body"]),
    };

    static IReadOnlyList<MediaRef> Media(UrlForm form)
    {
        if (!int.TryParse(form["NumMedia"], out var count) || count <= 0) return [];

        return [.. Enumerable.Range(0, Math.Min(count, 10))
            .Where(at => form[$"MediaUrl{at}"].Length > 0)
            .Select(at => new MediaRef(PlainText.Line(form[$"MediaUrl{at}"], 1000), PlainText.Line(form[$"MediaContentType{at}"]), null))];
    }

    static void ReadReceipt(UrlForm form, string attemptKey, in Kept kept, ICollection<Fact> facts)
    {
        if (Progress(Status(form)) is not { } progress)
        {
            facts.Add(Unknown(kept, $"status {Status(form)}"));
            return;
        }

        var (sid, key) = (form["MessageSid"], OutsideKey.Of('s', $"{form["MessageSid"]}:{Status(form)}"));
        var code = int.TryParse(form["ErrorCode"], out var number) ? number : 0;
        facts.Add(new DeliveryChanged(key, SmsSurface.Id, null, attemptKey.Length > 0 ? PlainText.Line(attemptKey) : null, PlainText.Line(sid), progress)
        {
            Problem = progress == DeliveryProgress.Failed ? TwilioErrors.Problem(code) : null,
        });
        if (code == TwilioErrors.OptedOut)
            facts.Add(new ConsentChanged(OutsideKey.Of('c', sid), SmsSurface.Id, null, SmsSurface.Phone(form["To"]), false, "The carrier has them as opted out."));
        if (code == TwilioErrors.Suspended)
            facts.Add(new ConnectionTrouble(OutsideKey.Of('t', sid), SmsSurface.Id, null, TwilioErrors.Problem(code)));
    }

    static DeliveryProgress? Progress(string status) => status switch
    {
        "accepted" or "scheduled" or "queued" or "sending" => DeliveryProgress.Accepted,
        "sent" or "partially_delivered" => DeliveryProgress.Sent,
        "delivered" => DeliveryProgress.Delivered,
        "read" => DeliveryProgress.Read,
        "undelivered" or "failed" or "canceled" => DeliveryProgress.Failed,
        _ => null,
    };
}
