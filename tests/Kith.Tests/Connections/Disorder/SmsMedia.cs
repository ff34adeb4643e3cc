using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Kith.Channels.Sms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Connections.Disorder;

/// <summary>SMS by a carrier that speaks as Twilio does: it gives no time, and can be asked what became of one of ours.</summary>
public sealed class SmsMedium : ToldMedium
{
    FakeCarrier carrier = null!;
    string hook = "";

    public override string Channel => "sms";

    public override string Surface => "sms";

    public override bool LosesAnswers { set => carrier.Usually = value ? FakeCarrier.Mood.LosesTheAnswer : FakeCarrier.Mood.Well; }

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        carrier = await FakeCarrier.OpenAsync();
        await OpenKithAsync(world, change);
        Connection = await Kith.ConnectSmsAsync(carrier);
        hook = (string)(await Kith.As(Cast.Ada).GetAsync($"/api/connections/{Connection}"))["webhookUrl"]!;
    }

    public override async Task<bool> TellAsync(Said said)
    {
        var fields = new Dictionary<string, string>
        {
            ["MessageSid"] = $"SM{said.Id.PadLeft(32, '0')}",
            ["AccountSid"] = "AC0123456789abcdef0123456789abcdef",
            ["From"] = PhoneOf(said.Person),
            ["To"] = "+27600701234",
            ["Body"] = said.Text,
            ["NumMedia"] = "0",
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hook).PathAndQuery) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Sign(Correspondence.Canary, hook, fields));
        return (await Kith.AsStranger().Http.SendAsync(request)).IsSuccessStatusCode;
    }

    public override Task<IEnumerable<string>> StandingAsync() => Task.FromResult(carrier.Messages.Select(one => one.Body));

    protected override async ValueTask EndAsync()
    {
        await base.EndAsync();
        await carrier.DisposeAsync();
    }

    public static string PhoneOf(int person) => $"+2782555440{person}";
}

/// <summary>SMS by a gateway of one's own: it gives the second in which it took a message, and tells what became of ours under our key.</summary>
public sealed class KannelMedium : ToldMedium
{
    readonly ConcurrentQueue<string> taken = new();
    WebApplication gateway = null!;
    string hook = "";
    bool losesAnswers;

    public override string Channel => "kannel";

    public override string Surface => "sms";

    public override TimeSpan? Fineness => TimeSpan.FromSeconds(1);

    public override bool LosesAnswers { set => losesAnswers = value; }

    public override bool TellsReceipts => true;

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        gateway = builder.Build();
        gateway.MapGet("/cgi-bin/sendsms", (HttpContext http) => Take(http));
        await gateway.StartAsync();
        await OpenKithAsync(world, change);
        var row = await ConnectAsync("kannel", new { send_url = $"{gateway.Urls.First()}/cgi-bin/sendsms", username = "kith", password = "pa55-of-sendsms", number = "+27600701234" });
        hook = new Uri(((string)row["webhookUrl"]!).Split('?')[0]).AbsolutePath;
    }

    public override Task<bool> TellAsync(Said said) => TellAsync(
        HttpMethod.Post, $"{hook}?from={Uri.EscapeDataString(SmsMedium.PhoneOf(said.Person))}&to=27600701234&id={said.Id}&ts={new DateTimeOffset(said.At).ToUnixTimeSeconds()}&smsc=FAKE&charset=UTF-8&coding=0", said.Text);

    public override Task ReceiptAsync(Guid attempt, string to, string words) =>
        TellAsync(HttpMethod.Get, $"{hook[..^"/mo".Length]}/dlr?id={attempt}&type=8&fid=c82f&smsc=FAKE&ts={TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}&to={Uri.EscapeDataString(to)}", null);

    public override Task<IEnumerable<string>> StandingAsync() => Task.FromResult<IEnumerable<string>>(taken);

    protected override async ValueTask EndAsync()
    {
        await base.EndAsync();
        await gateway.DisposeAsync();
    }

    async Task<bool> TellAsync(HttpMethod method, string address, string? words)
    {
        using var request = new HttpRequestMessage(method, address);
        if (words is not null) request.Content = new StringContent(words, Encoding.UTF8, "text/plain");
        return (await Kith.AsStranger().Http.SendAsync(request)).StatusCode == HttpStatusCode.OK;
    }

    IResult Take(HttpContext http)
    {
        taken.Enqueue(http.Request.Query["text"].ToString());
        if (!losesAnswers) return Results.Text("0: Accepted for delivery", statusCode: 202);

        http.Abort();
        return Results.Empty;
    }
}
