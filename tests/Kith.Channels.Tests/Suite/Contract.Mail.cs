using System.Text;
using Kith.Channels.Tests.Email;
using Kith.Mail;

namespace Kith.Channels.Tests.Suite;

static partial class Contract
{
    public static void nobody_sees_who_was_hidden(Platform platform)
    {
        if (platform is not PretendMailServer server) return;

        var mail = server.Sent(AttemptKey, server.Draft("Good day") with { Hidden = [new("email", "", "mina@marula.example", IdentityStrength.SelfClaimed)] });
        Assert.Contains("mina@marula.example", mail.Envelope.Recipients);
        Assert.DoesNotContain("mina", Encoding.UTF8.GetString(mail.Bytes.Span));
    }

    public static void an_answer_comes_back_to_its_thread(Platform platform)
    {
        if (platform is not PretendMailServer server) return;

        const string Thread = "4f2c1e0d9b8a7f65";
        var mail = server.Sent(AttemptKey, server.Draft("Good day") with { ThreadKey = Thread });
        var address = PretendMailServer.ReplyTo(mail);
        Assert.Equal(Thread, ThreadOf(server, $"Cc: {address.ToUpperInvariant()}"));
        Assert.Equal(Thread, ThreadOf(server, $"Delivered-To: {address}"));
        Assert.Equal(Thread, ThreadOf(server, $"References: <1@example.org> <{mail.MessageId}>"));
        Assert.Equal(Thread, ThreadOf(server, $"In-Reply-To: <{mail.MessageId}>"));
        for (var at = address.IndexOf('+') + 1; at < address.IndexOf('@'); at++)
            Assert.NotEqual(Thread, ThreadOf(server, $"Cc: {address[..at]}{(address[at] == '0' ? '1' : '0')}{address[(at + 1)..]}"));
        for (var at = 0; at < mail.MessageId.IndexOf('@'); at++)
            Assert.NotEqual(Thread, ThreadOf(server, $"References: <{mail.MessageId[..at]}{(mail.MessageId[at] == '0' ? '1' : '0')}{mail.MessageId[(at + 1)..]}>"));
    }

    public static void a_report_that_names_no_mail_of_ours_moves_nothing(Platform platform)
    {
        if (platform is not PretendMailServer server) return;

        var host = new SmallHost(platform);
        foreach (var id in new[] { "<x@example.org>", $"<{AttemptKey}@marula.example>", $"<4f2c1e0d9b8a7f65.{Guid.Parse(AttemptKey):N}.{new string('0', 20)}@marula.example>", "" }) Genuine(host.Receive(server.Report(id, "failed", "5.1.1")));
        Assert.Empty(host.Seen<DeliveryChanged>());
        Assert.Equal(4, host.Seen<Unrecognised>().Count());
    }

    public static void only_our_own_server_vouches_for_a_sender(Platform platform)
    {
        if (platform is not PretendMailServer server) return;

        Assert.Equal(IdentityStrength.DomainVouched, Sender(server, "Authentication-Results: mx.marula.example; spf=pass; dmarc=pass (p=reject) header.from=example.org").Strength);
        foreach (var claim in new[]
        {
            "X-None: x", "Authentication-Results: mx.example.org; dmarc=pass header.from=example.org", "Authentication-Results: mx.marula.example; dmarc=pass header.from=evil.example",
            "Authentication-Results: mx.marula.example; dmarc=fail header.from=example.org; dmarc=pass header.from=example.org",
            "Authentication-Results: mx.marula.example; dmarc=pass header.from=example.org; dmarc=fail header.from=example.org",
            "Authentication-Results: mx.marula.example; spf=pass smtp.mailfrom=\"x\\\"; dmarc=pass header.from=example.org; x=\"@evil.example",
            "Authentication-Results: mx.marula.example; spf=pass (x\\); dmarc=pass header.from=example.org; x=() smtp.mailfrom=evil.example",
            "Authentication-Results: mx.marula.example; spf=pass smtp.mailfrom==?utf-8?q?=3B_dmarc=3Dpass_=28?=@evil.example; dmarc=fail header.from=example.org",
            "Authentication-Results: mx.marula.example; dmarc=pass header.from=example.org (",
        })
            Assert.Equal(IdentityStrength.SelfClaimed, Sender(server, claim).Strength);
    }

    public static void what_we_wrote_ourselves_is_no_message(Platform platform)
    {
        if (platform is not PretendMailServer server) return;

        var (own, host) = (server.Sent(AttemptKey), new SmallHost(platform));
        Genuine(host.Receive(server.Carrying(own.Bytes.ToArray())));
        Genuine(host.Receive(server.Bring(PretendMailServer.Mail("1", "Round and round", PretendMailServer.ReplyTo(own)))));
        Genuine(host.Receive(server.Bring(PretendMailServer.Mail("2", "Round and round", PretendMailServer.Ours, $"Reply-To: {PretendMailServer.ReplyTo(own)}"))));
        Assert.Empty(host.Seen<MessageReceived>());
        Assert.Equal(3, host.Seen<Unrecognised>().Count());
    }

    public static void a_mail_by_two_ways_is_one(Platform platform)
    {
        if (platform is not PretendMailServer server) return;

        var (mail, host) = (PretendMailServer.Mail("1", "Once is enough."), new SmallHost(platform));
        Genuine(host.Receive(server.Bring($"Received: from a by b;\r\n\tSat, 21 Nov 2026 12:00:00 +0000\r\n{mail}")));
        Genuine(host.Receive(server.Bring($"Delivered-To: care+x@marula.example\r\n{mail}".ReplaceLineEndings("\n").Replace("Subject: My", "Subject:\n My", StringComparison.Ordinal))));
        Only(host.Seen<MessageReceived>());
        Assert.Equal(1, host.Kept);
    }

    static string ThreadOf(PretendMailServer server, string header) => Message(server, header).ThreadKey;

    static HandleRef Sender(PretendMailServer server, string header) => Message(server, header).From;

    static MessageReceived Message(PretendMailServer server, string header)
    {
        var host = new SmallHost(server);
        Genuine(host.Receive(server.Bring(PretendMailServer.Mail("7", "And page 3?", "", header))));
        return Only(host.Seen<MessageReceived>());
    }
}
