using Kith.Mail;
using Microsoft.Net.Http.Headers;

namespace Kith.TryIt;

/// <summary>A pretend mailbox in somebody's hand: GET shows its mails and gives their files, POST writes one.</summary>
static class MailboxDoors
{
    const int LongestText = 20_000, LongestSubject = 200, LongestId = 250;

    public static async Task<IResult> ReadAsync(string address, PretendMailboxes mailboxes, CancellationToken stop)
    {
        var box = await OpenAsync(address, mailboxes, stop);
        return Results.Json(box.Letters.OrderByDescending(letter => (letter.At, letter.Uid)).Select(Shown), Wire.Json);
    }

    public static async Task<IResult> WriteAsync(string address, MailWords words, PretendMailboxes mailboxes, CancellationToken stop)
    {
        var box = await OpenAsync(address, mailboxes, stop);
        if (string.IsNullOrWhiteSpace(words.Text) || words.Text.Length > LongestText) throw Refusal.Field("text", "Write something of up to 20,000 characters.");
        if (words.Subject?.Length > LongestSubject) throw Refusal.Field("subject", "A subject has 200 characters at most.");
        if (words.InReplyTo?.Length > LongestId) throw Refusal.Field("inReplyTo", "This is no Message-ID.");
        if (words.To is { Length: > 0 } && !EmailAddress.TryParse(words.To, out _)) throw Refusal.Field("to", "This is no email address.");

        try { return Results.Json(Shown(mailboxes.Write(Read(address), box, words)), Wire.Json); }
        catch (ArgumentException) { throw Refusal.Field("subject", "This cannot stand in a mail."); }
    }

    public static async Task<IResult> FileAsync(string address, uint mail, int place, PretendMailboxes mailboxes, HttpResponse response, CancellationToken stop)
    {
        var box = await OpenAsync(address, mailboxes, stop);
        if (box.Letters.FirstOrDefault(letter => letter.Uid == mail)?.Mail.Attachments.ElementAtOrDefault(place) is not { } file) throw Refusal.NotFound();

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileName.Clean(file.Name));
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(file.Content, "application/octet-stream");
    }

    static object Shown(PretendLetter letter) => new
    {
        id = letter.Uid,
        mine = letter.IsMine,
        messageId = letter.Mail.MessageId,
        from = letter.Mail.From is [var from, ..] ? from : null,
        to = letter.Mail.To is [var to, ..] ? to : null,
        subject = letter.Mail.Subject,
        text = PretendMailboxes.WordsOf(letter.Mail).Trim(),
        at = letter.At.UtcDateTime,
        files = letter.Mail.Attachments.Select(file => new { name = FileName.Clean(file.Name), size = file.Content.Length }),
    };

    static async Task<PretendMailbox> OpenAsync(string address, PretendMailboxes mailboxes, CancellationToken stop) =>
        await mailboxes.OpenAsync(Read(address), stop) ?? throw Refusal.Field("address", "Nobody has a mailbox there. At example.org everybody has.");

    static EmailAddress Read(string address) => EmailAddress.TryParse(address, out var read) ? read : throw Refusal.Field("address", "This is no email address.");
}
