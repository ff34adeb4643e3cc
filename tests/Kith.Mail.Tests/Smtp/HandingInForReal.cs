using Kith.Mail.Composing;
using Kith.Mail.Smtp;
using Kith.Mail.Tests.Composing;
using Kith.Mail.Tests.Servers;

namespace Kith.Mail.Tests.Smtp;

[Collection(RealServersInTurn.Name)]
public class HandingInForReal
{
    static readonly byte[] Mail = MailComposer.Compose(Letters.Plain);

    [RealServersTheory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.None)]
    public async Task signs_in_by_password_over_every_way(MailSecurity security)
    {
        await using var submission = await RealServers.HandInAsync(security, RealServers.Care);
        Assert.True((await submission.SendAsync(new("care@kith.test", ["care@kith.test"]), Mail, default)).IsTaken);
        Assert.Equal(20_000_000, submission.LargestMail);
    }

    [RealServersTheory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    public async Task signs_in_by_token(MailSecurity security)
    {
        await using var submission = await RealServers.HandInAsync(security, RealServers.RosasToken);
        Assert.True((await submission.SendAsync(new("rosa@kith.test", ["care@kith.test"]), Mail, default)).IsTaken);
    }

    [RealServersFact]
    public async Task does_not_sign_in_with_a_wrong_token()
    {
        var token = (MailSignIn.Token)RealServers.RosasToken with { Name = "rosa@kith.test" };
        var failure = await Assert.ThrowsAsync<MailFailure>(() => RealServers.HandInAsync(signIn: token with { AccessToken = $"{token.AccessToken}x" }));
        Assert.Equal((MailFailureKind.SignIn, 535), (failure.Kind, failure.Code));
        Assert.DoesNotContain(token.AccessToken, failure.ToString(), StringComparison.Ordinal);
    }

    [RealServersTheory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.None)]
    public async Task does_not_sign_in_with_a_wrong_password(MailSecurity security)
    {
        var failure = await Assert.ThrowsAsync<MailFailure>(() => RealServers.HandInAsync(security, new MailSignIn.Password("rosa@kith.test", "a wrong one")));
        Assert.Equal((MailFailureKind.SignIn, 535, "5.7.8"), (failure.Kind, failure.Code, failure.EnhancedCode));
    }

    [RealServersTheory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    public async Task does_not_trust_a_certificate_of_nobody_it_knows(MailSecurity security) => Assert.Equal(
        MailFailureKind.Tls,
        (await Assert.ThrowsAsync<MailFailure>(() => SmtpSubmission.ConnectAsync(RealServers.Submission(security), RealServers.Rosa, PretendServer.Dial))).Kind);

    [RealServersFact]
    public async Task does_not_trust_a_certificate_of_somebody_else()
    {
        MailDial there = (_, port, stop) => PretendServer.Dial("localhost", port, stop);
        var server = RealServers.Submission(MailSecurity.Tls) with { Host = "mail.example.org" };
        Assert.Equal(MailFailureKind.Tls, (await Assert.ThrowsAsync<MailFailure>(() => SmtpSubmission.ConnectAsync(server, RealServers.Rosa, there, RealServers.Authority))).Kind);
    }

    [RealServersFact]
    public async Task tells_which_recipients_there_are_not()
    {
        await using var submission = await RealServers.HandInAsync();
        var outcome = await submission.SendAsync(new("rosa@kith.test", ["nobody@kith.test", "care@kith.test", "x@elsewhere.test"]), Mail, default);
        Assert.True(outcome.IsTaken);
        Assert.Equal([(550, "5.1.1"), (250, "2.1.5"), (554, "5.7.1")], outcome.Recipients.Select(one => (one.Code, one.EnhancedCode)));

        Assert.False((await submission.SendAsync(new("rosa@kith.test", ["nobody@kith.test"]), Mail, default)).IsTaken);
        Assert.True((await submission.SendAsync(new("rosa@kith.test", ["care@kith.test"]), Mail, default)).IsTaken);
    }

    [RealServersFact]
    public async Task hands_in_what_is_not_ascii()
    {
        await using var submission = await RealServers.HandInAsync();
        var mail = MailComposer.Compose(Letters.Plain with { To = [new("Jürgen", "jürgen@kith.test")], MessageId = $"{Guid.NewGuid():N}@kith.test" });
        Assert.True((await submission.SendAsync(new("rosa@kith.test", ["jürgen@kith.test"]), mail, default)).IsTaken);
        Assert.True((await submission.SendAsync(new("rosa@kith.test", ["care@kith.test"]), "Subject: x\r\n\r\ngrün\r\n"u8.ToArray(), default)).IsTaken);
    }

    [RealServersFact]
    public async Task keeps_a_mail_that_is_too_large()
    {
        await using var submission = await RealServers.HandInAsync();
        var failure = await Assert.ThrowsAsync<MailFailure>(() => submission.SendAsync(new("rosa@kith.test", ["care@kith.test"]), new byte[20_000_001], default));
        Assert.Equal((MailFailureKind.Permanent, "5.3.4"), (failure.Kind, failure.EnhancedCode));
        Assert.True((await submission.SendAsync(new("rosa@kith.test", ["care@kith.test"]), Mail, default)).IsTaken);
        await submission.NoopAsync(default);
    }
}
