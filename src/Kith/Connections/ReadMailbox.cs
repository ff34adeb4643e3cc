using System.Security.Cryptography;
using System.Text;
using Kith.Channels;
using Kith.Mail;
using Kith.Mail.Imap;

namespace Kith.Connections;

/// <summary>
/// Reads one mailbox for as long as it may: what is new becomes an arrival like any other, on disk before the place is remembered, told
/// apart by its key when it comes twice. Flags are left alone: people read this mailbox too.
/// </summary>
sealed class ReadMailbox(MailVisit visit, Store store, DataFolder data, IntakeWriter intake, MailboxPlaces places, TimeProvider clock, ILogger<ReadMailbox> log)
{
    const int FewMails = 50, MostBytesAtOnce = 8 * 1024 * 1024, LongestHeaders = 1024 * 1024;

    /// <summary>Servers without IDLE are asked this often; others are left to speak, within what keeps our lease.</summary>
    static readonly TimeSpan unasked = TimeSpan.FromSeconds(20), listening = TimeSpan.FromMinutes(1), afterTrouble = TimeSpan.FromSeconds(10), storeAway = TimeSpan.FromSeconds(2);

    /// <summary>One process at a time has this folder: one that begins after another was killed goes on with its lease, and waits for nobody.</summary>
    readonly Guid self = new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName} {data.Root}")).AsSpan(..16));

    public async Task RunAsync(OpenConnection connection, CancellationToken stop)
    {
        try
        {
            while (true) await TryAsync(connection, stop);
        }
        finally
        {
            // Whoever reads next, after a start or on another node, need not wait until our lease ends.
            await places.LetGoAsync(connection, self);
        }
    }

    async Task TryAsync(OpenConnection connection, CancellationToken stop)
    {
        try
        {
            if (await places.HoldAsync(connection, self, stop) is { } mailbox) await ReadAsync(connection, mailbox, stop);
        }
        catch (MailFailure failure)
        {
            await FailedAsync(connection, WordsOf(failure, connection), stop);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(broken, "The mailbox of connection {Connection} could not be read; it is tried again", connection.Id);
        }
        await Task.Delay(afterTrouble, clock, stop);
    }

    async Task ReadAsync(OpenConnection connection, Mailbox mailbox, CancellationToken stop)
    {
        var channel = connection.Can<IMailbox>()!;
        var plan = channel.Mailbox(connection.Account)!;
        await using var client = await visit.ReadAsync(connection, stop);
        var folder = await client.SelectAsync(plan.Folder, readOnly: true, stop);
        do
        {
            await TakeNewAsync(connection, channel, client, mailbox, folder.UidValidity, stop);
            if (client.CanIdle) await client.IdleAsync(listening, stop);
            else
            {
                await Task.Delay(unasked, clock, stop);
                await client.NoopAsync(stop);
            }
        }
        while (await places.HoldAsync(connection, self, stop) is not null);
    }

    /// <summary>The place is remembered after every few, so that a mailbox that is full is not begun again from its start.</summary>
    async Task TakeNewAsync(OpenConnection connection, IMailbox channel, ImapClient client, Mailbox mailbox, long uidValidity, CancellationToken stop)
    {
        var after = mailbox.UidValidity == uidValidity ? mailbox.Uid : 0;
        var since = places.Since(connection, mailbox);
        var uids = await client.SearchAsync(new ImapSearch { FromUid = (uint)after + 1, Since = DateOnly.FromDateTime(since.UtcDateTime).AddDays(-1) }, stop);
        // "n:*" names the last mail even where n lies beyond it; and servers search by days of their own time zone.
        foreach (var few in uids.Where(uid => uid > after).Chunk(FewMails))
        {
            var (keeping, bytes) = (new List<Task>(), 0L);
            await foreach (var mail in client.FetchAsync(few, withBytes: true, stop))
            {
                if (mail.ReceivedAt is not null && mail.ReceivedAt < since) continue;

                // They queue in their order and share a commit; what is large waits for the ones before it.
                if (await TakeAsync(client, mail, stop) is not { } taken) continue;
                if ((bytes += taken.Raw.Length) > MostBytesAtOnce)
                {
                    await Task.WhenAll(keeping);
                    bytes = taken.Raw.Length;
                }
                keeping.Add(KeepAsync(connection, channel, taken.Raw, taken.Origin, stop));
            }
            await Task.WhenAll(keeping);
            mailbox.Reached(uidValidity, few[^1], clock.Now);
            await places.KeepAsync(mailbox, stop);
        }
        if (uids.Any(uid => uid > after)) return;

        mailbox.Reached(uidValidity, after, clock.Now);
        await places.KeepAsync(mailbox, stop);
    }

    /// <summary>The mail; its headers where it is too large, so that nobody's mail is passed over; null when it is gone or empty.</summary>
    static async Task<(ReadOnlyMemory<byte> Raw, MailOrigin Origin)?> TakeAsync(ImapClient client, ImapMail mail, CancellationToken stop)
    {
        if (mail.Bytes is { } raw) return raw.Length > 0 ? (raw, new MailOrigin(mail.ReceivedAt)) : null;

        return await client.HeadersAsync(mail.Uid, stop) is { Length: > 0 } headers
            ? (headers[..Math.Min(headers.Length, LongestHeaders)], new MailOrigin(mail.ReceivedAt, TooLarge: mail.Size)) : null;
    }

    /// <summary>Done when it is on disk, however often that has to be tried.</summary>
    async Task KeepAsync(OpenConnection connection, IMailbox channel, ReadOnlyMemory<byte> raw, MailOrigin origin, CancellationToken stop)
    {
        var kept = channel.Keep(raw, origin);
        while (!await intake.KeepAsync(new Arrival(connection.WorkspaceId, connection.Id, kept.Key, kept.Head, raw.ToArray(), Inbound.Micro(clock.GetUtcNow().UtcDateTime))))
            await Task.Delay(storeAway, clock, stop);
    }

    async Task FailedAsync(OpenConnection connection, string words, CancellationToken stop)
    {
        if (!await places.FailedAsync(connection, self, words, stop)) return;

        await using var work = await store.WriteAsync(connection.WorkspaceId, Actor.System, "mailbox stopped", stop);
        // Whoever was told that the sign-in ended knows why no mail comes.
        if (await work.Db.ConnectionAsync(connection.Id, stop) is { IsSignedOut: true }) return;

        await ConnectionNotice.WriteAsync(work.Db, $"{connection.Name} brings no mail: {words}", clock.Now, stop);
        await work.CommitAsync(stop);
    }

    static string WordsOf(MailFailure failure, OpenConnection connection) => failure.Kind switch
    {
        _ when failure.InnerException is NoToken why => why.Message,
        MailFailureKind.SignIn when connection.SignIn is { } plan => $"the mail server does not accept the sign-in at {plan.Provider}. Is reading by IMAP allowed for this mailbox?",
        MailFailureKind.SignIn => "the mail server does not accept its user name and password.",
        MailFailureKind.Tls => "the mail server's certificate is not trusted, or it offers no encryption.",
        MailFailureKind.Permanent => "the mail server refuses what we ask. Does the folder exist?",
        MailFailureKind.Protocol => "the mail server answers in a way Kith does not understand.",
        _ => "the mail server cannot be reached.",
    };
}
