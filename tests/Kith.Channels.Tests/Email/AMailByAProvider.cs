using System.Security.Cryptography;
using System.Text;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Email;

public class AMailByAProvider
{
    const string Signature = "X-Twilio-Email-Event-Webhook-Signature", Time = "X-Twilio-Email-Event-Webhook-Timestamp", Vouched = "Authentication-Results: mx.marula.example; dmarc=pass header.from=example.org";

    readonly PretendMailServer server = (PretendMailServer)Platforms.For("email");

    public static TheoryData<string> Ways => [.. Providers.Names];

    [Fact]
    public void is_one_mail_by_whichever_ways_it_comes()
    {
        var (mail, host) = (PretendMailServer.Mail("1", "Is my claim paid? 👋🏽"), new SmallHost(server));
        foreach (var way in Providers.Names) Assert.IsType<Proof.Genuine>(host.Receive(server.By(way, mail)));

        Assert.Equal("Is my claim paid? 👋🏽", Assert.Single(host.Seen<MessageReceived>()).Text);
        Assert.Equal(1, host.Kept);
    }

    [Theory, MemberData(nameof(Ways))]
    public void is_kept_as_it_came_and_unwrapped_when_it_is_read(string way)
    {
        var mail = Encoding.UTF8.GetString(server.WithThreeFiles("1").Body.Span);
        var (host, request) = (new SmallHost(server), server.By(way, mail));
        var proof = Assert.IsType<Proof.Genuine>(host.Receive(request));
        var files = Assert.Single(host.Seen<MessageReceived>()).Attachments;
        var kept = new Kept(proof.Head, request.Body, proof.Key, Platform.Noon);
        var opened = files.Select(file => server.Can<IMediaInside>()!.Open(kept, file) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "none");
        Assert.Equal([mail, "picture 0", "picture 1", "picture 2"], opened);
        Assert.DoesNotContain(PretendMailServer.Secret, proof.Head, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Ways))]
    public void needs_the_secret_in_the_path(string way)
    {
        var request = server.By(way, PretendMailServer.Mail("1", "Pay it out"));
        Assert.IsType<Proof.Genuine>(new SmallHost(server).Receive(request));
        foreach (var secret in new[] { "", "0", PretendMailServer.Secret.ToUpperInvariant() })
            Assert.IsType<Proof.Forged>(new SmallHost(server).Receive(request with { Tail = request.Tail.Replace(PretendMailServer.Secret, secret, StringComparison.Ordinal) }));
        Assert.IsType<Proof.Forged>(Prove(request, ("hook_secret", "")));
    }

    [Theory, MemberData(nameof(Ways))]
    public void is_vouched_for_only_where_a_server_of_ours_stood_on_the_way(string way)
    {
        var host = new SmallHost(server);
        host.Receive(server.By(way, PretendMailServer.Mail("1", "Good day", "", Vouched)));
        Assert.Equal(way == "raw" ? IdentityStrength.DomainVouched : IdentityStrength.SelfClaimed, Assert.Single(host.Seen<MessageReceived>()).From.Strength);
    }

    [Fact]
    public void of_Amazon_is_vouched_for_by_Amazon_where_it_is_the_receiver()
    {
        var request = server.By("ses", PretendMailServer.Mail("1", "Good day", "", "Authentication-Results: amazonses.com; spf=pass; dmarc=pass header.from=example.org;"));
        Assert.Equal(IdentityStrength.DomainVouched, Assert.IsType<MessageReceived>(Assert.Single(Read(request, ("receiver", "amazonses.com")))).From.Strength);
        Assert.Equal(IdentityStrength.SelfClaimed, Assert.IsType<MessageReceived>(Assert.Single(Read(request))).From.Strength);
    }

    [Fact]
    public void whose_key_or_topic_is_not_set_is_not_taken()
    {
        var (now, mail) = (Providers.Unix(Platform.Noon), PretendMailServer.Mail("1", "Pay it out"));
        foreach (var blank in new[] { "", " " })
        {
            Assert.IsType<Proof.Forged>(Prove(server.Mailgun(now, Providers.Token, Providers.SignedByMailgun(now, Providers.Token, blank), mail), ("mailgun_key", blank)));
            Assert.IsType<Proof.Forged>(Prove(server.Ses("Notification", "{}", blank), ("ses_topic", blank)));
        }
    }

    [Fact]
    public void of_Mailgun_that_comes_again_changes_nothing()
    {
        var (host, request) = (new SmallHost(server), server.By("mailgun", PretendMailServer.Mail("1", "Good day")));
        foreach (var minutes in new[] { 0, 4, -4 }) Assert.IsType<Proof.Genuine>(host.Receive(request, Platform.Noon.AddMinutes(minutes)));
        foreach (var minutes in new[] { 6, -6, 60 }) Assert.IsType<Proof.Forged>(host.Receive(request, Platform.Noon.AddMinutes(minutes)));
        Assert.Equal(1, host.Kept);
    }

    [Fact]
    public void of_SendGrid_is_signed_where_its_key_is_set()
    {
        using var theirs = new Owned();
        using var another = new Owned();
        var plain = server.By("sendgrid", PretendMailServer.Mail("1", "Pay it out"));
        RawRequest Signed(ECDsa key, string time, string? shown = null, byte[]? body = null) => plain with
        {
            Body = body ?? plain.Body,
            Headers = new HeaderBag(
            [
                new("Content-Type", plain.Headers["content-type"]!), new(Time, shown ?? time),
                new(Signature, Convert.ToBase64String(key.SignData([.. Encoding.UTF8.GetBytes(time), .. plain.Body.Span], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))),
            ]),
        };
        var set = ("sendgrid_key", theirs.Shown);

        Assert.IsType<Proof.Genuine>(Prove(Signed(theirs.Key, "1795262400"), set));
        Assert.IsType<Proof.Forged>(Prove(plain, set));
        Assert.IsType<Proof.Forged>(Prove(Signed(another.Key, "1795262400"), set));
        Assert.IsType<Proof.Forged>(Prove(Signed(theirs.Key, "1795262400", shown: "1795262401"), set));
        foreach (var at in new[] { 0, 100, plain.Body.Length - 1 })
        {
            var body = plain.Body.ToArray();
            body[at] ^= 1;
            Assert.IsType<Proof.Forged>(Prove(Signed(theirs.Key, "1795262400", body: body), set));
        }
        foreach (var odd in new[] { "", "AAAA", "?", "MEUCIQ==", Convert.ToBase64String(new byte[72]) })
            Assert.IsType<Proof.Forged>(Prove(plain with { Headers = new HeaderBag(new("Content-Type", plain.Headers["content-type"]!), new(Time, "1795262400"), new(Signature, odd)) }, set));
        Assert.IsType<Proof.Forged>(Prove(Signed(theirs.Key, "1795262400"), ("sendgrid_key", "no key")));
    }

    [Fact]
    public void of_Amazon_has_notices_beside_it_that_are_kept_and_are_no_error()
    {
        foreach (var (type, message, kind) in new[]
        {
            ("SubscriptionConfirmation", "You have chosen to subscribe", "SubscriptionConfirmation"), ("UnsubscribeConfirmation", "x", "UnsubscribeConfirmation"),
            ("Notification", """{"notificationType":"AMAZON_SES_SETUP_NOTIFICATION"}""", "AMAZON_SES_SETUP_NOTIFICATION"), ("Notification", "Hello from the console", "notification"),
        })
        {
            var host = new SmallHost(server);
            Assert.IsType<Proof.Genuine>(host.Receive(server.Ses(type, message)));
            Assert.Equal(kind, Assert.Single(host.Seen<Unrecognised>()).Kind);
        }
    }

    [Fact]
    public void that_is_not_there_tells_whoever_set_it_up_what_to_tick()
    {
        var (now, signature) = (Providers.Unix(Platform.Noon), Providers.SignedByMailgun(Providers.Unix(Platform.Noon), Providers.Token, Providers.MailgunKey));
        Assert.Contains("Include raw email", Refused(server.Hook("postmark", "{\"TextBody\":\"x\"}"u8.ToArray())), StringComparison.Ordinal);
        Assert.Contains("mailgun/mime", Refused(server.Mailgun(now, Providers.Token, signature, "")), StringComparison.Ordinal);
        Assert.Contains("raw, full MIME", Refused(server.Hook("sendgrid", "multipart/form-data; boundary=xYzZY", Providers.Fields(("text", "x")))), StringComparison.Ordinal);
        Assert.Contains("SNS action", Refused(server.Ses("Notification", """{"notificationType":"Received"}""")), StringComparison.Ordinal);
    }

    [Fact]
    public void may_hold_anything_and_nothing_is_thrown()
    {
        foreach (var body in Hostile.Bodies())
            foreach (var (way, type) in new[] { ("postmark", "application/json"), ("mailgun/mime", "application/x-www-form-urlencoded"), ("sendgrid", "multipart/form-data; boundary=x"), ("ses", "text/plain"), ("mailgun", "multipart/form-data; boundary=\"") })
            {
                Assert.IsNotType<Proof.Genuine>(Prove(server.Hook(way, type, body)));
                List<Fact> facts = [];
                var kept = new Kept($"{way.Split('/')[0]} 2026-11-21T12:00:00Z {type}", body, "m:1", Platform.Noon);
                server.Can<IReadFacts>()!.Read(kept, server.Account, facts);
                Assert.NotEmpty(facts);
                server.Can<IMediaInside>()!.Open(kept, new("kept:0", null, null));
            }
    }

    [Theory]
    [InlineData("mailgun_key", "short"), InlineData("mailgun_key", "a key with blanks in it"), InlineData("sendgrid_key", "no key"), InlineData("sendgrid_key", "AAAA")]
    [InlineData("ses_topic", "mail"), InlineData("ses_topic", "arn:aws:s3:eu-west-1:123456789012:mail"), InlineData("ses_topic", "arn:aws:sns:eu-west-1:me:mail")]
    public void needs_settings_that_can_be_right(string field, string value)
    {
        Assert.Contains(server.Can<ISetup>()!.Review(server.With([(field, value)])), finding => !finding.Ok && finding.Field == field);
        using var key = new Owned();
        Assert.Empty(server.Can<ISetup>()!.Review(server.With([("sendgrid_key", key.Shown)])));
    }

    Proof Prove(RawRequest request, params (string, string)[] changed) => server.Prove(request, server.With(changed), Platform.Noon);

    string Refused(RawRequest request) => Assert.IsType<Proof.Refused>(Prove(request)).Words;

    List<Fact> Read(RawRequest request, params (string, string)[] changed)
    {
        var (proof, facts) = (Assert.IsType<Proof.Genuine>(Prove(request, changed)), new List<Fact>());
        server.Can<IReadFacts>()!.Read(new(proof.Head, request.Body, proof.Key, Platform.Noon), server.With(changed), facts);
        return facts;
    }

    /// <summary>A pair of keys as SendGrid has one for each customer.</summary>
    sealed class Owned : IDisposable
    {
        public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public string Shown => Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo());

        public void Dispose() => Key.Dispose();
    }
}
