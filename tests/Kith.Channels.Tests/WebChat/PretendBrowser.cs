using System.Text;
using System.Text.Json;
using Kith.Channels.Tests.Suite;
using Kith.Channels.WebChat;

namespace Kith.Channels.Tests.WebChat;

/// <summary>A browser with the widget in it.</summary>
public sealed class PretendBrowser(IChannel channel) : Platform(channel)
{
    const string Secret = "whsec_d2lkZ2V0IHNlY3JldCBvZiBNYXJ1bGEgTXV0dWFsIQ==";

    static readonly Visitor NomsasBrowser = new("0123456789abcdef0123456789abcdef");

    public override string ChannelId => "webchat";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-000000000003");
    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["site"] = "https://marula.example", ["secret"] = Secret };

    public override HandleRef Nomsa => NomsasBrowser.Handle(Connection);
    public override string LongestText { get; } = new('x', 10_000);
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [DeliveryProgress.Read];
    // The browser is known by its token; https alone vouches for the body.
    public override bool SignsBody => false;

    public override RawRequest Message(string id, string text, string from = "") => Post("messages", new { id = Uuid(id), text }, from.Length > 0 ? Visitor.New() : NomsasBrowser);

    public override RawRequest WithThreeFiles(string id) =>
        Post("messages", new { id = Uuid(id), attachments = Enumerable.Range(0, 3).Select(at => new { hash = new string((char)('a' + at), 64), name = $"claim {at}.jpg" }) }, NomsasBrowser);

    // Both ends of this wire are ours, and its door is open to everybody: what it does not know it does not keep.
    public override RawRequest? Unknown() => null;

    public override RawRequest Carrying(byte[] body) => Sign(Raw("messages", body));

    public override RawRequest SignedBy(string secret, string id) => Bearing(VisitorToken.Issue(NomsasBrowser, secret), id);

    public override RawRequest? SomebodyElses() => Bearing(VisitorToken.Issue(NomsasBrowser, "whsec_the secret of another connection"), "1");

    public override RawRequest Sign(RawRequest request) => request with { Headers = Bag(("Authorization", $"Bearer {VisitorToken.Issue(NomsasBrowser, Secret)}")) };

    public override RawRequest Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") => Post("read", new { upTo = Uuid(attemptKey) }, NomsasBrowser);

    public override IEnumerable<(string What, RawRequest Request)> Forgeries()
    {
        var token = VisitorToken.Issue(NomsasBrowser, Secret);
        var (body, signature) = (token.Split('.')[0], token.Split('.')[1]);
        var another = VisitorToken.Issue(Visitor.New(), Secret);

        yield return ("no token", Raw("messages", Message("1", "x").Body.ToArray()));
        foreach (var odd in new[] { "", ".", body, $"{body}.", $".{signature}", $"{body}.{another.Split('.')[1]}", $"{another.Split('.')[0]}.{signature}", $"{body}.{signature}.", $"{body}.{signature[..^1]}", $"{body}.{signature}A", $"{signature}.{body}", token.ToUpperInvariant(), $"{token},{token}", new string('a', 5000) })
            yield return ($"token {odd[..Math.Min(odd.Length, 20)]}", Bearing(odd, "1"));
        foreach (var secret in new[] { "", " ", "null", Secret[..^1], Secret[6..], Connection.ToString(), "whsec_" })
            yield return ($"signed with {secret}", SignedBy(secret, "1"));
        foreach (var (user, until) in new[] { ("nomsa", Noon.AddSeconds(-1)), ("nomsa", Noon), ("", Noon.AddDays(-1)) })
            yield return ("a word that has ended", Bearing(VisitorToken.Issue(NomsasBrowser with { UserId = user, Expires = until }, Secret), "1"));
        yield return ("a site's word in place of a token", Bearing($"{body}.{new SiteWord("nomsa", "", "", Noon.ToUnixTimeSeconds() + 60, new('n', 16)).Sign(Secret)}", "1"));
        yield return ("another scheme", Message("1", "x") with { Headers = Bag(("Authorization", $"Basic {token}")) });
        yield return ("in a cookie", Message("1", "x") with { Headers = Bag(("Cookie", $"token={token}")) });
    }

    public override WireAnswer? Take(WireRequest request) => throw new InvalidOperationException("Nothing leaves over this wire.");

    public override int CopiesOf(string text) => 0;

    public override IEnumerable<(string Name, Draft Draft)> Drafts => [];

    static string Uuid(string id) => Guid.TryParse(id, out _) ? id : $"019a9b1c-5f00-7000-8000-{Math.Abs(id.GetHashCode(StringComparison.Ordinal)) % 1_000_000 + id.Length:d12}";

    RawRequest Post(string tail, object body, Visitor visitor) => Raw(tail, JsonSerializer.SerializeToUtf8Bytes(body)) with
    {
        Headers = Bag(("Authorization", $"Bearer {VisitorToken.Issue(visitor, Secret)}"), ("Content-Type", "application/json")),
    };

    RawRequest Bearing(string token, string id) => Message(id, "Good day") with { Headers = Bag(("Authorization", $"Bearer {token}")) };

    RawRequest Raw(string tail, byte[] body) => new("POST", tail, "", $"{HookUrl}/{tail}", Bag(), body, "203.0.113.7");
}
