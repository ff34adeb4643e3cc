using System.Globalization;
using Kith.Mail;
using Kith.Mail.Replies;

namespace Kith.Channels.Email;

/// <summary>The facts in one mail: somebody wrote, a machine answered, a mail of ours did not arrive or was read.</summary>
sealed class MailFacts(InboundMail mail, MailOrigin origin, bool isVouching, string key, Account account)
{
    const string SurfaceId = "email", Kind = "email", Inside = "kept:";
    const int LongestText = 100_000, MostOthers = 50, MostFiles = 50;

    static readonly string[] deliveredTo = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To"];

    public IEnumerable<Fact> All()
    {
        if (IsOurOwn()) return [new Unrecognised(key, SurfaceId, At, "own-mail", "from")];
        if (origin.TooLarge is not null) return [Message()];
        if (mail.Complaint is { } complaint) return [Complained(complaint)];
        return mail.Kind switch
        {
            MailKind.Bounce => Bounced(),
            MailKind.Receipt => mail.Report is null ? Displayed() : Bounced(),
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
        || mail.From is [{ } from] && account.Email(from.Address) is { } sender && IsOurs(sender) && Asker() is null;

    /// <summary>Forms on websites write from our own address and name whoever filled them in as the one to answer.</summary>
    MailAddress? Asker() => mail.From is [{ } from] && account.Email(from.Address) is { } sender && IsOurs(sender) && mail.ReplyTo is [{ } asker]
        && account.Email(asker.Address) is { } other && !IsOurs(other) ? asker : null;

    MessageReceived Message()
    {
        var (from, mark) = Sender();
        var thread = ThreadKey();
        var (text, isFolded) = origin.TooLarge is { } size ? (InPlaceOf(size), false) : Words();
        return new MessageReceived(key, SurfaceId, At, thread, from, text)
        {
            OwnThreadKey = ReplyToken.ThreadOf($"{thread} {from.Value}"),
            Subject = mail.Subject is { Length: > 0 } subject ? PlainText.Line(subject) : null,
            Attachments = [new MediaRef(Inside + "source", "message/rfc822", null) { IsSource = true }, .. FilesOf(mail).Select((file, place) => new MediaRef($"{Inside}{place}", PlainText.Line(file.Type), PlainText.Line(file.Name)))],
            Reference = MailReference.Write(mail),
            Others = Others(from),
            IsAutomatic = mail.Kind == MailKind.AutoReply,
            IsFolded = isFolded,
            Marks = [.. new[] { mark, mail.Kind == MailKind.AutoReply ? "automatic" : null, mail.Kind == MailKind.Invite ? "invite" : null, origin.TooLarge is not null ? "too-large" : mail.Defects.Count > 0 ? "defects" : null }.OfType<string>()],
            Claims = Claims(from),
            PassedOn = from.Strength == IdentityStrength.DomainVouched ? PassedOn(thread) : null,
        };
    }

    /// <summary>The mail within, where the sender is surely who they say: the host asks whether that is one of the team.</summary>
    PassedOn? PassedOn(string thread)
    {
        if (ForwardedMail.Of(mail) is not { } forwarded || account.Email(forwarded.From.Address) is not { } writer || IsOurs(writer)) return null;

        var from = new HandleRef(Kind, "", writer, IdentityStrength.SelfClaimed, NameOf(forwarded.From));
        return new(from, ReplyToken.ThreadOf($"{thread} {writer}"), Shortened(PlainText.Clean(forwarded.Text.Trim())).Text, Shortened(PlainText.Clean(forwarded.Comment)).Text)
        {
            Subject = forwarded.Subject is { Length: > 0 } subject ? PlainText.Line(subject) : null,
            At = forwarded.Date,
            Reference = forwarded.Whole is { } whole ? MailReference.Write(whole) : null,
        };
    }

    (HandleRef From, string? Mark) Sender()
    {
        if (Asker() is { } asker) return (new(Kind, "", account.Email(asker.Address)!, IdentityStrength.SelfClaimed, NameOf(asker)), SenderProof.Unproved);
        if (mail.From is not [{ } said, ..] || account.Email(said.Address) is not { } address)
            // Nobody can be answered, but the words were said to us and are shown.
            return (new(Kind, "unsaid", key, IdentityStrength.Anonymous, mail.From is [{ } named, ..] ? NameOf(named) : null), SenderProof.Ambiguous);

        var (strength, mark) = SenderProof.Of(mail, address, account["receiver"], isVouching);
        return (new(Kind, "", address, strength, NameOf(said)), mark);
    }

    /// <summary>A name that looks like an address would be taken for the sender's.</summary>
    static string? NameOf(MailAddress said) => !said.Name.Contains('@') && PlainText.Line(said.Name) is { Length: > 0 } name ? name : null;

    /// <summary>Another address for answers is a claim of the sender's: answers go to who was recognised, unless a teammate decides otherwise.</summary>
    ClaimRef[] Claims(HandleRef from) =>
        [.. mail.ReplyTo.Select(one => account.Email(one.Address)).OfType<string>().Where(one => one != from.Value && !IsOurs(one)).Distinct().Take(3).Select(one => new ClaimRef(Kind, one))];

    string ThreadKey() =>
        Recipients().Select(one => ReplyToken.OfAddress(one, account)).FirstOrDefault(thread => thread is not null)
        ?? OursIn(OurMessageIds)?.Thread
        ?? ReplyToken.ThreadOf(mail.References is [var first, ..] ? first : mail.InReplyTo is [var answered, ..] ? answered : mail.MessageId ?? key);

    IEnumerable<string> Recipients() =>
        new[] { origin.Recipient }.OfType<string>().Concat(mail.To.Concat(mail.Cc).Select(one => one.Address))
            .Concat(deliveredTo.Select(mail.Header).OfType<string>().Select(one => one.Trim('<', '>', ' ')));

    HandleRef[] Others(HandleRef from) =>
        [.. mail.To.Concat(mail.Cc).Select(one => (Address: account.Email(one.Address), one.Name)).Where(one => one.Address is { } other && other != from.Value && !IsOurs(other))
            .DistinctBy(one => one.Address).Take(MostOthers).Select(one => new HandleRef(Kind, "", one.Address!, IdentityStrength.SelfClaimed, NameOf(new(one.Name, one.Address!))))];

    bool IsOurs(string canonical) => canonical == account.OwnEmail || ReplyToken.OfAddress(canonical, account) is not null;

    /// <summary>Somebody wrote, and must not be passed over because the rest cannot be had here.</summary>
    static string InPlaceOf(long size) =>
        string.Create(CultureInfo.InvariantCulture, $"This mail of {Math.Max(1, Math.Round(size / 1_000_000d))} MB was too large to take in; it is in the mailbox.");

    (string Text, bool IsFolded) Words()
    {
        var split = NewWords.Of(mail);
        var words = PlainText.Clean(split.Reply.Trim());
        return Shortened(words) is { IsCut: true } cut ? (cut.Text, true) : (words, !string.IsNullOrWhiteSpace(split.Rest));
    }

    static (string Text, bool IsCut) Shortened(string words) =>
        words.Length > LongestText ? (words[..(char.IsHighSurrogate(words[LongestText - 1]) ? LongestText - 1 : LongestText)], true) : (words, false);

    /// <summary>One fact for each recipient it names. Only a report that carries our own Message-ID is believed: anybody can write one.</summary>
    Fact[] Bounced()
    {
        var recipients = mail.Report?.Recipients ?? [];
        if (recipients.Count == 0 || OursIn([mail.Report!.OriginalMessageId ?? "", .. OurMessageIds]) is not { } ours) return [new Unrecognised(key, SurfaceId, At, "bounce", "report")];

        var others = OthersOfTheirs();
        return [.. recipients.Take(MostOthers).Select((one, place) => new DeliveryChanged($"b{key[1..]}:{place}", SurfaceId, At, ours.Attempt, null, ProgressOf(one))
        {
            Problem = one.Action == "failed" ? ProblemOf(one) : null,
            From = account.Email(one.Address) is { } address && (recipients.Count > 1 || others.Contains(address)) ? new(Kind, "", address, IdentityStrength.SelfClaimed) : null,
        })];
    }

    /// <summary>Believed where it carries our own Message-ID: only who got that mail can have sent it back.</summary>
    Fact Complained(Complaint complaint) => complaint.Type == "not-spam" || OursIn([complaint.OriginalMessageId ?? ""]) is not { } ours
        ? new Unrecognised(key, SurfaceId, At, "complaint", "report")
        : new DeliveryChanged($"a{key[1..]}", SurfaceId, At, ours.Attempt, null, DeliveryProgress.Delivered) { Complaint = "They marked a mail of ours as spam, says their provider." };

    /// <summary>Who else had the mail that came back: that it did not reach them says nothing of the one it was written to, who may also be known under another address there.</summary>
    HashSet<string> OthersOfTheirs() =>
        [.. Parts(mail.Root).Select(part => part.Embedded ?? (part.Type is "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers" ? MimeReader.Read(part.Content) : null)).FirstOrDefault(returned => returned is not null)?
            .Cc.Select(one => account.Email(one.Address)).OfType<string>() ?? []];

    /// <summary>A disposition notification (RFC 8098): what happened to our mail in the reader's program.</summary>
    Fact[] Displayed()
    {
        var fields = Parts(mail.Root).FirstOrDefault(part => part.Type == "message/disposition-notification") is { } report ? MimeReader.Read(report.Content) : null;
        var named = fields?.Header("Original-Message-ID")?.Trim('<', '>', ' ') ?? "";
        if (OursIn([named, .. OurMessageIds]) is not { } ours) return [new Unrecognised(key, SurfaceId, At, "receipt", "report")];

        // "manual-action/MDN-sent-manually; displayed": whatever else was done with it, it was there.
        var isRead = fields?.Header("Disposition")?.Split(';')[^1].Trim().StartsWith("displayed", StringComparison.OrdinalIgnoreCase) ?? false;
        return [new DeliveryChanged($"r{key[1..]}", SurfaceId, At, ours.Attempt, null, isRead ? DeliveryProgress.Read : DeliveryProgress.Delivered)];
    }

    (string Thread, string Attempt)? OursIn(IEnumerable<string> ids) => ids.Select(id => ReplyToken.OfMessageId(id, account)).FirstOrDefault(ours => ours is not null);

    static IEnumerable<MimeNode> Parts(MimeNode node) => node.Children.SelectMany(Parts).Prepend(node);

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
