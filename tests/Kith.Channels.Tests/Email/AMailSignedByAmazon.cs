using System.Text;
using System.Text.Json.Nodes;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Email;

/// <summary>What SNS signs is believed, and nothing else that knows the path.</summary>
public class AMailSignedByAmazon
{
    static readonly string mail = PretendMailServer.Mail("1", "Is my claim paid? 👋🏽");

    readonly PretendMailServer server = (PretendMailServer)Platforms.For("email");

    [Theory, InlineData("1"), InlineData("2")]
    public void is_taken_under_either_version_and_once_however_often_it_comes(string version)
    {
        var (host, notice) = (new SmallHost(server), Signed(Notice(), version));
        foreach (var hours in new[] { 0, 1, 23 }) Assert.IsType<Proof.Genuine>(host.Receive(notice, Platform.Noon.AddHours(hours)));

        Assert.Equal("Is my claim paid? 👋🏽", Assert.Single(host.Seen<MessageReceived>()).Text);
        Assert.Equal(1, host.Kept);
    }

    [Theory]
    [InlineData("Notification"), InlineData("SubscriptionConfirmation"), InlineData("UnsubscribeConfirmation")]
    public void has_no_signed_field_that_can_be_changed(string type)
    {
        string[] signed = type == "Notification" ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"] : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
        foreach (var version in new[] { "1", "2" })
        {
            var right = Notice(type);
            Assert.IsType<Proof.Genuine>(Prove(Signed(right, version)));
            foreach (var name in signed.Where(right.ContainsKey))
                foreach (var changed in new[] { $"{right[name]} ", "", "Notification\nx", null }) Assert.IsType<Proof.Forged>(Prove(Altered(right, name, changed)));
            foreach (var name in signed.Append("SignatureVersion"))
            {
                var without = Copy(right);
                without[name] = name == "Subject" ? "added" : new JsonArray();
                Assert.IsNotType<Proof.Genuine>(Prove(server.Sns(Encoding.UTF8.GetBytes(without.ToJsonString()))));
            }
        }
    }

    [Fact]
    public void is_not_taken_with_a_signature_of_another_kind()
    {
        var right = Notice();
        Signed(right);
        foreach (var odd in new[] { "", "EXAMPLE", "AAAA", "?", Convert.ToBase64String(new byte[256]), ((string)right["Signature"]!)[4..] }) Assert.IsType<Proof.Forged>(Prove(Altered(right, "Signature", odd)));
        foreach (var version in new[] { "", "0", "2", "3", "1 ", null }) Assert.IsType<Proof.Forged>(Prove(Altered(right, "SignatureVersion", version)));
        Assert.IsType<Proof.Forged>(Prove(server.Sns(new PretendAmazon().Signed(Notice()))));
    }

    [Theory]
    [InlineData("http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-56e6.pem"), InlineData("https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-56e6.pem")]
    [InlineData("https://sns.us-east-1.amazonaws.com/SimpleNotificationService-56e6.pem"), InlineData("https://evil.example/SimpleNotificationService-56e6.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-56E6.pem"), InlineData("https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-56e6.pem?x=.pem"), InlineData("https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-../56e6.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-56e6.pem"), InlineData("https://a@sns.eu-west-1.amazonaws.com/SimpleNotificationService-56e6.pem")]
    [InlineData("https://s3.eu-west-1.amazonaws.com/SimpleNotificationService-56e6.pem"), InlineData("https://sns.eu-west-1.amazonaws.com.cn/SimpleNotificationService-56e6.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/?Action=Publish&x=SimpleNotificationService-56e6.pem"), InlineData(" https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-56e6.pem"), InlineData("")]
    public void has_its_certificate_at_Amazon_where_the_topic_is(string place)
    {
        Assert.IsType<Proof.Forged>(Prove(server.Sns(PretendAmazon.Itself.Signed(Notice(), place: place))));
    }

    [Fact]
    public void has_its_certificate_in_China_when_the_topic_is_there()
    {
        const string Topic = "arn:aws-cn:sns:cn-north-1:123456789012:mail", Place = "https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-56e6.pem";
        var there = new PretendAmazon("sns-cn-north-1.amazonaws.com.cn");
        var request = server.Sns(there.Signed(Providers.Notice("Notification", Providers.Received(mail, "UTF8"), Topic), place: Place));
        var account = server.With([("ses_topic", Topic)]);

        Assert.Equal(Place, Assert.IsType<Proof.Needs>(server.Prove(request, account, Platform.Noon)).Request.Url);
        Assert.IsType<Proof.Genuine>(server.Can<IProof>()!.Prove(request with { Fetched = there.Pem }, account, Platform.Noon));
    }

    [Fact]
    public void waits_for_a_certificate_that_is_Amazons_and_valid()
    {
        var needs = Assert.IsType<Proof.Needs>(Direct(Notice(), null));
        Assert.Equal(("GET", PretendAmazon.Place), (needs.Request.Method, needs.Request.Url));
        Assert.Empty(needs.Request.Headers);

        foreach (var (signer, fits) in new[]
        {
            (new PretendAmazon("sns.eu-west-1.amazonaws.com"), true), (new PretendAmazon("sns-signing.eu-west-1.amazonaws.com"), true), (new PretendAmazon("sns.us-east-1.amazonaws.com"), false),
            (new PretendAmazon("*.amazonaws.com"), false), (new PretendAmazon("sns.amazonaws.com.evil.example"), false), (new PretendAmazon("evil.example"), false),
            (new PretendAmazon(fromDays: 1), false), (new PretendAmazon(toDays: -1), false), (new PretendAmazon(bits: 1024), false),
        })
        {
            var proof = server.Can<IProof>()!.Prove(server.Sns(signer.Signed(Notice())) with { Fetched = signer.Pem }, server.Account, Platform.Noon);
            Assert.True(fits ? proof is Proof.Genuine : proof is Proof.Needs);
        }
        foreach (var junk in new[] { "", "<html>", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "-----BEGIN CERTIFICATE-----", "\0\u00ff" }) Assert.IsType<Proof.Needs>(Direct(Notice(), Encoding.Latin1.GetBytes(junk)));
    }

    [Fact]
    public void asks_for_nothing_before_path_and_topic_are_right()
    {
        var request = server.Sns(PretendAmazon.Itself.Signed(Notice()));
        Assert.IsType<Proof.Forged>(server.Can<IProof>()!.Prove(request with { Tail = "another/ses" }, server.Account, Platform.Noon));
        foreach (var topic in new[] { "", Providers.Topic + "s" }) Assert.IsType<Proof.Forged>(server.Can<IProof>()!.Prove(request, server.With([("ses_topic", topic)]), Platform.Noon));
        Assert.IsType<Proof.Forged>(Prove(server.Sns("{\"TopicArn\":\"\\ud800\"}"u8.ToArray())));
    }

    static JsonObject Notice(string type = "Notification") => Providers.Notice(type, type == "Notification" ? Providers.Received(mail, "UTF8") : "You have chosen to subscribe.");

    static JsonObject Copy(JsonObject notice) => notice.DeepClone().AsObject();

    RawRequest Signed(JsonObject notice, string version = "1") => server.Sns(PretendAmazon.Itself.Signed(notice, version));

    RawRequest Altered(JsonObject notice, string name, string? value)
    {
        var altered = Copy(notice);
        altered[name] = value;
        return server.Sns(Encoding.UTF8.GetBytes(altered.ToJsonString()));
    }

    Proof Prove(RawRequest request) => server.Prove(request, server.Account, Platform.Noon);

    Proof Direct(JsonObject notice, byte[]? fetched) => server.Can<IProof>()!.Prove(Signed(notice) with { Fetched = fetched is null ? default(ReadOnlyMemory<byte>?) : fetched }, server.Account, Platform.Noon);
}
