using System.Text;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Mastodon;

/// <summary>What a person is told who connects an account.</summary>
public class ConnectingMastodon
{
    readonly PretendMastodon mastodon = (PretendMastodon)Platforms.For("mastodon");

    [Theory]
    [InlineData(200, """{"id":"71","acct":"care","username":"care"}""", null, "knows us as @care@marula.social")]
    [InlineData(200, """{"id":"71","acct":"care@marula.social"}""", null, "knows us as @care@marula.social")]
    [InlineData(200, """{"id":"71","acct":"sales"}""", "account", "belongs to @sales@marula.social")]
    [InlineData(401, """{"error":"The access token is invalid"}""", "token", "does not know this token")]
    [InlineData(403, """{"error":"This action is outside the authorized scopes"}""", "token", "read and write")]
    [InlineData(404, "", "server", "no server of Mastodon's kind")]
    [InlineData(200, "<html>Welcome</html>", "server", "no server of Mastodon's kind")]
    public void says_whom_the_token_belongs_to_or_what_to_do(int status, string body, string? field, string words)
    {
        var finding = Assert.Single(((ISetup)mastodon.Channel).ReadTest(Answer(status, body), mastodon.Account));
        Assert.Equal((field is null, field), (finding.Ok, finding.Field));
        Assert.Contains(words, finding.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"domain":"marula.social","configuration":{"statuses":{"max_characters":500}}}""", null, "A post there has 500 characters at most.")]
    [InlineData(200, """{"uri":"https://marula.social","max_toot_chars":5000}""", null, "A post there has 5,000 characters at most; ours end at 500.")]
    [InlineData(200, """{"domain":"gts.marula.social","account_domain":"marula.social"}""", null, "every 10 seconds.")]
    [InlineData(200, """{"domain":"other.example"}""", "account", "end in @other.example")]
    [InlineData(200, """{"domain":"marula.social","configuration":{"statuses":{"max_characters":300}}}""", "limit", "300 characters at most")]
    [InlineData(404, "", null, "every 10 seconds.")]
    [InlineData(200, """{"configuration":[],"uri":7}""", null, "every 10 seconds.")]
    public void says_what_the_server_takes_and_older_servers_may_say_less(int status, string body, string? field, string words)
    {
        var finding = ((IConnect)mastodon.Channel).ReadConnecting(Answer(status, body), mastodon.Account);
        Assert.Equal((field is null, field), (finding.Ok, finding.Field));
        Assert.Contains(words, finding.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void asks_the_newer_description_first() =>
        Assert.Equal(["https://marula.social/api/v2/instance", "https://marula.social/api/v1/instance"], ((IConnect)mastodon.Channel).Connecting(mastodon.Account).Select(step => step.Url));

    [Theory]
    [InlineData("server", "marula.social")]
    [InlineData("server", "https://marula.social/@care")]
    [InlineData("server", "ftp://marula.social")]
    [InlineData("account", "care")]
    [InlineData("account", "@care@")]
    [InlineData("token", "abc def")]
    [InlineData("limit", "many")]
    [InlineData("limit", "0")]
    [InlineData("pause", "0")]
    [InlineData("pause", "-5")]
    public void names_the_setting_that_cannot_be(string field, string value) =>
        Assert.Contains(((ISetup)mastodon.Channel).Review(mastodon.With([(field, value)])), finding => !finding.Ok && finding.Field == field);

    static WireAnswer Answer(int status, string body) => new(status, new HeaderBag(), Encoding.UTF8.GetBytes(body));
}
