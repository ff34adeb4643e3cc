using Kith.Mail;
using Kith.TryIt;

namespace Kith.Tests;

/// <summary>A mail server that takes what we hand in and keeps it in mailboxes at example.org.</summary>
sealed class MailHouse : IAsyncDisposable
{
    const string Host = "127.0.0.1";

    readonly PretendPost post = new(null!, TimeProvider.System);
    readonly MailListener listener;

    public MailHouse() => listener = MailListener.Open(0, (wire, stop) => new SmtpSession(wire, post).TalkAsync(stop));

    public int Port => listener.Port;

    /// <summary>The operator's word that Kith may speak to it.</summary>
    public void Allow(IWebHostBuilder builder) => builder.UseSetting("KITH_ALLOW_PRIVATE", $"{Host}:{listener.Port}");

    /// <summary>A mailbox of Marula's that hands its mail in here.</summary>
    public Task<Postman> ConnectAsync(KithUnderTest kith) => Postman.ConnectAsync(kith, new { name = "Marula Mutual", smtp_host = Host, smtp_port = $"{listener.Port}", smtp_security = "none", reply_secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0" });

    public IReadOnlyList<InboundMail> At(string address)
    {
        Assert.True(EmailAddress.TryParse(address, out var read));
        return [.. post.Find(read)!.Letters.Select(letter => letter.Mail)];
    }

    /// <summary>The newest mail there, as it came.</summary>
    public ReadOnlyMemory<byte> BytesAt(string address) => EmailAddress.TryParse(address, out var read) ? post.Find(read)!.Letters[^1].Bytes : default;

    public async Task<InboundMail> ArrivedAsync(string address, string subject)
    {
        InboundMail? found = null;
        await Soon.Async(() => Task.Run(() => Assert.NotNull(found = At(address).LastOrDefault(mail => mail.Subject == subject))), seconds: 15);
        return found!;
    }

    public ValueTask DisposeAsync() => listener.DisposeAsync();
}
