using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels.Bluesky;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Bluesky;

/// <summary>The adapter against Bluesky's own server, directory and notifications: one account of ours, and Nomsa's.</summary>
[Trait("Category", "Real")]
public sealed class ARealBluesky(BlueskyNetwork network) : IClassFixture<BlueskyNetwork>
{
    readonly BlueskyChannel channel = new();

    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task signs_us_in_and_says_as_whom_and_what_the_app_password_may()
    {
        async Task<IEnumerable<(bool, string)>> TestAsync(Account account) => channel.ReadTest(await PlainWire.DoAsync(channel.Test(account, Now)!), account).Select(finding => (finding.Ok, finding.Words));

        Assert.Equal([(true, "Bluesky knows us as @care.test."), (true, "This app password may read and write direct messages.")], await TestAsync(network.SetUp("care").With("messages", "yes")));
        Assert.Equal([(true, "Bluesky knows us as @nomsa.test."), (false, "This app password may not read direct messages. Make one that is allowed to, or leave direct messages off.")], await TestAsync(network.SetUp("nomsa").With("messages", "yes")));
        Assert.Equal([(false, "Bluesky does not know this account with this app password.")], await TestAsync(network.SetUp("care", "none-such-pass-word")));
        Assert.IsType<SessionAnswer.Refused>(channel.ReadSession(await PlainWire.DoAsync(channel.Opening(network.SetUp("care", "none-such-pass-word"))), Now));
    }

    [Fact]
    public async Task renews_a_session_and_calls_a_bad_token_a_bad_request()
    {
        var (account, session) = await network.SignInAsync("care");
        Assert.InRange(session.Life, TimeSpan.FromMinutes(100), TimeSpan.FromMinutes(121));

        // Trap 19.
        var refused = await PlainWire.DoAsync(channel.Ask(account.With(IOpenSession.Token, session.Access[..^4] + "AAAA"), null)!);
        Assert.Equal(400, refused.Status);
        Assert.True(channel.IsStale(refused));
        Assert.IsType<Polled.Disconnected>(channel.Read(refused, null, account, Now));

        var renewed = Assert.IsType<SessionAnswer.Opened>(channel.ReadSession(await PlainWire.DoAsync(channel.Renewing(account, session.Refresh)), Now));
        Assert.Equal(network.DidOf("care"), renewed.Who);
        Assert.IsType<Polled.Brought>(channel.Read(await PlainWire.DoAsync(channel.Ask(account.With(IOpenSession.Token, renewed.Access), null)!), null, account, Now));
        Assert.IsType<SessionAnswer.Refused>(channel.ReadSession(await PlainWire.DoAsync(channel.Renewing(account, session.Access)), Now));
    }

    [Fact]
    public async Task brings_a_mention_and_carries_the_talk_on_both_ways_each_post_once()
    {
        var ((care, _), (nomsa, _)) = (await network.SignInAsync("care"), await network.SignInAsync("nomsa"));
        var (ours, hers) = (await LookAsync(care), await LookAsync(nomsa));
        var mention = await network.MentionAsync(nomsa, "👩🏽‍⚕️ @care.test my claim is late");
        var said = await HeardAsync(care, ours);
        Assert.Equal(("👩🏽‍⚕️ @care.test my claim is late", $"m:{mention}", $"p:{mention}", network.DidOf("nomsa")), (said.Text, said.Key, said.Post!.OutsideKey, said.From.Value));

        // Trap 18: the same three times is one post.
        var key = Guid.CreateVersion7().ToString();
        var answered = await SayAsync(care, said, "👍🏽 @nomsa.test it is paid: https://marula.example/claims", key, times: 3);
        var heard = await HeardAsync(nomsa, hers);
        Assert.Equal(("👍🏽 @nomsa.test it is paid: https://marula.example/claims", $"m:{answered}", $"m:{mention}", $"p:{mention}"), (heard.Text, heard.Key, heard.ReplyToKey, heard.Post!.OutsideKey));
        Assert.DoesNotContain((await AskAsync(nomsa, hers)).Items, item => item.Key != heard.Key);

        ours = (await AskAsync(care, ours)).Place;
        var thanks = await SayAsync(nomsa, heard, "Thank you", Guid.CreateVersion7().ToString());
        var last = await HeardAsync(care, ours);
        Assert.Equal(($"m:{thanks}", $"m:{answered}", $"p:{mention}"), (last.Key, last.ReplyToKey, last.Post!.OutsideKey));
    }

    [Fact]
    public async Task shows_our_facets_at_the_words_they_belong_to()
    {
        var ((care, _), (nomsa, _)) = (await network.SignInAsync("care"), await network.SignInAsync("nomsa"));
        var ours = await LookAsync(care);
        await network.MentionAsync(nomsa, "@care.test hello");
        var said = await HeardAsync(care, ours);
        var uri = await SayAsync(care, said, "é👋 @nomsa.test https://marula.example/ü.", Guid.CreateVersion7().ToString());

        var record = (await RecordAsync(care, uri))!["value"]!;
        var bytes = Encoding.UTF8.GetBytes((string)record["text"]!);
        Assert.Equal(["@nomsa.test", "https://marula.example/ü"], record["facets"]!.AsArray().Select(facet => Encoding.UTF8.GetString(bytes[(int)facet!["index"]!["byteStart"]!..(int)facet["index"]!["byteEnd"]!])));
    }

    [Fact]
    public async Task likes_once_and_takes_it_back()
    {
        var ((care, _), (nomsa, _)) = (await network.SignInAsync("care"), await network.SignInAsync("nomsa"));
        var ours = await LookAsync(care);
        await network.MentionAsync(nomsa, "@care.test thank you all");
        var said = await HeardAsync(care, ours);
        var act = new Act(ActKind.Like, said.Surface, said.Key, Guid.CreateVersion7()) { SaidAt = said.At!.Value, Reference = said.Reference };

        for (var times = 0; times < 2; times++) Assert.Null(channel.ReadActing(await PlainWire.DoAsync(channel.Acting(act, care, Now)), act, Now));
        Assert.Equal(1, await LikesAsync(care));
        for (var times = 0; times < 2; times++) Assert.Null(channel.ReadActing(await PlainWire.DoAsync(channel.Acting(act with { Kind = ActKind.Unlike }, care, Now)), act, Now));
        Assert.Equal(0, await LikesAsync(care));
        Assert.NotNull(channel.ReadActing(await PlainWire.DoAsync(channel.Acting(act with { Reference = null }, care, Now)), act, Now));
    }

    [Theory]
    [InlineData("x", 300, true)]
    [InlineData("x", 301, false)]
    [InlineData("👨‍👩‍👧‍👦", 119, true)]
    [InlineData("👨‍👩‍👧‍👦", 300, false)]
    public async Task counts_letters_and_bytes_as_we_do(string letter, int times, bool fits)
    {
        // Trap 17.
        var (care, _) = await network.SignInAsync("care");
        var parcel = new Parcel("bluesky.posts", new("bluesky", "", network.DidOf("nomsa"), IdentityStrength.PlatformAccount), string.Concat(Enumerable.Repeat(letter, times)));
        var ending = channel.Read(await PlainWire.DoAsync(channel.Request(parcel, Guid.CreateVersion7().ToString(), care, Now)), Now);
        if (fits) Assert.IsType<Ending.Accepted>(ending);
        else Assert.Equal(ProblemCode.TooLarge, Assert.IsType<Ending.Rejected>(ending).Problem.Code);
        Assert.Equal(fits, channel.Prepare(new Draft(parcel.Surface, parcel.To, parcel.Text) { Reference = """{"root":{"uri":"at://x","cid":"y"},"parent":{"uri":"at://x","cid":"y"}}""" }, care, Now) is Prepared.Ready);
    }

    [Fact]
    public async Task would_not_take_a_second_creation_under_one_key()
    {
        // Trap 18, from its other side.
        var (care, _) = await network.SignInAsync("care");
        var record = new { repo = network.DidOf("care"), collection = "app.bsky.feed.post", rkey = "3k2a4b4c4d4e4", record = new Dictionary<string, string> { ["$type"] = "app.bsky.feed.post", ["text"] = "once", ["createdAt"] = BlueskyNetwork.Time(Now) } };
        Assert.Equal(200, (await BlueskyNetwork.CallAsync(care, "com.atproto.repo.createRecord", record)).Status);
        var second = await BlueskyNetwork.CallAsync(care, "com.atproto.repo.createRecord", record);
        Assert.InRange(second.Status, 400, 599);
        Assert.IsNotType<Ending.Accepted>(channel.Read(second, Now));
    }

    /// <summary>Where the account stands now.</summary>
    async Task<string?> LookAsync(Account account) => (await AskAsync(account, null)).Place;

    async Task<Polled.Brought> AskAsync(Account account, string? place) =>
        Assert.IsType<Polled.Brought>(channel.Read(await PlainWire.DoAsync(channel.Ask(account, place)!), place, account, Now));

    /// <summary>The next thing that is said to this account.</summary>
    async Task<MessageReceived> HeardAsync(Account account, string? place)
    {
        for (var end = Now.AddSeconds(20); Now < end; await Task.Delay(100))
        {
            if ((await AskAsync(account, place)).Items is not [var item, ..]) continue;

            var facts = new List<Fact>();
            channel.Read(new Kept("", item.Body, item.Key, Now), account, facts);
            return Assert.IsType<MessageReceived>(Assert.Single(facts));
        }
        throw new TimeoutException("Nobody told us.");
    }

    async Task<string> SayAsync(Account account, MessageReceived to, string text, string key, int times = 1)
    {
        var parcel = Assert.Single(Assert.IsType<Prepared.Ready>(channel.Prepare(new Draft(to.Surface, to.From, text) { Reference = to.Reference }, account, Now)).Parcels);
        var ids = new HashSet<string?>();
        for (; times > 0; times--) ids.Add(Assert.IsType<Ending.Accepted>(channel.Read(await PlainWire.DoAsync(channel.Request(parcel, key, account, Now)), Now)).OutsideId);
        return Assert.Single(ids)!;
    }

    static Task<JsonNode?> RecordAsync(Account account, string uri) => BlueskyNetwork.GetAsync(account, "com.atproto.repo.getRecord", $"repo={uri.Split('/')[2]}&collection={uri.Split('/')[3]}&rkey={uri.Split('/')[4]}");

    static async Task<int> LikesAsync(Account account) => (await BlueskyNetwork.GetAsync(account, "com.atproto.repo.listRecords", $"repo={account[IOpenSession.Who]}&collection=app.bsky.feed.like"))!["records"]!.AsArray().Count;
}
