using System.Globalization;
using Kith.Mail;
using Kith.Mail.Replies;

namespace Kith.Channels.Email;

/// <summary>The facts in one mail: somebody wrote, a machine answered, a mail of ours did not arrive or was read.</summary>
sealed class MailFacts(InboundMail mail, MailOrigin origin, string key, Account account)
{
    const string SurfaceId = "email", Kind = "email", Inside = "kept:";
    const int LongestText = 100_000, MostOthers = 50, MostFiles = 50;

    static readonly string[] deliveredTo = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To"];

    public IEnumerable<Fact> All()
    {
        if (IsOurOwn()) return [new Unrecognised(key, SurfaceId, At, "own-mail", "from")];
        return mail.Kind switch
        {
            MailKind.Bounce => Bounced(),
            MailKind.Receipt => Receipt(),
            _ => [Message()],
        };
    }

    /// <summary>The files of a mail that are no part of its looks, in their order.</summary>
    public static IReadOnlyList<MailAttachment> FilesOf(InboundMail mail) => [.. mail.Attachments.Where(file => !file.IsInline).Take(MostFiles)];

    public static int? PlaceOf(MediaRef media) =>
        media.Ref.StartsWith(Inside, StringComparison.Ordinal) && int.TryParse(media.Ref.AsSpan(Inside.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;

    /// <summary>A sender's clock is whatever it is; the server that took it knows when it came.</summary>
    DateTimeOffset? At => origin.ReceivedAt ?? mail.Date;

    IEnumerable<string> OurMessageIds => mail.InReplyTo.Concat(mail.References.Reverse());

    /// <summary>What we wrote ourselves comes back by Cc and by servers that answer each other; nobody is to answer it.</summary>
    bool IsOurOwn() =>
        mail.MessageId is { } id && ReplyToken.OfMessageId(id, account) is not null
        || mail.From is [{ } from] && account.Email(from.Address) is { } sender && (sender == account.Email(account["address"]) || ReplyToken.OfAddress(sender, account) is not null);

    MessageReceived Message()
    {
        var (from, mark) = Sender();
        var thread = ThreadKey();
        var (text, isFolded) = Words();
        return new MessageReceived(key, SurfaceId, At, thread, from, text)
        {
            OwnThreadKey = ReplyToken.ThreadOf($"{thread} {from.Value}"),
            Subject = mail.Subject is { Length: > 0 } subject ? PlainText.Line(subject) : null,
            Attachments = [new MediaRef(Inside + "source", "message/rfc822", null) { IsSource = true }, .. FilesOf(mail).Select((file, place) => new MediaRef($"{Inside}{place}", file.Type, file.Name))],
            Reference = MailReference.Write(mail),
            Others = Others(from),
            IsAutomatic = mail.Kind == MailKind.AutoReply,
            IsFolded = isFolded,
            Marks = [.. new[] { mark, mail.Kind == MailKind.AutoReply ? "automatic" : null, mail.Kind == MailKind.Invite ? "invite" : null, mail.Defects.Count > 0 ? "defects" : null }.OfType<string>()],
            Claims = Claims(from),
        };
    }

    (HandleRef From, string? Mark) Sender()
    {
        if (mail.From is not [{ } said, ..] || account.Email(said.Address) is not { } address)
            // Nobody can be answered, but the words were said to us and are shown.
            return (new(Kind, "unsaid", key, IdentityStrength.Anonymous, mail.From is [{ Name.Length: > 0 } named, ..] ? PlainText.Line(named.Name) : null), SenderProof.Ambiguous);

        var (strength, mark) = SenderProof.Of(mail, address, account["receiver"]);
        return (new(Kind, "", address, strength, said.Name.Length > 0 && !said.Name.Contains('@') ? PlainText.Line(said.Name) : null), mark);
    }

    /// <summary>Another address for answers is a claim of the sender's: answers go to who was recognised, unless a teammate decides otherwise.</summary>
    ClaimRef[] Claims(HandleRef from) =>
        [.. mail.ReplyTo.Select(one => account.Email(one.Address)).OfType<string>().Where(one => one != from.Value && !IsOurs(one)).Distinct().Take(3).Select(one => new ClaimRef(Kind, one))];

    string ThreadKey() =>
        Recipients().Select(one => ReplyToken.OfAddress(one, account)).FirstOrDefault(thread => thread is not null)
        ?? OurMessageIds.Select(id => ReplyToken.OfMessageId(id, account)?.Thread).FirstOrDefault(thread => thread is not null)
        ?? ReplyToken.ThreadOf(mail.References is [var first, ..] ? first : mail.InReplyTo is [var answered, ..] ? answered : mail.MessageId ?? key);

    IEnumerable<string> Recipients() =>
        new[] { origin.Recipient }.OfType<string>().Concat(mail.To.Concat(mail.Cc).Select(one => one.Address))
            .Concat(deliveredTo.Select(mail.Header).OfType<string>().Select(one => one.Trim('<', '>', ' ')));

    HandleRef[] Others(HandleRef from) =>
        [.. mail.To.Concat(mail.Cc).Select(one => (Address: account.Email(one.Address), one.Name)).Where(one => one.Address is { } other && other != from.Value && !IsOurs(other))
            .DistinctBy(one => one.Address).Take(MostOthers).Select(one => new HandleRef(Kind, "", one.Address!, IdentityStrength.SelfClaimed, one.Name.Length > 0 ? PlainText.Line(one.Name) : null))];

    bool IsOurs(string canonical) => canonical == account.Email(account["address"]) || ReplyToken.OfAddress(canonical, account) is not null;

    (string Text, bool IsFolded) Words()
    {
        var split = NewWords.Of(mail);
        var words = PlainText.Clean(split.Reply.Trim());
        return words.Length > LongestText ? (words[..LongestText], true) : (words, !string.IsNullOrWhiteSpace(split.Rest));
    }

    /// <summary>One fact for each recipient it names. Only a report that carries our own Message-ID is believed: anybody can write one.</summary>
    IEnumerable<Fact> Bounced()
    {
        if (OurMessageIds.Prepend(mail.Report?.OriginalMessageId ?? "").Select(id => ReplyToken.OfMessageId(id, account)).FirstOrDefault(ours => ours is not null) is not { } ours)
            return [new Unrecognised(key, SurfaceId, At, "bounce", "report")];

        var recipients = mail.Report?.Recipients ?? [];
        return recipients.Select((one, place) => (Fact)new DeliveryChanged($"b{key[1..]}:{place}", SurfaceId, At, ours.Attempt, null, ProgressOf(one))
        {
            Problem = one.Action == "failed" ? ProblemOf(one) : null,
            From = recipients.Count > 1 && account.Email(one.Address) is { } address ? new(Kind, "", address, IdentityStrength.SelfClaimed) : null,
        });
    }

    IEnumerable<Fact> Receipt() =>
        OurMessageIds.Select(id => ReplyToken.OfMessageId(id, account)).FirstOrDefault(ours => ours is not null) is { } ours
            ? [new DeliveryChanged($"r{key[1..]}", SurfaceId, At, ours.Attempt, null, DeliveryProgress.Read)]
            : [new Unrecognised(key, SurfaceId, At, "receipt", "report")];

    static DeliveryProgress ProgressOf(ReportedRecipient recipient) => recipient.Action switch
    {
        "failed" => DeliveryProgress.Failed,
        "delivered" => DeliveryProgress.Delivered,
        _ => DeliveryProgress.Sent,
    };

    static ChannelProblem ProblemOf(ReportedRecipient recipient) => recipient.Status switch
    {
        "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10" => ChannelProblem.NoSuchRecipient("The mail came back: there is nobody at this address.", Vendor(recipient)),
        "5.2.2" => ChannelProblem.Rejected("The mail came back: the mailbox is full.", Vendor(recipient)),
        "5.2.3" or "5.3.4" => ChannelProblem.TooLarge("The mail came back: it was too large.", Vendor(recipient)),
        ['5', '.', '7', ..] => ChannelProblem.Rejected("The mail came back: their server refuses it.", Vendor(recipient)),
        _ => ChannelProblem.Rejected("The mail came back.", Vendor(recipient)),
    };

    static string? Vendor(ReportedRecipient recipient) => recipient.Status.Length is > 0 and < 12 ? recipient.Status.Replace(".", "", StringComparison.Ordinal) : null;
}
