using System.Diagnostics;
using Kith.Tests;

namespace Kith.Torment;

/// <summary>A folder of our mailbox in the real Dovecot. Mail is put into it as a delivery agent does, and comes when the agent says it came.</summary>
sealed class MailFolder
{
    int delivered;

    MailFolder(string name) => Name = name;

    public string Name { get; }

    string Root => Path.Combine(Path.GetDirectoryName(MailTown.Of("RESTART_IMAP"))!, "mail", MailTown.Care, "Maildir", "." + Name);

    public static async Task<MailFolder> MakeAsync()
    {
        var folder = new MailFolder($"Torment-{Guid.NewGuid():N}");
        await using var program = await MailTown.OpenAsync(ours: true);
        await program.CreateAsync(folder.Name, CancellationToken.None);
        return folder;
    }

    public void Put(string mail, DateTimeOffset at)
    {
        var name = $"{at.ToUnixTimeSeconds()}.{Interlocked.Increment(ref delivered)}.mail";
        var draft = Path.Combine(Root, "tmp", name);
        File.WriteAllText(draft, mail);
        File.SetLastWriteTimeUtc(draft, at.UtcDateTime);
        File.Move(draft, Path.Combine(Root, "new", name));
    }

    /// <summary>The folder loses what it knew of itself, as after a restore: other numbers for the same mails, under another UIDVALIDITY.</summary>
    public async Task NumberAnewAsync()
    {
        var script = new ProcessStartInfo(MailTown.Of("RESTART_IMAP"), ["find", Root, "-maxdepth", "1", "-name", "dovecot*", "-type", "f", "-delete"]);
        using var run = Process.Start(script)!;
        await run.WaitForExitAsync();
        Assert.Equal(0, run.ExitCode);
    }
}
