using Kith.Mail.Wire;

namespace Kith.Mail.Imap;

public sealed partial class ImapClient
{
    async Task GreetAsync(MailServer server, MailSignIn signIn, CancellationToken stop)
    {
        var greeting = await wire.StepAsync(patience.Connect, time => ImapResponse.ReadAsync(wire, largestMail, time), stop);
        if (greeting.Status == "BYE") throw Failure(greeting, "The server does not want to talk", MailFailureKind.Unreachable);
        if (greeting.Tag != "*" || !greeting.IsOk) throw MailWire.Strange("This is no mail server.");

        if (server.Security == MailSecurity.StartTls) await StartTlsAsync(server, greeting, stop);
        await LearnAsync(stop);
        if (greeting.Status != "PREAUTH" && signIn is not MailSignIn.Nobody) await SignInAsync(signIn, stop);
    }

    async Task StartTlsAsync(MailServer server, ImapResponse greeting, CancellationToken stop)
    {
        // Who greets us as already signed in leaves no room for STARTTLS, and could be anybody (CVE-2020-12398).
        if (greeting.Status == "PREAUTH") throw new MailFailure(MailFailureKind.Tls, $"{server.Host} takes us for signed in before the connection is private.");

        var answer = await wire.StepAsync(patience.Answer, time => SayAsync(new("STARTTLS"), time), stop);
        if (!answer.End.IsOk) throw Failure(answer.End, $"{server.Host} offers no STARTTLS at port {server.Port}", MailFailureKind.Tls);
        await wire.SecureAsync(patience.Connect, stop);
    }

    async Task LearnAsync(CancellationToken stop)
    {
        var answer = await DoAsync(new("CAPABILITY"), stop);
        capabilities.Clear();
        capabilities.UnionWith(answer.Of("CAPABILITY").SelectMany(names => names).Select(name => name.Text));
    }

    async Task SignInAsync(MailSignIn signIn, CancellationToken stop)
    {
        string[] offered = [.. capabilities.Where(one => one.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase)).Select(one => one[5..])];
        var answer = Sasl.Choose(signIn, offered) is { } mechanism and not "LOGIN" ? await AuthenticateAsync(mechanism, signIn, stop)
            : signIn is MailSignIn.Password password && !capabilities.Contains("LOGINDISABLED") ? await LoginAsync(password, stop)
            : throw new MailFailure(MailFailureKind.SignIn, "The server offers no way to sign in that Kith knows.");
        if (!answer.End.IsOk) throw Failure(answer.End, "The server does not let us in", KindOf(answer.End) == MailFailureKind.Temporary ? MailFailureKind.Temporary : MailFailureKind.SignIn);
        await LearnAsync(stop);
    }

    Task<ImapAnswer> LoginAsync(MailSignIn.Password password, CancellationToken stop)
    {
        var login = new ImapCommand("LOGIN").AddString(password.Name).AddString(password.Secret);
        return wire.StepAsync(patience.Answer, time => SayAsync(login, time), stop);
    }

    Task<ImapAnswer> AuthenticateAsync(string mechanism, MailSignIn signIn, CancellationToken stop) =>
        wire.StepAsync(patience.Answer, async time =>
        {
            var (tag, data) = (NextTag(), new List<ImapResponse>());
            string? response = Sasl.FirstWords(mechanism, signIn);
            var isAtOnce = capabilities.Contains("SASL-IR");
            await wire.WriteLineAsync($"{tag} AUTHENTICATE {mechanism}{(isAtOnce ? $" {response}" : "")}", time);
            if (isAtOnce) response = null;

            // A second challenge is how an XOAUTH2 server tells its error; it refuses when that is answered with nothing.
            for (var challenges = 0; challenges < 3; challenges++)
            {
                var heard = await HearAsync(tag, data, null, time);
                if (heard.Tag != "+") return new ImapAnswer(heard, data);
                await wire.WriteLineAsync(response ?? "", time);
                response = null;
            }
            throw MailWire.Strange("The server does not stop asking who we are.");
        }, stop);
}
