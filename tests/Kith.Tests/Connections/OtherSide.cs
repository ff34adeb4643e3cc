using System.Net;
using System.Text.Json.Nodes;
using Kith.Channels.Sms;

namespace Kith.Tests.Connections;

/// <summary>Whom our messages reach by SMS or Generic HTTP, and how they tell what became of one.</summary>
sealed class OtherSide(KithUnderTest kith, Guid connection, string address, Func<Guid, string, string, Task<HttpStatusCode>> tell)
{
    public Guid Connection => connection;

    public string Address => address;

    public static async Task<OtherSide> ConnectAsync(KithUnderTest kith, FakeCarrier carrier, string channel)
    {
        if (channel == "http")
        {
            var secret = Channels.Secrets.Make(Channels.SecretShape.Whsec);
            var row = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "http", channel, settings = new { secret, target_url = $"{carrier.Url}/hook" } });
            var partner = new Sender(kith, kith.Marula, row["id"]!.GetValue<Guid>(), secret);
            return new(kith, partner.Connection, "nomsa", async (key, _, state) => (await partner.TellAsync("delivery.changed", new { id = key, state })).StatusCode);
        }

        var sms = await kith.ConnectSmsAsync(carrier);
        var hook = (string)(await kith.As(Cast.Ada).GetAsync($"/api/connections/{sms}"))["webhookUrl"]!;
        return new(kith, sms, Correspondence.Phone, (key, sid, state) => CallBackAsync(kith, hook.Replace("/messages", $"/status?id={key}", StringComparison.Ordinal), sid, state));
    }

    /// <summary>Something of ours that they took.</summary>
    public async Task<Guid> SendAsync(string text)
    {
        var moment = await kith.WriteAsync(connection, text, value: address);
        await kith.UntilAsync(moment, DeliveryState.Sent);
        return moment;
    }

    public async Task TellAsync(Guid moment, string state)
    {
        var delivery = await kith.DeliveryAsync(moment);
        await TellAsync(delivery.AttemptKey, delivery.OutsideId ?? $"SM{1:x32}", state);
    }

    public async Task TellAsync(Guid key, string sid, string state)
    {
        Assert.Equal(HttpStatusCode.OK, await tell(key, sid, state));
        await kith.CaughtUpAsync();
    }

    /// <summary>How far it came, as the timeline shows it.</summary>
    public async Task<JsonNode> DeliveryAsync(Guid moment)
    {
        var person = await kith.LookAsync(db => db.Moments.Where(m => m.Id == moment).Select(m => m.PersonId).SingleAsync());
        var timeline = await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/timeline");
        return timeline["items"]!.AsArray().Single(row => (Guid)row!["id"]! == moment)!["deliveries"]![0]!;
    }

    static async Task<HttpStatusCode> CallBackAsync(KithUnderTest kith, string url, string sid, string status)
    {
        var fields = new Dictionary<string, string>
        {
            ["MessageSid"] = sid,
            ["MessageStatus"] = status,
            ["AccountSid"] = "AC0123456789abcdef0123456789abcdef",
            ["From"] = "+27600701234",
            ["To"] = Correspondence.Phone,
        };
        if (status == "undelivered") fields["ErrorCode"] = "30003";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url).PathAndQuery) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Sign(Correspondence.Canary, url, fields));
        return (await kith.AsStranger().Http.SendAsync(request)).StatusCode;
    }
}
