using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Kith.Channels.Sms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Connections;

/// <summary>
/// A carrier's telephone: it rings us, does what our answers tell it to do, keeps recordings, takes calls and SMS of ours. What it would tell is
/// held until the test delivers it, in whatever order, as often as it likes, or never.
/// </summary>
public sealed class FakeTelephone : IAsyncDisposable
{
    public const string Number = "+27600701234", Desk = "+27827770001", Sid = "AC0123456789abcdef0123456789abcdef", Token = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    public static readonly byte[] Audio = [.. "ID3"u8, .. new byte[512]];

    readonly WebApplication app;
    int next;

    FakeTelephone(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    /// <summary>How often a recording is not there yet when it is asked for.</summary>
    public int NotYet { get; set; }

    /// <summary>What it answers to the next calls of ours instead of taking them: a status and a code.</summary>
    public ConcurrentQueue<(int Status, int Code)> Refusals { get; } = new();

    /// <summary>It takes the next call and loses its answer.</summary>
    public bool LosesTheAnswer { get; set; }

    public ConcurrentQueue<Dictionary<string, string>> CallsOfOurs { get; } = new();

    public ConcurrentQueue<(string To, string Body)> Texts { get; } = new();

    public ConcurrentQueue<bool> Fetches { get; } = new();

    public static async Task<FakeTelephone> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var telephone = new FakeTelephone(app);
        app.MapPost("/2010-04-01/Accounts/{sid}/Calls.json", (Delegate)telephone.RingAsync);
        app.MapPost("/2010-04-01/Accounts/{sid}/Messages.json", (Delegate)telephone.TextAsync);
        app.MapGet("/2010-04-01/Accounts/{sid}.json", () => Results.Json(new { status = "active", type = "Full" }));
        app.MapGet("/2010-04-01/Accounts/{sid}/Recordings/{name}", telephone.Play);
        await app.StartAsync();
        return telephone;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Somebody rings the house.</summary>
    public Caller Rings(KithUnderTest kith, string hooks, string from = Correspondence.Phone) => new(this, kith, hooks, $"CA{Interlocked.Increment(ref next):x32}", from);

    /// <summary>A call of ours goes on: what it told to be done when our own phone is picked up.</summary>
    public Caller Takes(KithUnderTest kith, string hooks, Dictionary<string, string> call) => new(this, kith, hooks, $"CA{Interlocked.Increment(ref next):x32}", call["To"]) { Status = call["StatusCallback"], Document = XElement.Parse(call["Twiml"]) };

    string NextSid(string kind) => $"{kind}{Interlocked.Increment(ref next):x32}";

    async Task<IResult> RingAsync(HttpContext http)
    {
        var form = (await http.Request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (Refusals.TryDequeue(out var refusal)) return Results.Json(new { code = refusal.Code, status = refusal.Status }, statusCode: refusal.Status);

        CallsOfOurs.Enqueue(form);
        if (!LosesTheAnswer) return Results.Json(new { sid = NextSid("CA"), status = "queued" }, statusCode: 201);

        http.Abort();
        return Results.Empty;
    }

    async Task<IResult> TextAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        Texts.Enqueue((form["To"].ToString(), form["Body"].ToString()));
        return Results.Json(new { sid = NextSid("SM"), status = "queued", num_segments = "1" }, statusCode: 201);
    }

    IResult Play(string sid, string name, HttpContext http)
    {
        Fetches.Enqueue(http.Request.Headers.Authorization.Count > 0);
        if (NotYet-- > 0) return Results.NotFound();
        return Results.Bytes(Audio, "audio/mpeg");
    }

    /// <summary>One call, from the telephone's side.</summary>
    public sealed class Caller(FakeTelephone telephone, KithUnderTest kith, string hooks, string call, string from)
    {
        readonly List<(string Url, Dictionary<string, string> Fields)> held = [];
        string? recording;

        public XElement Document { get; set; } = new("Response");

        /// <summary>Where the end of the call is told; for calls to us as the page of the number says it.</summary>
        public string? Status { get; init; }

        /// <summary>It rings: we are asked what to do, and asked again when the answer got lost.</summary>
        public async Task<Caller> RingAsync(int times = 1, string? stir = null)
        {
            Dictionary<string, string> fields = new(Common("ringing")) { ["ApiVersion"] = "2010-04-01" };
            if (stir is not null) fields["StirVerstat"] = stir;
            for (; times > 0; times--) Document = XElement.Parse(await PostAsync($"{hooks}/calls", fields));
            return this;
        }

        public IReadOnlyList<string> Verbs => [.. Document.Elements().Select(verb => verb.Name.LocalName)];

        public string Spoken => string.Join(' ', Document.Descendants("Say").Select(say => say.Value));

        /// <summary>The phone at the other end is picked up, and put down after so long.</summary>
        public async Task SpeakAsync(int seconds)
        {
            HoldLeg("in-progress");
            await ActAsync("Dial", new() { ["DialCallStatus"] = "completed", ["DialCallDuration"] = $"{seconds}" });
            HoldEnd("completed", seconds);
        }

        public void HoldLeg(string status) => Hold((string)Document.Descendants("Number").First().Attribute("statusCallback")!,
            new() { ["CallSid"] = $"{call}-leg", ["ParentCallSid"] = call, ["AccountSid"] = Sid, ["From"] = from, ["To"] = Document.Descendants("Number").First().Value, ["CallStatus"] = status, ["SequenceNumber"] = status == "ringing" ? "1" : "2" });

        /// <summary>It rings and rings.</summary>
        public Task NobodyPicksUpAsync(string status = "no-answer") => ActAsync("Dial", new() { ["DialCallStatus"] = status });

        public Task PressAsync(string key) => ActAsync("Gather", new() { ["Digits"] = key });

        /// <summary>The caller speaks after the tone and rings off.</summary>
        public void Leave(int seconds)
        {
            recording = telephone.NextSid("RE");
            var url = $"{telephone.Url}/2010-04-01/Accounts/{Sid}/Recordings/{recording}";
            var record = Document.Descendants("Record").Single();
            Hold((string)record.Attribute("recordingStatusCallback")!, new() { ["CallSid"] = call, ["AccountSid"] = Sid, ["RecordingSid"] = recording, ["RecordingUrl"] = url, ["RecordingStatus"] = "completed", ["RecordingDuration"] = $"{seconds}" });
            Hold((string)record.Attribute("action")!, new(Common("completed")) { ["RecordingUrl"] = url, ["RecordingDuration"] = $"{seconds}", ["Digits"] = "hangup" });
            HoldEnd("completed", seconds + 10);
        }

        public void Transcribe(string text) => Hold((string)Document.Descendants("Record").Single().Attribute("transcribeCallback")!,
            new(Common("completed")) { ["TranscriptionSid"] = telephone.NextSid("TR"), ["TranscriptionStatus"] = "completed", ["TranscriptionText"] = text, ["RecordingSid"] = recording! });

        public void HoldEnd(string status, int seconds) => Hold(Status ?? $"{hooks}/status", new(Common(status)) { ["CallDuration"] = $"{seconds}", ["SequenceNumber"] = "0", ["CallbackSource"] = "call-progress-events" });

        /// <summary>Tells what it has to tell: in the order of <paramref name="seed"/>, each so many times, and nothing of every <paramref name="loses"/>th.</summary>
        public async Task TellAsync(int? seed = null, int times = 1, int loses = 0)
        {
            var order = held.Index().OrderBy(one => seed is { } chosen ? (one.Index * 7919 + 13) * (chosen * 104_729 + 31) % 1009 : one.Index).Select(one => one.Item).ToArray();
            for (var at = 0; at < order.Length; at++)
                for (var copy = 0; copy < times && (loses == 0 || at % loses != 0); copy++) await PostAsync(order[at].Url, order[at].Fields);
            held.Clear();
        }

        async Task ActAsync(string verb, Dictionary<string, string> fields) =>
            Document = XElement.Parse(await PostAsync((string)Document.Descendants(verb).First().Attribute("action")!, new(Common("in-progress").Concat(fields))));

        void Hold(string url, Dictionary<string, string> fields) => held.Add((url, fields));

        Dictionary<string, string> Common(string status) => new()
        {
            ["CallSid"] = call,
            ["AccountSid"] = Sid,
            ["From"] = Status is null ? from : Number,
            ["To"] = Status is null ? Number : from,
            ["Direction"] = Status is null ? "inbound" : "outbound-api",
            ["CallStatus"] = status,
        };

        async Task<string> PostAsync(string url, Dictionary<string, string> fields)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url).PathAndQuery) { Content = new FormUrlEncodedContent(fields) };
            request.Headers.Add("X-Twilio-Signature", TwilioSignature.Sign(Token, url, fields));
            var answer = await kith.CreateClient().SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }
    }
}
