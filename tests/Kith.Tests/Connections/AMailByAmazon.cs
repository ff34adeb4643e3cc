using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Kith.Channels;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

/// <summary>Amazon SNS signs under a certificate that lies at Amazon's: it is fetched once, and nobody else's word is taken for it.</summary>
public sealed class AMailByAmazon(World world) : IClassFixture<World>, IDisposable
{
    const string Nomsa = "nomsa@example.org", Topic = "arn:aws:sns:eu-west-1:123456789012:mail", Place = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-56e6.pem";

    readonly RSA key = RSA.Create(2048);
    readonly ConcurrentQueue<string> calls = new();
    Func<Carried> lies = () => new(null, false);

    public void Dispose() => key.Dispose();

    [Fact]
    public async Task is_taken_after_one_call_for_its_certificate()
    {
        lies = Certificate;
        await using var kith = await world.OpenAsync(Amazon);
        var (post, hook) = await ConnectAsync(kith);
        var mail = Signed("1@example.org", "Is my claim paid?");
        for (var at = 0; at < 3; at++) Assert.Equal(HttpStatusCode.OK, await post.BringAsync(mail, hook));
        Assert.Equal(HttpStatusCode.OK, await post.BringAsync(Signed("2@example.org", "And the other one?"), hook));
        await kith.CaughtUpAsync();

        Assert.Equal(["Is my claim paid?", "And the other one?"], (await post.MessagesAsync(Nomsa)).Select(message => message.Text));
        Assert.Equal([Place], calls);
    }

    [Fact]
    public async Task is_asked_to_come_again_while_the_certificate_cannot_be_had()
    {
        await using var kith = await world.OpenAsync(Amazon);
        var (post, hook) = await ConnectAsync(kith);
        var mail = Signed("1@example.org", "Is my claim paid?");
        foreach (var trouble in new Func<Carried>[] { () => new(null, false), () => Answer(404, "none"), () => Answer(200, ""), () => Answer(200, "<html>"), () => Certificate() with { Whole = false } })
        {
            lies = trouble;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await post.BringAsync(mail, hook));
        }
        Assert.Equal((5, 0), (calls.Count, await kith.LookAsync(db => db.Intake.CountAsync())));

        lies = Certificate;
        Assert.Equal(HttpStatusCode.OK, await post.BringAsync(mail, hook));
    }

    [Fact]
    public async Task is_refused_when_it_is_somebody_elses()
    {
        lies = Certificate;
        await using var kith = await world.OpenAsync(Amazon);
        var (post, hook) = await ConnectAsync(kith);
        var right = Signed("1@example.org", "Is my claim paid?");
        foreach (var forged in new[] { right.Replace("12:00:00", "12:00:01", StringComparison.Ordinal), right.Replace("123456789012", "999999999999", StringComparison.Ordinal), Signed("1@example.org", "x", "https://evil.example/a.pem") })
            Assert.Equal(HttpStatusCode.Forbidden, await post.BringAsync(forged, hook));
        Assert.Equal(HttpStatusCode.Forbidden, await post.BringAsync(right, hook.Replace("/ses", "x/ses", StringComparison.Ordinal)));

        Assert.Equal(0, await kith.LookAsync(db => db.Intake.CountAsync()));
        Assert.Equal([Place], calls);
    }

    [Fact]
    public async Task is_proved_by_a_certificate_that_is_fetched_anew_each_day()
    {
        var clock = new ClockAhead();
        using var published = new PublishedKeys((request, _) => Task.FromResult(Called(request)), clock);
        var (request, stop) = (new WireRequest("GET", Place, "a certificate"), CancellationToken.None);
        Assert.Null(await published.FindAsync(request, stop));
        lies = Certificate;
        foreach (var hours in new[] { 0, 12, 11, 2 })
        {
            clock.By += TimeSpan.FromHours(hours);
            Assert.NotNull(await published.FindAsync(request, stop));
        }
        Assert.Equal(3, calls.Count);

        published.Forget(request);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => published.FindAsync(request, stop)));
        Assert.Equal(4, calls.Count);
    }

    void Amazon(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<CallForPublished>((request, _) => Task.FromResult(Called(request))));

    Carried Called(WireRequest request)
    {
        calls.Enqueue(request.Url);
        return lies();
    }

    static async Task<(Postman Post, string Hook)> ConnectAsync(KithUnderTest kith)
    {
        var post = await Postman.ConnectAsync(kith, new { ses_topic = Topic });
        return (post, post.Hook.Replace("/raw", "/ses", StringComparison.Ordinal));
    }

    Carried Certificate()
    {
        var request = new CertificateRequest("CN=sns.amazonaws.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return Answer(200, certificate.ExportCertificatePem());
    }

    static Carried Answer(int status, string body) => new(new(status, new HeaderBag(), Encoding.UTF8.GetBytes(body)), true);

    string Signed(string id, string text, string place = Place)
    {
        var message = JsonSerializer.Serialize(new { notificationType = "Received", content = Postman.Mail(id, Nomsa, text, dmarc: null), receipt = new { recipients = new[] { Postman.Address } } });
        var said = $"Message\n{message}\nMessageId\n{id}\nTimestamp\n2026-11-21T12:00:00.000Z\nTopicArn\n{Topic}\nType\nNotification\n";
        return JsonSerializer.Serialize(new
        {
            Type = "Notification",
            MessageId = id,
            TopicArn = Topic,
            Message = message,
            Timestamp = "2026-11-21T12:00:00.000Z",
            SignatureVersion = "2",
            SigningCertURL = place,
            Signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(said), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        });
    }

    sealed class ClockAhead : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
    }
}
