using System.Net;
using Kith.Cli;
using Microsoft.EntityFrameworkCore;

namespace Kith.Tests.Cli;

public class TheCommandLine(World world) : IClassFixture<World>
{
    [Fact]
    public async Task lets_a_locked_out_owner_in_again_once()
    {
        await using var kith = await world.OpenAsync();
        var before = await kith.SignInAsync(Cast.Mina);
        var said = await AskAsync(kith, 0, "owner", "reset", Cast.Mina.Email);
        var link = $"/api/invitations/{said.Trim().Split('/')[^1]}";
        Assert.Equal(Cast.Mina.Email, (string)(await kith.AsStranger().GetAsync(link))["email"]!);
        var asked = new { name = "Somebody", Cast.Mina.Email, password = "a new quiet word" };

        var browser = kith.AsBrowser();
        await browser.PostAsync(link, asked, HttpStatusCode.NoContent);

        var me = (await browser.GetAsync("/api/me"))["teammate"]!;
        Assert.Equal(("Mina Botha", "owner", kith.Marula.TeammateIds["Mina"]), ((string)me["name"]!, (string)me["role"]!, (Guid)me["id"]!));
        await Soon.Async(async () => Assert.Equal(HttpStatusCode.Unauthorized, (await before.Http.GetAsync("/api/me")).StatusCode));
        await kith.AsBrowser().PostAsync("/api/sessions", new { Cast.Mina.Email, Cast.Password }, HttpStatusCode.Unauthorized);
        await kith.AsBrowser().PostAsync(link, asked, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task asks_which_owner_is_meant()
    {
        await using var kith = await world.OpenAsync();
        Assert.Contains(Cast.Mina.Email, await AskAsync(kith, 2, "owner", "reset"), StringComparison.Ordinal);
        Assert.Contains("kith backup", await AskAsync(kith, 2, "dance"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task adds_a_workspace_that_its_host_name_finds()
    {
        await using var kith = await world.OpenAsync();
        var said = await AskAsync(kith, 0, "workspace", "add", "Baobab Bakery", "--host", "baobab.example");
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        var browser = kith.AsBrowser("http://baobab.example");

        await browser.PostAsync($"/api/invitations/{said.Trim().Split('/')[^1]}", new { name = "Bea", email = "bea@baobab.example", Cast.Password }, HttpStatusCode.NoContent);

        Assert.Equal("Baobab Bakery", (string)(await browser.GetAsync("/api/workspace"))["name"]!);
        await kith.AsBrowser().PostAsync("/api/sessions", new { email = "bea@baobab.example", Cast.Password }, HttpStatusCode.Unauthorized);
        await kith.AsBrowser("http://baobab.example").PostAsync("/api/sessions", new { email = "bea@baobab.example", Cast.Password }, HttpStatusCode.OK);
        await AskAsync(kith, 2, "workspace", "add", "Again", "--host", "baobab.example");
    }

    [Fact]
    public async Task backs_up_while_kith_runs_and_restores_into_a_new_life()
    {
        await using var kith = await world.OpenAsync();
        Directory.CreateDirectory(Path.Combine(kith.Settings.DataFolder, "attachments", "ab"));
        await File.WriteAllTextAsync(Path.Combine(kith.Settings.DataFolder, "attachments", "ab", "claim photo"), "not really a photo");
        var backup = Path.Combine(kith.Settings.DataFolder, "backups", "one");
        await AskAsync(kith, 0, "backup", backup);
        Assert.Contains("as it should be", await AskAsync(kith, 0, "verify", backup), StringComparison.Ordinal);

        var elsewhere = await World.EmptyAsync();
        using var folder = new DataFolder(elsewhere.DataFolder);
        var said = new StringWriter();
        Assert.Equal((0, ""), (await new Restore(elsewhere, folder).RunAsync(backup, said, CancellationToken.None), said.ToString().StartsWith("Restored", StringComparison.Ordinal) ? "" : said.ToString()));

        await using var store = await OpenStore.OpenAsync(elsewhere, folder, TimeProvider.System, CancellationToken.None);
        await using var work = await store.ReadAsync(kith.Marula.Id, CancellationToken.None);
        Assert.Equal((Cast.Team.Count, 2), (await work.Db.Teammates.CountAsync(), work.Epoch));
        Assert.Equal("not really a photo", await File.ReadAllTextAsync(folder.At("attachments", "ab", "claim photo")));
    }

    [Fact]
    public async Task refuses_a_backup_that_was_changed()
    {
        await using var kith = await world.OpenAsync();
        var backup = Path.Combine(kith.Settings.DataFolder, "backups", "one");
        await AskAsync(kith, 0, "backup", backup);
        var database = Directory.EnumerateFiles(backup, "kith.d*").Single();
        var bytes = await File.ReadAllBytesAsync(database);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(database, bytes);
        var elsewhere = await World.EmptyAsync();
        using var folder = new DataFolder(elsewhere.DataFolder);
        var said = new StringWriter();

        Assert.Equal(1, await new Restore(elsewhere, folder).RunAsync(backup, said, CancellationToken.None));
        Assert.Contains("was changed", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("was changed", await AskAsync(kith, 1, "verify", backup), StringComparison.Ordinal);
    }

    [Fact]
    public async Task has_a_socket_only_its_owner_may_open_and_never_a_second_writer()
    {
        await using var kith = await world.OpenAsync();
        await AskAsync(kith, 0, "migrate");

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(kith.Settings.DataFolder, "kith.sock")));
        Assert.Throws<KithCannotStart>(() => new DataFolder(kith.Settings.DataFolder));
        Assert.Contains("as it should be", await AskAsync(kith, 0, "verify"), StringComparison.Ordinal);
    }

    internal static async Task<string> AskAsync(KithUnderTest kith, int code, params string[] args)
    {
        _ = kith.Services;
        await Soon.Async(() => { Assert.True(CommandSocket.IsThere(kith.Settings.DataFolder)); return Task.CompletedTask; });
        var said = new StringWriter();
        var ended = await CommandSocket.AskAsync(kith.Settings.DataFolder, args, said, CancellationToken.None);
        Assert.True(code == ended, $"kith {string.Join(' ', args)} ended with {ended}: {said}");
        return said.ToString();
    }
}
