using System.Globalization;
using System.Text.Json;
using Kith.Channels;
using Kith.Channels.Http;

namespace Kith.TryIt;

/// <summary>
/// A forum where the demo's insurer asks how the storm week went, and people answer: it speaks Generic HTTP, signed both ways. What people say
/// comes by its hook, and what we say, like and hide there it takes.
/// </summary>
sealed class PretendForum(ConnectionBook book, OutboundWire wire, TimeProvider clock)
{
    static readonly object post = new
    {
        id = "storm-week",
        url = "https://forum.marula.example/talk/storm-week",
        text = "The storm is through, and 312 of you wrote to us in three days. How did it go with your claim? Tell us here, good and bad: we read along.",
        author = "Marula Mutual",
    };

    static readonly Comment[] comments =
    [
        new("c-1", "lerato.m", "Lerato Mabaso", 190, "Roof closed in four days, and the assessor rang before he came. I did not expect that. Thank you."),
        new("c-2", "sipho.m", "Sipho Maseko", 64, "Third time I write this: your Rosebank branch lost my claim photos. Does anyone read here?"),
        new("c-3", "zanele.k", "Zanele Khoza", 41, "Same here. At Sandton they found mine after I asked twice.", "c-2"),
        new("c-4", "cash-4-u", "Quick Cash 4 U", 17, "Waiting for your payout? Cash loans today, no papers. Write to us."),
    ];

    public static OpenConnection? In(ConnectionBook book) => book.All.FirstOrDefault(c => c.Name == DemoHouse.ForumName && c.Channel.Id == "http");

    /// <summary>What people said while nobody was looking, brought to the hook as it would have come.</summary>
    public async Task BringAsync(OpenConnection forum, CancellationToken stop)
    {
        foreach (var comment in comments) await TellAsync(forum, comment, clock.GetUtcNow(), stop);
    }

    /// <summary>Takes what is ours by its signature; null where it is not.</summary>
    public string? Take(RawRequest request) =>
        In(book) is { } forum && StandardWebhook.WhyForged(request, [forum.Account["secret"]], clock.GetUtcNow()) is null ? $"f-{Ids.New(clock):N}" : null;

    async Task TellAsync(OpenConnection forum, Comment comment, DateTimeOffset now, CancellationToken stop)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "message.created",
            data = new { id = comment.Id, from = new { handle = comment.Handle, name = comment.Name }, text = comment.Text, at = now.AddMinutes(-comment.MinutesAgo), reply_to = comment.ReplyTo, post },
        });
        var timestamp = now.ToUnixTimeSeconds();
        await wire.SendAsync(new WireRequest("POST", forum.Account.HookUrl, "pretend forum calls")
        {
            ContentType = "application/json",
            Headers =
            [
                new("webhook-id", comment.Id), new("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture)),
                new("webhook-signature", StandardWebhook.SignWithAll([forum.Account["secret"]], comment.Id, timestamp, body)),
            ],
            Body = body,
        }, stop);
    }

    sealed record Comment(string Id, string Handle, string Name, double MinutesAgo, string Text, string? ReplyTo = null);
}
