using System.Net;
using Kith.Mail;
using Kith.Mail.Composing;
using Kith.Mail.Smtp;

namespace Kith.Channels.Email;

public sealed partial class EmailChannel : IPrepare, IPost
{
    const int MostOthers = 50, LongestSubject = 200;
    const string StopWords = "No more offers by email:";

    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now)
    {
        var text = PlainText.Clean(draft.Text);
        return Refuse(draft, text, account) is { } refusal ? refusal : new Prepared.Ready(
        [
            new(SurfaceId, draft.To, text)
            {
                Attachments = draft.Attachments, ReplyToKey = draft.ReplyToKey, ThreadKey = ReplyToken.NameOf(draft.ThreadKey ?? draft.To.Value), Reference = draft.Reference,
                Others = draft.Others, Hidden = draft.Hidden, Greeting = draft.Greeting, Signature = draft.Signature, Html = draft.Html, Subject = PlainText.Line(draft.Subject ?? "", LongestSubject), AuthorName = draft.AuthorName, StopUrl = draft.StopUrl,
            },
        ]);
    }

    /// <inheritdoc/>
    public MailToPost Compose(Parcel parcel, IReadOnlyList<OutboundAttachment> files, string attemptKey, Account account, DateTimeOffset now)
    {
        var thread = ReplyToken.NameOf(parcel.ThreadKey ?? attemptKey);
        var references = MailReference.Read(parcel.Reference);
        var messageId = ReplyToken.MessageId(thread, attemptKey, account);
        var mail = new OutboundMail
        {
            From = new(SenderName(parcel, account), account.OwnEmail),
            To = [new("", parcel.To.Value)],
            Cc = [.. parcel.Others.Select(other => new MailAddress(other.Name ?? "", other.Value))],
            ReplyTo = [new(SenderName(parcel, account), ReplyToken.Address(thread, account))],
            Subject = parcel.Subject is { Length: > 0 } subject ? subject : account["subject"],
            Date = now,
            MessageId = messageId,
            InReplyTo = references.Count > 0 ? references[^1] : null,
            References = references,
            Text = Framed(parcel),
            Html = parcel.Html is { } looks ? $"{Paragraph("", parcel.Greeting)}{looks}{StopParagraph(parcel)}{Paragraph("-- <br>", parcel.Signature)}" : null,
            Attachments = files,
            MoreHeaders = [.. Automatic(parcel), .. Unsubscribing(parcel)],
        };
        var envelope = new MailEnvelope(account.OwnEmail, [.. mail.To.Concat(mail.Cc).Select(one => one.Address).Concat(parcel.Hidden.Select(one => one.Value)).Distinct()]);
        return new(ServerOf(account, "smtp", 465, 587, 25), SubmitAs(account), envelope, messageId, MailComposer.Compose(mail)) { KeepsCopy = account["keep_copy"] != "no" };
    }

    /// <inheritdoc/>
    public Ending Read(MailPosted posted, MailToPost mail)
    {
        if (posted.Failure is { } failure) return Failed(failure);

        var outcome = posted.Outcome!;
        return outcome.Recipients.FirstOrDefault(one => one.Address == mail.Envelope.Recipients[0]) is { IsAccepted: false } refused
            ? Refused(refused.Code, refused.EnhancedCode, outcome.IsTaken) : new Ending.Accepted(mail.MessageId);
    }

    /// <inheritdoc/>
    public (MailServer Server, MailSignIn SignIn)? Submission(Account account) =>
        account["smtp_host"].Length == 0 ? null : (ServerOf(account, "smtp", 465, 587, 25), SubmitAs(account));

    /// <summary>A server on the same machine takes mail from us without knowing us; a password is never said over a way that is not private.</summary>
    static MailSignIn SubmitAs(Account account) => account["smtp_security"] == "none" ? new MailSignIn.Nobody() : SignInOf(account);

    static Prepared.Refusal? Refuse(Draft draft, string text, Account account)
    {
        if (account["smtp_host"].Length == 0)
            return new(ChannelProblem.Rejected("This mailbox only receives: it has no server that takes mail."), "Tell the connection its outgoing server.");
        if (draft.Situation.Stopped)
            return new(ChannelProblem.OptedOut(), "Answer where they still want to hear from you.");
        if (draft.To.Kind != Kind || draft.To.Scope.Length > 0 || account.Email(draft.To.Value) is null)
            return new(ChannelProblem.NoSuchRecipient("A mail goes to an email address."), "Choose an email address.");
        if (draft.Others.Concat(draft.Hidden).Any(other => other.Kind != Kind || account.Email(other.Value) is null))
            return new(ChannelProblem.NoSuchRecipient("One of the others has no email address."), "Take it out, or write it as name@example.com.");
        if (draft.Others.Count + draft.Hidden.Count > MostOthers)
            return new(ChannelProblem.TooLarge($"A mail here goes to {MostOthers} others at most."), "Write to fewer people at once.");
        if (string.IsNullOrWhiteSpace(text) && draft.Attachments.Count == 0)
            return new(ChannelProblem.Rejected("There is nothing to send."), "Write something.");
        if (text.Length > LongestText)
            return new(ChannelProblem.TooLarge($"A mail here has {LongestText} characters at most."), "Send the rest as a file.");
        if (draft.Attachments.Count > Files.MaxCount || draft.Attachments.Sum(file => file.Size) > Files.MaxBytes)
            return new(ChannelProblem.TooLarge("A mail carries 20 files and 20 MB in all."), "Send fewer or smaller files.");
        return null;
    }

    static string Framed(Parcel parcel)
    {
        var words = parcel.Greeting is { } above ? $"{above}\n\n{parcel.Text}" : parcel.Text;
        if (parcel.StopUrl is { } url) words = $"{words}\n\n{StopWords} {url}";
        return parcel.Signature is { } below ? $"{words}\n\n-- \n{below}" : words;
    }

    /// <summary>What stands around the words is words: whatever is in a name or a template, it is nobody's markup.</summary>
    static string Paragraph(string begins, string? words) =>
        words is null ? "" : $"<p>{begins}{WebUtility.HtmlEncode(words).Replace("\n", "<br>", StringComparison.Ordinal)}</p>";

    static string StopParagraph(Parcel parcel) =>
        parcel.StopUrl is { } url ? $"<p>{StopWords} <a href=\"{WebUtility.HtmlEncode(url)}\">{WebUtility.HtmlEncode(url)}</a></p>" : "";

    /// <summary>The name the person knows, and who of us it is.</summary>
    static string SenderName(Parcel parcel, Account account) => (parcel.AuthorName, account["name"]) switch
    {
        ({ Length: > 0 } author, { Length: > 0 } house) => PlainText.Line($"{author} ({house})"),
        ({ Length: > 0 } author, _) => PlainText.Line(author),
        var (_, house) => PlainText.Line(house),
    };

    /// <summary>What nobody wrote says so (RFC 3834), so that machines do not answer it.</summary>
    static MailHeader[] Automatic(Parcel parcel) =>
        parcel.AuthorName is { Length: > 0 } ? [] : [new("Auto-Submitted", "auto-generated"), new("X-Auto-Response-Suppress", "All")];

    /// <summary>The link by which a mail program says no for its owner (RFC 2369 §3.2); by one press only where it is https (RFC 8058 §3.1).</summary>
    static IEnumerable<MailHeader> Unsubscribing(Parcel parcel)
    {
        if (parcel.StopUrl is not { } url) yield break;
        yield return new("List-Unsubscribe", $"<{url}>");
        if (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) yield return new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    static Ending Failed(MailFailure failure) => failure.Kind switch
    {
        MailFailureKind.SignIn => new Ending.Disconnected(ChannelProblem.SignInExpired(Number(failure.Code))),
        MailFailureKind.Permanent or MailFailureKind.Temporary => Refused(failure.Code, failure.EnhancedCode, othersHaveIt: false),
        MailFailureKind.Unsure => new Ending.Unsure(ChannelProblem.Unreachable("The mail server did not say whether it took the mail.")),
        MailFailureKind.Tls => new Ending.Later(ChannelProblem.Unreachable("The mail server's certificate is not trusted, or it offers no encryption.")),
        _ => new Ending.Later(ChannelProblem.Unreachable("The mail server could not be reached.")),
    };

    /// <summary>What the server said (RFC 5321 §4.2.1, RFC 3463). A mail that others already have is not sent again: they would have it twice.</summary>
    static Ending Refused(int code, string enhanced, bool othersHaveIt) => (code, enhanced) switch
    {
        (_, "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10") => new Ending.Rejected(ChannelProblem.NoSuchRecipient("There is nobody at this address.", Number(code))),
        (552, _) or (_, "5.2.3" or "5.3.4") => new Ending.Rejected(ChannelProblem.TooLarge("The mail is too large for their server.", Number(code))),
        // RFC 4954 §6: it lets only those send whom it knows, or in a way that is private.
        (530 or 534 or 535 or 538, _) => new Ending.Disconnected(ChannelProblem.SignInExpired(Number(code))),
        (not (>= 400 and < 500), _) => new Ending.Rejected(ChannelProblem.Rejected("The mail server refuses this mail.", Number(code))),
        _ when othersHaveIt => new Ending.Rejected(ChannelProblem.Rejected("The mail server took it for the others and not for this address.", Number(code))),
        (_, "4.5.3" or ['4', '.', '7', '.', ..]) => new Ending.Later(ChannelProblem.RateLimited(vendor: Number(code))),
        _ => new Ending.Later(ChannelProblem.Unreachable("The mail server asks to come again later.", Number(code))),
    };

    static string? Number(int code) => code == 0 ? null : code.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
