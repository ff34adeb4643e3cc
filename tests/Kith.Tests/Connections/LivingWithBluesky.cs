using System.Text.Json.Nodes;
using Kith.Channels.Tests.Bluesky;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Connections;

/// <summary>The whole of Kith with Bluesky's own server, directory and notifications: one account is ours, one Nomsa's.</summary>
[Trait("Category", "Real")]
public sealed class LivingWithBluesky(World world, BlueskyNetwork network) : IClassFixture<World>, IClassFixture<BlueskyNetwork>
{
    const int Patience = 40;

    [Fact]
    public async Task brings_a_mention_to_the_desk_under_its_post_and_the_answer_into_the_thread_once()
    {
        await using var kith = await OpenAsync();
        var (nomsa, _) = await network.SignInAsync("nomsa");
        var connection = await ConnectAsync(kith, Service);
        var mention = await network.MentionAsync(nomsa, "👩🏽‍⚕️ @care.test my claim is late");

        var row = await HeardAsync(kith, "👩🏽‍⚕️ @care.test my claim is late");
        Assert.Equal(("public", "bluesky.posts", "bluesky"), ((string)row["visibility"]!, (string)row["surface"]!, (string)row["channel"]!));
        Assert.EndsWith($"/profile/{network.DidOf("nomsa")}/post/{mention.Split('/')[^1]}", (string)row["post"]!["url"]!, StringComparison.Ordinal);
        Assert.Equal((string)row["personId"]!, (string)Assert.Single((await kith.As(Cast.Rosa).GetAsync("/api/cases?list=all"))["items"]!.AsArray())!["personId"]!);

        var answer = await AnswerAsync(kith, connection, row, "It is paid 👍🏽");
        await kith.UntilAsync(answer, DeliveryState.Sent);
        Assert.StartsWith("It is paid 👍🏽", Assert.Single(await RepliesAsync(nomsa, mention, 1)), StringComparison.Ordinal);
        Assert.Equal("well", (string)(await kith.HealthAsync(connection))["state"]!);
    }

    [Fact]
    public async Task says_nothing_twice_when_an_answer_gets_lost()
    {
        await using var wire = await LosingWire.OpenAsync(Service);
        await using var kith = await OpenAsync();
        var (nomsa, _) = await network.SignInAsync("nomsa");
        var connection = await ConnectAsync(kith, wire.Url);
        var mention = await network.MentionAsync(nomsa, "@care.test are you there?");
        var row = await HeardAsync(kith, "@care.test are you there?");

        wire.AnswersToLose = 2;
        var answer = await AnswerAsync(kith, connection, row, "Yes, we are");
        await Soon.Async(async () =>
        {
            await kith.LetTimePassAsync(connection);
            Assert.Equal(DeliveryState.Sent, (await kith.DeliveryAsync(answer)).State);
        }, Patience);
        await AnswerAsync(kith, connection, row, "And gladly");

        Assert.Equal(["And gladly", "Yes, we are"], (await RepliesAsync(nomsa, mention, 2)).Select(text => text.Split('\n')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(4, wire.Written);
    }

    [Fact]
    public async Task brings_what_a_clock_that_is_hours_behind_dated_back()
    {
        await using var kith = await OpenAsync();
        var (nomsa, _) = await network.SignInAsync("nomsa");
        await ConnectAsync(kith, Service);
        await network.MentionAsync(nomsa, "@care.test on time");
        await HeardAsync(kith, "@care.test on time");

        var at = TimeProvider.System.GetUtcNow().AddHours(-6);
        await network.MentionAsync(nomsa, "@care.test by a slow clock", at);
        var row = await HeardAsync(kith, "@care.test by a slow clock");
        Assert.Equal(BlueskyNetwork.Time(at), BlueskyNetwork.Time((DateTimeOffset)row["at"]!));
    }

    string Service => network.SetUp("care")["service"];

    Task<KithUnderTest> OpenAsync() => world.OpenAsync(builder => builder.UseSetting("KITH_ALLOW_PRIVATE", $"127.0.0.1, {new Uri(Service).Host}"));

    /// <summary>Connected, and looked at once: what was said before is old.</summary>
    async Task<Guid> ConnectAsync(KithUnderTest kith, string service)
    {
        var settings = new { identifier = "@care.test", password = network.SetUp("care")["password"], service, every = "1" };
        var row = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "bluesky", channel = "bluesky", settings });
        await Soon.Async(async () => Assert.NotNull(await kith.LookAsync(db => db.Readings.Select(reading => reading.Place).SingleOrDefaultAsync())), Patience);
        return (Guid)row["id"]!;
    }

    static async Task<JsonNode> HeardAsync(KithUnderTest kith, string words)
    {
        Guid person = default;
        await Soon.Async(async () => Assert.NotEqual(default, person = await kith.LookAsync(db => db.Moments.Where(m => m.Text == words).Select(m => m.PersonId).FirstOrDefaultAsync())), Patience);
        return (await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/timeline"))["items"]!.AsArray().Single(m => (string?)m!["text"] == words)!;
    }

    static async Task<Guid> AnswerAsync(KithUnderTest kith, Guid connection, JsonNode to, string text) =>
        (Guid)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{to["personId"]}/messages", new { id = Guid.CreateVersion7(), text, connectionId = connection, replyTo = (Guid)to["id"]!, surface = "bluesky.posts" }))["id"]!;

    /// <summary>What stands below a post on the network, once there is so much of it.</summary>
    static async Task<List<string>> RepliesAsync(Channels.Account reader, string post, int count)
    {
        List<string> replies = [];
        await Soon.Async(async () =>
        {
            var thread = await BlueskyNetwork.GetAsync(reader, "app.bsky.feed.getPostThread", $"uri={Uri.EscapeDataString(post)}");
            replies = [.. (thread!["thread"]?["replies"]?.AsArray() ?? []).Select(reply => (string)reply!["post"]!["record"]!["text"]!)];
            Assert.True(replies.Count >= count, "it does not stand there yet");
        }, Patience);
        return replies;
    }

    /// <summary>A way to the server on which its answers to what we write can get lost.</summary>
    sealed class LosingWire(WebApplication app) : IAsyncDisposable
    {
        int written;

        public string Url => app.Urls.First();

        public int AnswersToLose { get; set; }

        public int Written => written;

        public static async Task<LosingWire> OpenAsync(string to)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var (wire, http) = (new LosingWire(app), new HttpClient());
            app.Run(context => wire.CarryAsync(context, http, to));
            await app.StartAsync();
            return wire;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        async Task CarryAsync(HttpContext context, HttpClient http, string to)
        {
            using var request = new HttpRequestMessage(new(context.Request.Method), $"{to}{context.Request.Path}{context.Request.QueryString}");
            if (context.Request.ContentLength > 0)
            {
                request.Content = new StreamContent(context.Request.Body);
                request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
            }
            foreach (var name in new[] { "Authorization", "atproto-proxy" })
                if (context.Request.Headers.TryGetValue(name, out var value)) request.Headers.TryAddWithoutValidation(name, (string?)value);
            using var answer = await http.SendAsync(request);
            if (context.Request.Path.Value!.EndsWith(".putRecord", StringComparison.Ordinal) && Interlocked.Increment(ref written) > 0 && AnswersToLose-- > 0)
            {
                context.Abort();
                return;
            }
            (context.Response.StatusCode, context.Response.ContentType) = ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString());
            await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
        }
    }
}
