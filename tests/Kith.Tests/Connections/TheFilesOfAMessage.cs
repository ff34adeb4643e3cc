using System.Net;
using Kith.Channels.Sms;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

public class TheFilesOfAMessage(World world) : IClassFixture<World>
{
    [Fact]
    public async Task are_brought_in_after_it_with_our_sign_in_and_without_it_elsewhere()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        await ReceiveAsync(kith, sms, $"{carrier.Url}/media/elsewhere", "http://10.0.0.7/secret.png");

        var moment = await UntilFilesAsync(kith);
        var file = Assert.Single(moment.Attachments!);
        Assert.Equal(("image/png", (long)FakeCarrier.Picture.Length), (file.Type, file.Size));
        Assert.Equal(FakeCarrier.Picture, await kith.As(Cast.Rosa).Http.GetByteArrayAsync($"/api/attachments/{file.Hash}/{file.Name}"));
        Assert.Equal([true, false], carrier.Fetches);
        Assert.Equal("A picture of my car", moment.Text);
    }

    [Fact]
    public async Task are_lent_to_the_other_side_by_an_address_of_their_own()
    {
        await using var kith = await world.OpenAsync();
        using var picture = new ByteArrayContent(FakeCarrier.Picture);
        var kept = System.Text.Json.Nodes.JsonNode.Parse(await (await kith.As(Cast.Rosa).Http.PostAsync("/api/attachments?name=car.png", picture)).Content.ReadAsStringAsync())!;
        var lent = kith.Services.GetRequiredService<LentFiles>();
        var url = new Uri(lent.Lend(kith.Marula.Id, new AttachedFile(kept["hash"]!.ToString(), "my car.png", "image/png", FakeCarrier.Picture.Length)).Url);

        var given = await kith.AsStranger().Http.GetAsync(url.PathAndQuery);
        Assert.Equal(FakeCarrier.Picture, await given.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", given.Content.Headers.ContentDisposition!.DispositionType);
        var foreign = new Uri(lent.Lend(kith.Town.Neighbour.Id, new AttachedFile(kept["hash"]!.ToString(), "my car.png", "image/png", 1)).Url);
        foreach (var path in new[] { foreign.PathAndQuery, url.PathAndQuery.Replace("/files/", "/files/x", StringComparison.Ordinal), "/files/no/car.png" })
            Assert.Equal(HttpStatusCode.NotFound, (await kith.AsStranger().Http.GetAsync(path)).StatusCode);
    }

    static async Task ReceiveAsync(KithUnderTest kith, Guid sms, params string[] media)
    {
        var fields = new Dictionary<string, string>
        {
            ["MessageSid"] = "SM00000000000000000000000000000001",
            ["AccountSid"] = "AC0123456789abcdef0123456789abcdef",
            ["From"] = Correspondence.Phone,
            ["To"] = "+27600701234",
            ["Body"] = "A picture of my car",
            ["NumMedia"] = $"{media.Length}",
        };
        for (var n = 0; n < media.Length; n++) (fields[$"MediaUrl{n}"], fields[$"MediaContentType{n}"]) = (media[n], "image/png");
        var url = (await kith.As(Cast.Ada).GetAsync($"/api/connections/{sms}"))["webhookUrl"]!.ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url).PathAndQuery) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Sign(Correspondence.Canary, url, fields));
        Assert.Equal(HttpStatusCode.OK, (await kith.AsStranger().Http.SendAsync(request)).StatusCode);
    }

    static async Task<Moment> UntilFilesAsync(KithUnderTest kith)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var moment = await kith.LookAsync(db => db.Moments.AsNoTracking().SingleOrDefaultAsync(m => m.Kind == MomentKind.Message));
            if (moment?.Attachments is not null) return moment;
            await Task.Delay(50);
        }
        throw new Xunit.Sdk.XunitException("The file never came");
    }
}
