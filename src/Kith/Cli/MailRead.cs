using System.Text.Encodings.Web;
using System.Text.Json;
using Kith.Mail;
using Kith.Mail.Replies;

namespace Kith.Cli;

/// <summary><c>kith mail read FILE…</c>: one JSON object a line for each raw mail.</summary>
static class MailRead
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(IReadOnlyList<string> files, TextWriter say, TextWriter complain, CancellationToken stop)
    {
        var result = 0;
        foreach (var file in files)
        {
            try { await say.WriteLineAsync(JsonSerializer.Serialize(Told(file, MimeReader.Read(await File.ReadAllBytesAsync(file, stop))), json)); }
            catch (Exception no) when (no is IOException or UnauthorizedAccessException or ArgumentException)
            {
                await complain.WriteLineAsync($"{file}: {no.Message}");
                result = 2;
            }
        }
        return result;
    }

    static object Told(string file, InboundMail mail) => new
    {
        file,
        from = mail.From is [{ Address.Length: > 0 } from, ..] ? from.Address : null,
        fromName = mail.From is [{ Name.Length: > 0 } named, ..] ? named.Name : null,
        to = mail.To,
        cc = mail.Cc,
        replyTo = mail.ReplyTo,
        subject = mail.Subject,
        date = mail.Date?.UtcDateTime,
        messageId = mail.MessageId,
        inReplyTo = mail.InReplyTo,
        references = mail.References,
        text = mail.Text,
        html = mail.Html,
        reply = NewWords.Of(mail).Reply.Trim(),
        attachments = mail.Attachments.Select(a => new { name = a.Name, type = a.Type, size = a.Content.Length, inline = a.IsInline }),
        kind = Word(mail.Kind),
        defects = mail.Defects.Select(d => d.Code),
    };

    static string Word(MailKind kind) => kind switch
    {
        MailKind.Bounce => "bounce",
        MailKind.AutoReply => "auto-reply",
        MailKind.Receipt => "receipt",
        MailKind.Invite => "invite",
        _ => "message",
    };
}
