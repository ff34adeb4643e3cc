using Kith.Channels;
using Kith.Mail;
using Kith.Mail.Imap;

namespace Kith.Connections;

/// <summary>Reads a mailbox by IMAP. Flags are left alone: people read it too.</summary>
sealed class ReadMailbox(MailVisit visit, Readings readings, IntakeWriter intake, Store store, DataFolder data, TimeProvider clock, ILogger<ReadMailbox> log)
    : Reader(readings, intake, store, data, clock, log)
{
    const int FewMails = 50, MostBytesAtOnce = 8 * 1024 * 1024, LongestHeaders = 1024 * 1024;

    /// <summary>Servers without IDLE are asked this often; others are left to speak, within what keeps our lease.</summary>
    static readonly TimeSpan unasked = TimeSpan.FromSeconds(20), listening = TimeSpan.FromMinutes(1);

    /// <summary>A folder made anew is looked through again, but not for longer than raw bytes are kept; and the server's clock is not ours.</summary>
    static readonly TimeSpan lookBack = TimeSpan.FromDays(30), slack = TimeSpan.FromMinutes(2);

    public override bool Reads(OpenConnection connection) => connection.Can<IMailbox>()?.Mailbox(connection.Account) is not null;

    protected override string NameOf(OpenConnection connection) => "no mail";

    protected override async Task ReadAsync(OpenConnection connection, Reading reading, CancellationToken stop)
    {
        var channel = connection.Can<IMailbox>()!;
        var plan = channel.Mailbox(connection.Account)!;
        await using var client = await visit.ReadAsync(connection, stop);
        var folder = await client.SelectAsync(plan.Folder, readOnly: true, stop);
        var place = MailboxPlace.Of(reading);
        do
        {
            place = await TakeNewAsync(connection, channel, client, place, folder.UidValidity, stop);
            if (client.CanIdle) await client.IdleAsync(listening, stop);
            else
            {
                await Task.Delay(unasked, Clock, stop);
                await client.NoopAsync(stop);
            }
        }
        while (await Readings.HoldAsync(connection, Self, stop) is not null);
    }

    /// <summary>The place is remembered after every few, so that a mailbox that is full is not begun again from its start.</summary>
    async Task<MailboxPlace> TakeNewAsync(OpenConnection connection, IMailbox channel, ImapClient client, MailboxPlace place, long uidValidity, CancellationToken stop)
    {
        var after = place.UidValidity == uidValidity ? place.Uid : 0;
        var since = Since(connection, place);
        var uids = await client.SearchAsync(new ImapSearch { FromUid = (uint)after + 1, Since = DateOnly.FromDateTime(since.UtcDateTime).AddDays(-1) }, stop);
        // "n:*" names the last mail even where n lies beyond it; and servers search by days of their own time zone.
        foreach (var few in uids.Where(uid => uid > after).Chunk(FewMails))
        {
            await TakeAsync(connection, channel, client, few, since, stop);
            place = place.Reached(uidValidity, few[^1]);
            await Readings.KeepAsync(connection, Self, place.ToString(), stop);
        }
        if (uids.Any(uid => uid > after)) return place;

        place = place.Reached(uidValidity, after);
        await Readings.KeepAsync(connection, Self, place.ToString(), stop);
        return place;
    }

    /// <summary>They queue in their order and share a commit; what is large waits for the ones before it.</summary>
    async Task TakeAsync(OpenConnection connection, IMailbox channel, ImapClient client, uint[] few, DateTimeOffset since, CancellationToken stop)
    {
        var (taken, bytes) = (new List<Arrival>(), 0L);
        await foreach (var mail in client.FetchAsync(few, withBytes: true, stop))
        {
            if (mail.ReceivedAt is not null && mail.ReceivedAt < since) continue;
            if (await TakeAsync(client, mail, stop) is not var (raw, origin)) continue;

            if ((bytes += raw.Length) > MostBytesAtOnce)
            {
                await KeepAsync(taken, stop);
                (taken, bytes) = ([], raw.Length);
            }
            var kept = channel.Keep(raw, origin);
            taken.Add(ArrivalOf(connection, kept.Key, kept.Head, raw.ToArray()));
        }
        await KeepAsync(taken, stop);
    }

    /// <summary>The mail; its headers where it is too large, so that nobody's mail is passed over; null when it is gone or empty.</summary>
    static async Task<(ReadOnlyMemory<byte> Raw, MailOrigin Origin)?> TakeAsync(ImapClient client, ImapMail mail, CancellationToken stop)
    {
        if (mail.Bytes is { } raw) return raw.Length > 0 ? (raw, new MailOrigin(mail.ReceivedAt)) : null;

        return await client.HeadersAsync(mail.Uid, stop) is { Length: > 0 } headers
            ? (headers[..Math.Min(headers.Length, LongestHeaders)], new MailOrigin(mail.ReceivedAt, TooLarge: mail.Size)) : null;
    }

    /// <summary>Mail from before the mailbox was connected is not ours to bring up.</summary>
    DateTimeOffset Since(OpenConnection connection, MailboxPlace place)
    {
        var begun = new DateTimeOffset(DateTime.SpecifyKind(Ids.TimeOf(connection.Id), DateTimeKind.Utc)) - slack;
        var earliest = Clock.GetUtcNow() - lookBack;
        return place.Uid > 0 && begun < earliest ? earliest : begun;
    }

    protected override string? WordsOf(Exception failure, OpenConnection connection) => failure is not MailFailure mail ? null : mail.Kind switch
    {
        _ when mail.InnerException is NoToken why => why.Message,
        MailFailureKind.SignIn when connection.SignIn is { } plan => $"the mail server does not accept the sign-in at {plan.Provider}. Is reading by IMAP allowed for this mailbox?",
        MailFailureKind.SignIn => "the mail server does not accept its user name and password.",
        MailFailureKind.Tls => "the mail server's certificate is not trusted, or it offers no encryption.",
        MailFailureKind.Permanent => "the mail server refuses what we ask. Does the folder exist?",
        MailFailureKind.Protocol => "the mail server answers in a way Kith does not understand.",
        _ => "the mail server cannot be reached.",
    };
}
