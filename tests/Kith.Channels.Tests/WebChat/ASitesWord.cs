using Kith.Channels.Tests.Suite;
using Kith.Channels.WebChat;

namespace Kith.Channels.Tests.WebChat;

/// <summary>Who a site says is signed in there: believed only with its signature, whole and in time.</summary>
public class ASitesWord
{
    const string Secret = "whsec_d2lkZ2V0IHNlY3JldCBvZiBNYXJ1bGEgTXV0dWFsIQ==", Nonce = "0123456789abcdef";

    static readonly Visitor Browser = new("0123456789abcdef0123456789abcdef");

    static readonly SiteWord Right = new("customer-17", "Nomsa Ndlovu", "nomsa@example.org", Platform.Noon.AddHours(1).ToUnixTimeSeconds(), Nonce);

    [Fact]
    public void makes_a_visitor_of_a_browser()
    {
        var (visitor, _) = Right.Check(Right.Sign(Secret), Secret, Browser, Platform.Noon);
        Assert.Equal(new("chat", Guid.Empty.ToString("N"), "u:customer-17", IdentityStrength.SignedBySite, "Nomsa Ndlovu"), visitor!.Handle(Guid.Empty));
        Assert.Equal(visitor, VisitorToken.Read(VisitorToken.Issue(visitor, Secret), Secret, Platform.Noon));
        Assert.Null(VisitorToken.Read(VisitorToken.Issue(visitor, Secret), Secret, Platform.Noon.AddHours(2)));
    }

    [Fact]
    public void is_the_hmac_any_language_makes() =>
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Secret), System.Text.Encoding.UTF8.GetBytes($"customer-17\nNomsa Ndlovu\nnomsa@example.org\n{Right.Exp}\n{Nonce}"))),
            Right.Sign(Secret));

    [Fact]
    public void is_not_believed_when_anything_is_wrong()
    {
        var signature = Right.Sign(Secret);
        var forgeries = Changed().Select(word => (Word: word, Signature: signature))
            .Concat(Enumerable.Range(0, 64).Select(at => (Right, signature[..at] + (signature[at] == '0' ? '1' : '0') + signature[(at + 1)..])))
            .Concat(new[] { "", " ", "null", signature[..^1], signature + "0", Right.Sign(""), Right.Sign("null"), Right.Sign(Secret[6..]), Right.Sign("another connection's") }.Select(odd => (Right, odd)))
            .Concat(Signed())
            .Select(pair => (Word: pair.Item1, Signature: pair.Item2)).ToList();

        Assert.True(forgeries.Count >= 90, $"{forgeries.Count}");
        Assert.All(forgeries, forgery => Assert.Null(forgery.Word.Check(forgery.Signature, Secret, Browser, Platform.Noon).Visitor));
        Assert.Null(Right.Check(Right.Sign(""), "", Browser, Platform.Noon).Visitor);
    }

    static IEnumerable<SiteWord> Changed() =>
    [
        Right with { UserId = "customer-18" }, Right with { UserId = "" }, Right with { Name = "Sipho" }, Right with { Email = "other@example.org" },
        Right with { Exp = Right.Exp + 1 }, Right with { Nonce = "fedcba9876543210" }, Right with { UserId = Right.UserId + "\n" + Right.Name, Name = Right.Email, Email = "" },
    ];

    // Rightly signed, and still no word to believe.
    static IEnumerable<(SiteWord Word, string Signature)> Signed() => new[]
    {
        Right with { Exp = Platform.Noon.ToUnixTimeSeconds() }, Right with { Exp = 0 }, Right with { Exp = -1 }, Right with { Exp = Platform.Noon.AddDays(8).ToUnixTimeSeconds() }, Right with { Exp = long.MaxValue },
        Right with { UserId = "" }, Right with { UserId = new('x', 201) }, Right with { Name = new('x', 201) }, Right with { Nonce = "" }, Right with { Nonce = "short" }, Right with { Nonce = new('x', 101) },
        Right with { UserId = "a\nb" }, Right with { Name = "a\0b" }, Right with { Email = "a\rb" },
    }.Select(word => (word, word.Sign(Secret)));
}
