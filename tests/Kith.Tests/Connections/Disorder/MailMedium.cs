using System.Collections.Concurrent;
using System.Net;

namespace Kith.Tests.Connections.Disorder;

/// <summary>Mail, handed over by LMTP and, when it comes again, by the raw hook as often: the same mail by two ways is one.</summary>
public sealed class MailMedium : ToldMedium
{
    readonly ConcurrentDictionary<Said, string> mails = new();
    MailHouse house = null!;
    CutWire wire = null!;
    Postman post = null!;
    int told;

    public override string Channel => "email";

    public override string Surface => "email";

    public override bool LosesAnswers { set => wire.CutsAnswers = value; }

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        house = new();
        wire = new(house.Port);
        await OpenKithAsync(world, builder =>
        {
            LmtpCaller.Open(builder);
            change(builder);
        });
        post = await Postman.ConnectAsync(Kith, new { name = "Marula Mutual", smtp_host = "127.0.0.1", smtp_port = $"{wire.Port}", smtp_security = "none", reply_secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0" });
        Connection = post.Connection;
    }

    public override async Task<bool> TellAsync(Said said)
    {
        var mail = mails.GetOrAdd(said, one => Postman.Mail($"{one.Id}@example.org", AddressOf(one.Person), one.Text));
        if (Interlocked.Increment(ref told) % 2 == 0) return await post.BringAsync(mail) == HttpStatusCode.NoContent;

        using var caller = await LmtpCaller.MeetAsync(Kith);
        return (await caller.BringAsync(mail, Postman.Address))[0].StartsWith("250 ", StringComparison.Ordinal);
    }

    public override Task<IEnumerable<string>> StandingAsync() => Task.FromResult(Enumerable.Range(0, Script.People).SelectMany(person => house.At(AddressOf(person))).Select(mail => mail.Text ?? ""));

    protected override async ValueTask EndAsync()
    {
        await base.EndAsync();
        wire.Dispose();
        await house.DisposeAsync();
    }

    static string AddressOf(int person) => $"person{person}@example.org";
}
