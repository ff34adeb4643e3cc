using System.Text;
using Kith.Channels.Sms;
using Kith.Channels.Tests.Suite;
using Kith.Channels.Tests.Voice;
using Kith.Channels.Voice;

namespace Kith.Channels.Tests.Sms;

/// <summary>
/// Our requests against Twilio's OpenAPI document, checked by Prism. Its answers are canned, so it says whether we ask rightly; what
/// follows from an answer is the pretend Twilio's business.
/// </summary>
[Trait("Category", "Real")]
public sealed class TwiliosOwnDescription : IAsyncLifetime
{
    const int Port = 5146;

    readonly SmsChannel channel = new();
    readonly PretendTwilio twilio = new(new SmsChannel());
    NodeServer? prism;

    Account Account => twilio.With([("api", $"http://127.0.0.1:{Port}")]);

    [Fact]
    public async Task knows_every_request_we_make()
    {
        foreach (var (_, draft) in twilio.Drafts)
            foreach (var from in new[] { "+27600701234", "MG0123456789abcdef0123456789abcdef" })
            {
                var account = twilio.With([("api", $"http://127.0.0.1:{Port}"), ("from", from)]);
                var parcel = Assert.Single(Assert.IsType<Prepared.Ready>(channel.Prepare(draft, account, Platform.Noon)).Parcels);
                Assert.NotNull(Assert.IsType<Ending.Accepted>(channel.Read(await CheckedAsync(WithoutPictures(channel.Request(parcel, "0199", account, Platform.Noon)), 201), Platform.Noon)).OutsideId);
                channel.Read(await CheckedAsync(channel.Ask(parcel, "0199", Platform.Noon, account), 200), parcel, Platform.Noon, new HashSet<string>());
            }
        Assert.NotEmpty(channel.ReadTest(await CheckedAsync(channel.Test(Account, Platform.Noon)!, 200), Account));
    }

    [Fact]
    public async Task knows_the_calls_we_make()
    {
        var (voice, telephone) = (new VoiceChannel(), new PretendTelephone(new VoiceChannel()));
        var account = telephone.With([("api", $"http://127.0.0.1:{Port}")]);
        foreach (var language in new[] { "en", "de", "fr", "es", "it", "nl", "pt" })
        {
            var request = voice.Ring(new("019a9b1c5f0070008000000000000aaa", "+27827770001", telephone.Nomsa, new("Marula Mutual", language, true, true)), account, Platform.Noon);
            Assert.NotNull(Assert.IsType<Ending.Accepted>(voice.ReadRinging(await CheckedAsync(request, 201), Platform.Noon)).OutsideId);
            await CheckedAsync(request with { Body = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(request.Body.Span).Replace("From=", "Form=", StringComparison.Ordinal)) }, 422);
        }
        Assert.NotEmpty(voice.ReadTest(await CheckedAsync(voice.Test(account, Platform.Noon)!, 200), account));
    }

    [Fact]
    public async Task would_notice_a_mistake()
    {
        var right = channel.Request(new("sms", twilio.Nomsa, "Good day"), "0199", Account, Platform.Noon);
        await CheckedAsync(right with { Body = Encoding.ASCII.GetBytes("From=%2B27600701234&Body=x&ScheduleType=never") }, 422);
        await CheckedAsync(right with { Headers = [] }, 401);
        await CheckedAsync(right with { Url = right.Url.Replace("Messages", "Massages", StringComparison.Ordinal) }, 404);
    }

    public async Task InitializeAsync() => prism = await NodeServer.StartAsync("is listening",
        "-r", "./loopback.cjs", "node_modules/.bin/prism", "mock", "-h", "127.0.0.1", "-p", $"{Port}", "--errors", "node_modules/@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json");

    public async Task DisposeAsync() => await prism!.DisposeAsync();

    // Prism takes a repeated field of a form for one text and then misses the array: it cannot check this one.
    static WireRequest WithoutPictures(WireRequest request) =>
        request with { Body = Encoding.ASCII.GetBytes(UrlForm.Write(UrlForm.Parse(request.Body.Span).Pairs.Where(pair => pair.Key != "MediaUrl"))) };

    static async Task<WireAnswer> CheckedAsync(WireRequest request, int expected)
    {
        var answer = await PlainWire.DoAsync(request);
        var body = Encoding.UTF8.GetString(answer.Body.Span);
        // The document calls relative addresses URIs, so Prism rejects its own canned list; with 500, and only there, it speaks of itself.
        var isOurs = answer.Status == expected || (answer.Status == 500 && body.Contains("[\"response\"", StringComparison.Ordinal) && !body.Contains("[\"request\"", StringComparison.Ordinal));
        Assert.True(isOurs, $"{request.Method} {request.Url}: {answer.Status} {body}");
        return answer;
    }
}
