using System.Diagnostics;
using System.Globalization;
using Kith.Mail;
using Kith.Mail.Composing;
using Kith.Mail.Imap;

namespace Kith.Bench;

/// <summary>
/// How many mails a second of processor the reader reads, beside Python's <c>email</c> on the same mails in the same run; what it allocates; the worst of
/// hostile mails and how it grows; and, under <c>bin/with-mail</c>, what is handed in and fetched over one connection,
/// and how long a mail takes from the mailbox to the timeline.
/// </summary>
static class MailBench
{
    const int Rounds = 3;

    const string Python = """
        import email, email.policy, resource, sys, time
        mails = [open(name, 'rb').read() for name in sys.argv[2:]]
        def read(raw):
            mail = email.message_from_bytes(raw, policy=email.policy.default)
            for name in ('from', 'to', 'cc', 'subject', 'date', 'message-id'):
                try: str(mail[name])
                except Exception: pass
            for part in mail.walk():
                if not part.is_multipart():
                    try: part.get_content()
                    except Exception: pass
        for raw in mails: read(raw)
        begun = resource.getrusage(resource.RUSAGE_SELF)
        for _ in range(int(sys.argv[1])):
            for raw in mails: read(raw)
        ended = resource.getrusage(resource.RUSAGE_SELF)
        print((ended.ru_utime + ended.ru_stime) - (begun.ru_utime + begun.ru_stime))
        """;

    /// <param name="only">"read" or "carry": that half alone.</param>
    public static async Task RunAsync(List<string> only)
    {
        Figures.Machine();
        if (!only.Contains("carry")) await ReadAsync();
        if (MailTown.IsThere && !only.Contains("read"))
        {
            await CarryAsync();
            foreach (var postgres in new[] { false, true }) await MailPath.RunAsync(postgres);
        }
        Console.WriteLine($"load after: {Figures.Load()}");
    }

    static async Task ReadAsync()
    {
        var mails = Letters.All();
        Figures.Say("mails", mails.Count, "different ones");
        Figures.Say("their average size", mails.Average(mail => mail.Length) / 1024, "KiB");
        await ReadAsync(mails);
        Hostile();
    }

    static async Task ReadAsync(List<byte[]> mails)
    {
        for (var warm = 0; warm < 20; warm++) foreach (var mail in mails) MimeReader.Read(mail);
        var (own, python) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            own.Add(OwnRate(mails, 20));
            python.Add(await PythonRateAsync(mails, 3));
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var mail in mails) MimeReader.Read(mail);
        Figures.Say("mails a second of processor, our reader", Figures.Median(own), "per second");
        Figures.Say("mails a second of processor, Python's email", Figures.Median(python), "per second");
        Figures.Say("allocated a mail", (GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0 / mails.Count, "KiB", "<= 60");
        Figures.Say("our reader to Python's", Figures.Median(own.Zip(python, (a, b) => a / b)), "times", ">= 5");
    }

    static double OwnRate(List<byte[]> mails, int times)
    {
        var begun = Environment.CpuUsage.TotalTime;
        for (var time = 0; time < times; time++) foreach (var mail in mails) MimeReader.Read(mail);
        return mails.Count * times / (Environment.CpuUsage.TotalTime - begun).TotalSeconds;
    }

    static async Task<double> PythonRateAsync(List<byte[]> mails, int times)
    {
        var folder = Directory.CreateTempSubdirectory("kith-mails-");
        try
        {
            foreach (var (at, mail) in mails.Index()) await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{at:D4}"), mail);
            var start = new ProcessStartInfo("python3", ["-c", Python, $"{times}", .. Directory.GetFiles(folder.FullName)]) { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return mails.Count * times / double.Parse(said, CultureInfo.InvariantCulture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void Hostile()
    {
        foreach (var (name, make) in Letters.Hostile)
        {
            var (small, large) = (make(1), make(2));
            MimeReader.Read(small);
            var (one, two) = (Enumerable.Range(0, 3).Min(_ => Time(small)), Enumerable.Range(0, 3).Min(_ => Time(large)));
            Figures.Say($"hostile: {name}, {large.Length / 1_000_000.0:F1} MB", two, "ms", "< 1000");
            Figures.Say($"hostile: {name}, twice as large takes", two / Math.Max(one, 0.5), "times", "<= 2.3");
        }
    }

    static double Time(byte[] mail)
    {
        var begun = Stopwatch.GetTimestamp();
        MimeReader.Read(mail);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    static async Task CarryAsync()
    {
        const int count = 300;
        await using var submission = await MailTown.SubmitAsync();
        var begun = Stopwatch.GetTimestamp();
        for (var n = 0; n < count; n++) await submission.SendAsync(new(MailTown.Of("USER"), [MailTown.Of("USER")]), MailComposer.Compose(Letters.Letter(n, MailTown.Of("USER"))), CancellationToken.None);
        Figures.Say("handed in over one connection", count / Stopwatch.GetElapsedTime(begun).TotalSeconds, "per second");

        await using var mailbox = await MailTown.OpenAsync(MailTown.Rosa);
        var folder = await mailbox.SelectAsync("INBOX", readOnly: true, CancellationToken.None);
        for (var tries = 0; tries < 300 && folder.Exists < count; tries++)
        {
            await Task.Delay(100);
            folder = await mailbox.SelectAsync("INBOX", readOnly: true, CancellationToken.None);
        }
        var uids = await mailbox.SearchAsync(new ImapSearch(), CancellationToken.None);
        begun = Stopwatch.GetTimestamp();
        var fetched = 0;
        await foreach (var _ in mailbox.FetchAsync(uids, withBytes: true, CancellationToken.None)) fetched++;
        Figures.Say("fetched over one connection", fetched / Stopwatch.GetElapsedTime(begun).TotalSeconds, "per second");
    }
}
