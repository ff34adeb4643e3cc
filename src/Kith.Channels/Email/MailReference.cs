using Kith.Mail;

namespace Kith.Channels.Email;

/// <summary>What an answer must name (RFC 5322 §3.6.4): the thread's ids, oldest first, the answered one last, separated by spaces.</summary>
static class MailReference
{
    const int Most = 10, LongestId = 250;

    public static string? Write(InboundMail mail)
    {
        var ids = mail.References.Concat(mail.References.Count == 0 ? mail.InReplyTo : []).Append(mail.MessageId ?? "").Where(IsDecent).Distinct().ToList();
        if (ids.Count > Most) ids.RemoveRange(1, ids.Count - Most);
        return ids.Count == 0 ? null : string.Join(' ', ids);
    }

    public static IReadOnlyList<string> Read(string? reference) => reference is null ? [] : reference.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static bool IsDecent(string id) => id.Length is > 2 and <= LongestId && id.Contains('@') && !id.AsSpan().ContainsAnyExceptInRange('!', '~') && !id.AsSpan().ContainsAny("<>\"()");
}
