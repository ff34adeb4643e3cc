using System.Text.Json.Nodes;
using Kith.Mail;
using Kith.Mail.Html;
using Kith.Mail.Replies;

namespace Kith.Conversations;

/// <summary>
/// GET /api/moments/{id}/mail and what hangs from it: a mail as it came, read from its own bytes each time, so that a better reader reads
/// old mail better too. The headers and the raw bytes are for who looks after the connections.
/// </summary>
static class ReadMail
{
    public static void MapMail(this RouteGroupBuilder api)
    {
        var mail = api.MapGroup("/moments/{id:guid}/mail");
        mail.MapGet("", ShowAsync).Allow(Role.Viewer);
        mail.MapGet("/headers", HeadersAsync).Allow(Role.Admin).NeedsContactDetails().OnRecord();
        mail.MapGet("/raw", GiveRawAsync).Allow(Role.Admin).NeedsContactDetails().OnRecord();
        mail.MapMailPage();
        api.MapMailPictures();
    }

    static async Task<MailView> ShowAsync(Guid id, KithDb db, MailSource source, CancellationToken stop)
    {
        var (moment, mail) = await source.ReadAsync(db, id, stop);
        var html = mail.Html is null ? null : HtmlCleaner.Clean(mail.Html, new CleaningPolicy());
        var split = mail.Text is { Length: > 0 } text ? ReplySplitter.Split(text) : null;
        return new(
            mail.Subject, AddressesOf(mail.From), AddressesOf(mail.To), AddressesOf(mail.Cc), AddressesOf(mail.ReplyTo), mail.Date?.UtcDateTime, moment.RecordedAt,
            mail.Text, split?.Rest is { Length: > 0 } rest ? rest : null, html is not null, html?.RemotePictures ?? 0,
            [.. mail.Defects.Select(defect => new MailDefectRow(defect.Code, defect.Words)).DistinctBy(defect => defect.Code)],
            mail.Appointment is { } card ? new(card.Method, card.Summary, card.Start?.UtcDateTime, card.End?.UtcDateTime, card.Location, card.Organizer) : null);
    }

    static async Task<Page<MailHeaderRow>> HeadersAsync(Guid id, Work work, MailSource source, CancellationToken stop)
    {
        var (moment, mail) = await source.ReadAsync(work.Db, id, stop);
        work.NoteOf(moment.PersonId, "read the headers of a mail", $"moment {id}");
        return new([.. mail.Headers.Select(header => new MailHeaderRow(header.Name, header.Value))], null);
    }

    static async Task<FileContentHttpResult> GiveRawAsync(Guid id, HttpResponse response, Work work, MailSource source, CancellationToken stop)
    {
        var (moment, bytes) = await source.BytesAsync(work.Db, id, stop);
        work.NoteOf(moment.PersonId, "took away a mail as it came", $"moment {id}");
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.File(bytes, "application/octet-stream", $"{id:N}.eml");
    }

    static IReadOnlyList<MailAddressRow> AddressesOf(IReadOnlyList<MailAddress> addresses) => [.. addresses.Select(one => new MailAddressRow(one.Name, one.Address))];
}

/// <summary>A mail as a teammate reads it.</summary>
/// <param name="Text">The whole plain text; null when it has none.</param>
/// <param name="Rest">What was folded away below the new words; null when nothing was.</param>
/// <param name="HasHtml">Whether <c>/mail/page</c> shows it with its looks.</param>
/// <param name="RemotePictures">How many pictures would have to be fetched from elsewhere.</param>
public sealed record MailView(
    string? Subject, IReadOnlyList<MailAddressRow> From, IReadOnlyList<MailAddressRow> To, IReadOnlyList<MailAddressRow> Cc, IReadOnlyList<MailAddressRow> ReplyTo,
    DateTime? SentAt, DateTime ReceivedAt, string? Text, string? Rest, bool HasHtml, int RemotePictures, IReadOnlyList<MailDefectRow> Defects, AppointmentRow? Appointment);

public sealed record MailAddressRow(string Name, string Address);

public sealed record MailDefectRow(string Code, string Words);

public sealed record MailHeaderRow(string Name, string Value);

public sealed record AppointmentRow(string Method, string Summary, DateTime? Start, DateTime? End, string Location, string Organizer);
