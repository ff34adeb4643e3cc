using Kith.Mail;
using Kith.Mail.Composing;
using Kith.Mail.Smtp;

namespace Kith.TryIt;

/// <summary>The mailboxes of the other side. One that is opened after a start remembers what Kith and it wrote to each other before.</summary>
sealed class PretendMailboxes(PretendPost post, Store store, KeptFiles files)
{
    static readonly Dictionary<string, string> names = new() { ["amina@example.org"] = "Amina Farouk", ["nomsa@example.org"] = "Nomsa Ndlovu" };

    readonly HashSet<string> open = [];

    /// <summary>Null where nobody has a mailbox.</summary>
    public async Task<PretendMailbox?> OpenAsync(EmailAddress address, CancellationToken stop)
    {
        if (post.Find(address) is not { } box) return null;

        bool isNew;
        lock (open) isNew = open.Add(address.Value);
        if (isNew && post.Customer is { } customer) await RecallAsync(customer, box, address, stop);
        return box;
    }

    /// <summary>Writes a mail and sends it as a mail program does: to where the answered mail asks for answers, with its words below.</summary>
    public PretendLetter Write(EmailAddress from, PretendMailbox box, MailWords words)
    {
        var answered = words.InReplyTo is null ? null : box.Letters.FirstOrDefault(letter => !letter.IsMine && letter.Mail.MessageId == words.InReplyTo);
        var mail = new OutboundMail
        {
            From = new(names.GetValueOrDefault(from.Value, ""), from.Value),
            To = [new("", ToOf(words, answered))],
            Subject = words.Subject is { Length: > 0 } subject ? subject : answered is null ? "" : Subjects.Answer(answered.Mail.Subject ?? ""),
            Date = post.Now,
            MessageId = $"{Guid.NewGuid():N}@{from.Domain}",
            InReplyTo = words.InReplyTo,
            References = [.. answered?.Mail.References ?? [], .. words.InReplyTo is { } id ? new[] { id } : []],
            Text = answered is null ? words.Text! : $"{words.Text}\n\n{Quoted(answered)}",
        };
        var bytes = MailComposer.Compose(mail);
        var written = box.Add(bytes, post.Now, isMine: true);
        post.Take(MailEnvelope.Of(mail), bytes, from.Value);
        return written;
    }

    static string ToOf(MailWords words, PretendLetter? answered) =>
        words.To is { Length: > 0 } to ? to : answered?.Mail is { } mail && mail.ReplyTo.Concat(mail.From).FirstOrDefault() is { } asked ? asked.Address : PretendPost.OurAddress;

    static string Quoted(PretendLetter answered)
    {
        var mail = answered.Mail;
        var who = mail.From is [var from, ..] ? $"{from.Name} <{from.Address}>".Trim() : "they";
        return $"On {answered.At:ddd, d MMM yyyy} at {answered.At:HH:mm} {who} wrote:\n{string.Join('\n', WordsOf(mail).Trim().Split('\n').Select(line => $"> {line}"))}";
    }

    /// <summary>What a person reads of a mail.</summary>
    public static string WordsOf(InboundMail mail) => mail.Text ?? (mail.Html is { } html ? Kith.Mail.Html.HtmlText.Of(html) : "");

    async Task RecallAsync(OpenConnection customer, PretendMailbox box, EmailAddress address, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(customer.WorkspaceId, stop);
        var handle = await work.Db.Handles.Where(h => h.Kind == "email" && h.Value == address.Value).Select(h => new { h.Id, h.PersonId }).SingleOrDefaultAsync(stop);
        if (handle is null) return;

        var began = post.Began.UtcDateTime;
        var said = await work.Db.Moments.Where(m => m.PersonId == handle.PersonId && m.ConnectionId == customer.Id && m.Kind == MomentKind.Message && m.RecordedAt < began
            && (m.Direction == Direction.In || work.Db.Deliveries.Any(d => d.MomentId == m.Id && d.HandleId == handle.Id))).OrderBy(m => m.At).ToListAsync(stop);
        var ids = await work.Db.Deliveries.Where(d => d.HandleId == handle.Id && d.OutsideId != null).ToDictionaryAsync(d => d.MomentId, d => d.OutsideId!, stop);
        foreach (var moment in said)
            box.Add(MailComposer.Compose(await RewrittenAsync(moment, address, ids.GetValueOrDefault(moment.Id), stop)), new DateTimeOffset(moment.At, TimeSpan.Zero), moment.Direction == Direction.In);
    }

    async Task<OutboundMail> RewrittenAsync(Moment moment, EmailAddress theirs, string? messageId, CancellationToken stop)
    {
        MailAddress person = new(names.GetValueOrDefault(theirs.Value, ""), theirs.Value), house = new("Marula Mutual", PretendPost.OurAddress);
        var isTheirs = moment.Direction == Direction.In;
        return new()
        {
            From = isTheirs ? person : house,
            To = [isTheirs ? house : person],
            Subject = moment.Detail?["subject"]?.ToString() ?? "",
            Date = new DateTimeOffset(moment.At, TimeSpan.Zero),
            MessageId = messageId ?? $"{moment.Id:N}@{theirs.Domain}",
            Text = moment.Text ?? "",
            Attachments = [.. await FilesAsync(moment, stop)],
        };
    }

    async Task<List<OutboundAttachment>> FilesAsync(Moment moment, CancellationToken stop)
    {
        var found = new List<OutboundAttachment>();
        foreach (var file in moment.Attachments ?? [])
        {
            await using var bytes = files.Open(moment.WorkspaceId, file.Hash);
            if (bytes is null) continue;

            var content = new byte[bytes.Length];
            await bytes.ReadExactlyAsync(content, stop);
            found.Add(new(file.Name, file.Type, content));
        }
        return found;
    }
}

/// <param name="InReplyTo">The Message-ID of what it answers.</param>
sealed record MailWords(string? To, string? Subject, string? Text, string? InReplyTo);
