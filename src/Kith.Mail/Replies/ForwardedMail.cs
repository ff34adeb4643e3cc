using Kith.Mail.Html;

namespace Kith.Mail.Replies;

/// <summary>
/// A mail that somebody passes on: whole as <c>message/rfc822</c> (RFC 2046 §5.2.1), or as words below a block of headers, as programs write it in many
/// languages. All of it is what the one who passes it on says: nobody vouches for the sender within.
/// </summary>
/// <param name="From">Who wrote it, by the words of whoever passes it on.</param>
/// <param name="Date">When, where that can be read.</param>
/// <param name="Subject">What it was about.</param>
/// <param name="Text">Its new words, without what it quotes itself.</param>
/// <param name="Comment">What is said above it by the one who passes it on; empty when nothing is.</param>
/// <param name="Whole">The mail itself, where it was passed on whole.</param>
public sealed record ForwardedMail(MailAddress From, DateTimeOffset? Date, string? Subject, string Text, string Comment, InboundMail? Whole)
{
    /// <summary>The mail within this one; null when it passes on none, or does not name who wrote it by an address. Never throws.</summary>
    public static ForwardedMail? Of(InboundMail mail) => mail.Kind != MailKind.Message ? null : Enclosed(mail) ?? Inline(mail);

    static ForwardedMail? Enclosed(InboundMail mail)
    {
        MimeNode[] enclosed = [.. Parts(mail.Root).Where(part => part.Embedded is not null).Take(2)];
        // A mail with several others in it is a parcel, and speaks for nobody.
        if (enclosed is not [{ Embedded: { From: [{ Address.Length: > 0 } from] } inner }]) return null;

        return new(from, inner.Date, inner.Subject, NewWords.Of(inner).Reply, Words(mail).Trim(), inner);
    }

    static ForwardedMail? Inline(InboundMail mail)
    {
        var lines = Words(mail).Split('\n');
        if (ForwardReading.Find(lines, HasPrefix(mail.Subject)) is not { } found) return null;

        return new(found.From, found.Date, found.Subject, ReplySplitter.Split(found.Text).Reply.Trim(), found.Comment, null);
    }

    static bool HasPrefix(string? subject)
    {
        var colon = subject?.AsSpan().IndexOfAny(':', '：') ?? -1;
        return colon is > 0 and < 20 && ReplyWords.IsForwardPrefix(LineReading.Plain(subject![..colon]));
    }

    static string Words(InboundMail mail) => !string.IsNullOrWhiteSpace(mail.Text) ? mail.Text : mail.Html is { } html ? HtmlText.Of(html) : "";

    static IEnumerable<MimeNode> Parts(MimeNode node) => node.Children.SelectMany(Parts).Prepend(node);
}
