using System.Globalization;
using Kith.Mail.Wire;

namespace Kith.Mail.Smtp;

public sealed partial class SmtpSubmission
{
    readonly Dictionary<string, string> offers = new(StringComparer.OrdinalIgnoreCase);

    async Task GreetAsync(MailServer server, string ownName, CancellationToken stop)
    {
        Expect(await wire.StepAsync(patience.Connect, time => SmtpReply.ReadAsync(wire, words, time), stop));
        await HelloAsync(ownName, stop);
        if (server.Security != MailSecurity.StartTls) return;

        if (!offers.ContainsKey("STARTTLS")) throw new MailFailure(MailFailureKind.Tls, $"{server.Host} offers no STARTTLS at port {server.Port}.");
        Expect(await SayAsync("STARTTLS", stop));
        await wire.SecureAsync(patience.Connect, stop);
        await HelloAsync(ownName, stop);
    }

    async Task HelloAsync(string ownName, CancellationToken stop)
    {
        // What was said before TLS anybody may have said, so nothing of it stays (RFC 3207 §4.2).
        offers.Clear();
        foreach (var line in Expect(await SayAsync($"EHLO {ownName}", stop)).Lines.Skip(1))
        {
            // "AUTH=LOGIN" is how some servers wrote it before there was a standard.
            var parts = line.Split([' ', '='], 2);
            offers[parts[0]] = string.Join(' ', [.. offers.TryGetValue(parts[0], out var said) ? [said] : Array.Empty<string>(), .. parts[1..]]);
        }
        LargestMail = offers.TryGetValue("SIZE", out var size) && long.TryParse(size, CultureInfo.InvariantCulture, out var most) && most > 0 ? most : null;
    }

    async Task SignInAsync(MailSignIn signIn, CancellationToken stop)
    {
        if (signIn is MailSignIn.Nobody) return;

        var mechanism = Sasl.Choose(signIn, offers.GetValueOrDefault("AUTH", "").Split(' '))
            ?? throw new MailFailure(MailFailureKind.SignIn, "The server offers no way to sign in that Kith knows.");
        var reply = mechanism == "LOGIN" ? await LoginAsync((MailSignIn.Password)signIn, stop) : await SayAsync($"AUTH {mechanism} {Sasl.FirstWords(mechanism, signIn)}", stop);

        // An XOAUTH2 server tells its error in a challenge first, and refuses only when that is answered.
        if (reply.Code == 334) reply = await SayAsync("", stop);
        if (reply.Code is < 200 or >= 300) throw reply.Failure(reply.Code >= 500 ? MailFailureKind.SignIn : null);
    }

    async Task<SmtpReply> LoginAsync(MailSignIn.Password password, CancellationToken stop)
    {
        var reply = await SayAsync("AUTH LOGIN", stop);
        if (reply.Code == 334) reply = await SayAsync(Sasl.Base64(password.Name), stop);
        return reply.Code == 334 ? await SayAsync(Sasl.Base64(password.Secret), stop) : reply;
    }

    string From(MailEnvelope envelope, ReadOnlyMemory<byte> mail)
    {
        var isInternational = envelope.Recipients.Append(envelope.From).Any(one => !System.Text.Ascii.IsValid(one)) || HasForeignHeaders(mail.Span);
        var isEight = mail.Span.ContainsAnyInRange((byte)0x80, (byte)0xff);
        if (LargestMail < mail.Length) throw Refusal(552, "5.3.4", $"The mail has {mail.Length} bytes, and the server takes {LargestMail}.");
        if (isInternational && !offers.ContainsKey("SMTPUTF8")) throw Refusal(553, "5.6.7", "The server takes no addresses that are not ASCII.");
        if (isEight && !offers.ContainsKey("8BITMIME")) throw Refusal(554, "5.6.3", "The server takes no mail that is not ASCII.");

        return $"MAIL FROM:<{envelope.From}>"
            + (offers.ContainsKey("SIZE") ? $" SIZE={mail.Length}" : "")
            + (isEight ? " BODY=8BITMIME" : "")
            + (isInternational ? " SMTPUTF8" : "");
    }

    // Headers in raw UTF-8 are a different format of mail (RFC 6532).
    static bool HasForeignHeaders(ReadOnlySpan<byte> mail)
    {
        var end = mail.IndexOf("\r\n\r\n"u8);
        return (end < 0 ? mail : mail[..end]).ContainsAnyInRange((byte)0x80, (byte)0xff);
    }

    static MailFailure Refusal(int code, string enhancedCode, string words) => new(MailFailureKind.Permanent, words, code, enhancedCode);
}
