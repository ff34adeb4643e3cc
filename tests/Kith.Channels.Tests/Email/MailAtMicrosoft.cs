using System.Text;
using Kith.Channels.Email;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Email;

/// <summary>
/// Microsoft 365 says what it thinks of a sender without saying who says it, above everything the mail brought along: the topmost counts
/// there, and only in a mailbox of theirs.
/// </summary>
public class MailAtMicrosoft
{
    const string Theirs = "Authentication-Results: spf=pass (sender IP is 192.0.2.7)\r\n smtp.mailfrom=bounce.example.org; dkim=pass (signature was verified)\r\n header.d=example.org;dmarc=pass action=none header.from=example.org;compauth=pass\r\n reason=100";
    const string Received = "Received: from mail.example.org (192.0.2.7) by AM0EUR02FT020.mail.protection.outlook.com with Microsoft SMTP Server";

    static readonly EmailChannel email = new();

    [Fact]
    public void is_vouched_for_by_their_servers() => Assert.Equal((IdentityStrength.DomainVouched, 0), Of(Read($"{Received}\r\n{Theirs}")));

    [Theory]
    [InlineData("Authentication-Results: spf=fail smtp.mailfrom=attacker.example; dkim=none header.d=none;dmarc=fail action=oreject header.from=example.org;compauth=fail", "sender-failed")]
    [InlineData("Authentication-Results: spf=pass smtp.mailfrom=attacker.example; dmarc=pass action=none header.from=attacker.example;compauth=pass", "sender-unproved")]
    [InlineData("Authentication-Results: spf=pass smtp.mailfrom=example.org; dkim=none header.d=none;dmarc=bestguesspass action=none header.from=example.org;compauth=pass", "sender-unproved")]
    [InlineData("Authentication-Results: spf=none smtp.mailfrom=attacker.example; dmarc=none action=none header.from=example.org", "sender-unproved")]
    [InlineData("Authentication-Results: mx.attacker.example; dmarc=none", "sender-unproved")]
    [InlineData("Authentication-Results: spf=pass (", "sender-unproved")]
    [InlineData("Authentication-Results:", "sender-unproved")]
    public void is_not_vouched_for_by_what_the_sender_put_below(string topmost, string mark)
    {
        var message = Read($"{topmost}\r\n{Received}\r\n{Theirs}");
        Assert.Equal(IdentityStrength.SelfClaimed, message.From.Strength);
        Assert.Equal([mark], message.Marks);
    }

    [Fact]
    public void has_no_other_header_that_counts()
    {
        foreach (var other in new[] { "X-None: x", "Authentication-Results-Original: dmarc=pass header.from=example.org", "ARC-Authentication-Results: i=1; mx.microsoft.com 1; dmarc=pass header.from=example.org", "Authentication-Results: example.org; dmarc=pass header.from=example.org", "Authentication-Results: Microsoft 365; dmarc=pass header.from=example.org" })
            Assert.Equal((IdentityStrength.SelfClaimed, 1), Of(Read(other)));
    }

    [Fact]
    public void counts_in_a_mailbox_that_Kith_signs_in_to_there_and_nowhere_else()
    {
        Assert.Equal((IdentityStrength.SelfClaimed, 1), Of(Read(Theirs, recipient: "care@marula.example")));
        Assert.Equal((IdentityStrength.SelfClaimed, 1), Of(Read(Theirs, ("sign_in", "password"))));
        Assert.Equal((IdentityStrength.SelfClaimed, 1), Of(Read(Theirs, ("receiver", "mx.marula.example"))));
        Assert.Equal((IdentityStrength.SelfClaimed, 0), Of(Read(Theirs, ("receiver", ""))));
        Assert.Contains(email.Review(AccountOf([("sign_in", "password")])), finding => finding.Field == "receiver");
        Assert.DoesNotContain(email.Review(AccountOf([])), finding => finding.Field == "receiver");
    }

    static (IdentityStrength Strength, int Marks) Of(MessageReceived message) => (message.From.Strength, message.Marks.Count);

    static MessageReceived Read(string headers, params (string Key, string Value)[] settings) => Read(headers, null, settings);

    static MessageReceived Read(string headers, string? recipient, params (string Key, string Value)[] settings)
    {
        var raw = Encoding.UTF8.GetBytes($"{headers}\r\n{PretendMailServer.Mail("7", "And page 3?")}");
        var kept = email.Keep(raw, new(Platform.Noon, recipient));
        var facts = new List<Fact>();
        email.Read(new Kept(kept.Head, raw, kept.Key, Platform.Noon), AccountOf(settings), facts);
        return Assert.IsType<MessageReceived>(Assert.Single(facts));
    }

    static Account AccountOf((string Key, string Value)[] settings)
    {
        var account = Platforms.For("email").Account.With("receiver", "Microsoft 365").With("sign_in", "Microsoft").With("imap_host", "outlook.office365.com").With("smtp_host", "smtp.office365.com");
        foreach (var (key, value) in settings) account = account.With(key, value);
        return account;
    }
}
