using System.Diagnostics;
using System.Net.Http.Json;
using Kith.Mail.Composing;
using Kith.Mail.Imap;

namespace Kith.Bench;

/// <summary>A mail's way from the mailbox to a teammate's browser: Dovecot says that it is there, Kith fetches it, stores it, reads it, and the frame arrives.</summary>
static class MailPath
{
    const int Alone = 100, Together = 500;

    public static async Task RunAsync(bool postgres)
    {
        await using var ground = await Ground.PrepareAsync(postgres);
        await ground.StartAsync(("KITH_ALLOW_PRIVATE", MailTown.Of("HOST")), ("KITH_TRUSTED_CA", MailTown.Of("CA")));
        await using var program = await MailTown.OpenAsync(MailTown.Care);
        var folder = await MakeAsync(program);
        await ConnectAsync(ground, folder);
        await using var ear = await Ear.OpenAsync(ground);
        await SeenAsync(ear, await PutAsync(program, folder, 0));

        var waits = new List<double>();
        for (var n = 1; n <= Alone; n++)
        {
            var before = ear.Heard;
            await PutAsync(program, folder, n);
            var begun = Stopwatch.GetTimestamp();
            await SeenAsync(ear, before + 1);
            waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        double[] sorted = [.. waits.Order()];
        var word = await WordAsync(program);
        Figures.Say($"{ground.Name}: a mail alone, from the mailbox to the timeline, p50", Figures.Percentile(sorted, .5), "ms");
        Figures.Say($"{ground.Name}: a mail alone, from the mailbox to the timeline, p99", Figures.Percentile(sorted, .99), "ms");
        Figures.Say("Dovecot tells a waiting client of a mail after, p50", word, "ms");
        Figures.Say($"{ground.Name}: from the server's word to the timeline, p50", Figures.Percentile(sorted, .5) - word, "ms");

        var (heard, started) = (ear.Heard, Stopwatch.GetTimestamp());
        for (var n = 0; n < Together; n++) await PutAsync(program, folder, Alone + 1 + n);
        await SeenAsync(ear, heard + Together);
        Figures.Say($"{ground.Name}: {Together} mails put there one after the other, all on the timeline after", Stopwatch.GetElapsedTime(started).TotalSeconds, "s");
    }

    /// <summary>How long Dovecot takes to tell a client that waits by IDLE: the limit nobody gets below.</summary>
    static async Task<double> WordAsync(ImapClient program)
    {
        var folder = await MakeAsync(program);
        await using var waiting = await MailTown.OpenAsync(MailTown.Care);
        await waiting.SelectAsync(folder, readOnly: true, CancellationToken.None);
        var waits = new List<double>();
        for (var n = 0; n < Alone / 4; n++)
        {
            var told = waiting.IdleAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
            await Task.Delay(20);
            await PutAsync(program, folder, n);
            var begun = Stopwatch.GetTimestamp();
            await told;
            waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        return Figures.Median(waits);
    }

    static async Task<string> MakeAsync(ImapClient program)
    {
        var folder = $"Bench-{Guid.NewGuid():N}";
        await program.CreateAsync(folder, CancellationToken.None);
        return folder;
    }

    static async Task ConnectAsync(Ground ground, string folder)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Ground.Address}"), DefaultRequestHeaders = { Authorization = new("Bearer", ground.Token) } };
        var settings = new
        {
            address = MailTown.Of("OTHER_USER"),
            password = MailTown.Of("OTHER_PASSWORD"),
            imap_host = MailTown.Of("HOST"),
            imap_port = MailTown.Of("IMAPS"),
            imap_security = "tls",
            folder,
        };
        using var answer = await http.PostAsJsonAsync("/api/connections", new { channel = "email", name = "care", settings });
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    static async Task<long> PutAsync(ImapClient program, string folder, int n)
    {
        await program.AppendAsync(folder, MailComposer.Compose(Letters.Letter(n, MailTown.Of("OTHER_USER"))), [], CancellationToken.None);
        return n + 1;
    }

    static async Task SeenAsync(Ear ear, long count)
    {
        for (var begun = Stopwatch.GetTimestamp(); ear.Heard < count; await Task.Delay(1))
            if (Stopwatch.GetElapsedTime(begun) > TimeSpan.FromMinutes(2)) throw new InvalidOperationException($"Only {ear.Heard} of {count} mails were seen.");
    }
}
