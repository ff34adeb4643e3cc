using System.Threading.Channels;
using Kith.Channels;
using Kith.Mail;
using Kith.Mail.Imap;

namespace Kith.Connections;

/// <summary>
/// Lays a copy of what was sent into the mailbox's own folder for it, so that whoever opens the mailbox elsewhere sees our side too. A
/// courtesy: the mail has left, and what fails here is logged and not tried for ever.
/// </summary>
sealed class CopyToSent(MailVisit visit, TimeProvider clock, ILogger<CopyToSent> log) : BackgroundService
{
    const int Tries = 3;
    static readonly string[] usualNames = ["Sent", "Sent Items", "Sent Messages", "INBOX.Sent"];
    static readonly TimeSpan pause = TimeSpan.FromSeconds(20);

    readonly Channel<(OpenConnection Connection, ReadOnlyMemory<byte> Mail)> waiting =
        Channel.CreateBounded<(OpenConnection, ReadOnlyMemory<byte>)>(new BoundedChannelOptions(500) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Add(OpenConnection connection, ReadOnlyMemory<byte> mail) => waiting.Writer.TryWrite((connection, mail));

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        await foreach (var (connection, mail) in waiting.Reader.ReadAllAsync(stop))
            if (connection.Can<IMailbox>()?.Mailbox(connection.Account) is not null) await KeepAsync(connection, mail, stop);
    }

    /// <summary>The folder the server marks as that (RFC 6154), else one with a name that mail programs give it.</summary>
    static string? FolderOfSent(IReadOnlyList<ImapListing> folders) =>
        (folders.FirstOrDefault(folder => folder.Use == ImapUse.Sent) ?? folders.FirstOrDefault(folder => usualNames.Contains(folder.Name)))?.Name;

    async Task KeepAsync(OpenConnection connection, ReadOnlyMemory<byte> mail, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
            try
            {
                await using var mailbox = await visit.ReadAsync(connection, stop);
                if (FolderOfSent(await mailbox.ListAsync(stop)) is { } folder) await mailbox.AppendAsync(folder, mail, ["\\Seen"], stop);
                return;
            }
            catch (MailFailure failure)
            {
                if (tries == Tries)
                {
                    log.LogWarning("Connection {Connection} keeps no copy of a sent mail: {Kind}", connection.Id, failure.Kind);
                    return;
                }
                await Task.Delay(pause, clock, stop);
            }
    }
}
