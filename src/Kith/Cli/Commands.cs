namespace Kith.Cli;

/// <summary>What the operator may ask, whether of the running server or of the command line itself.</summary>
sealed class Commands(KithSettings settings, DataFolder folder, Store store, TimeProvider clock, ReadMailAgain? mails = null)
{
    public const string Help = """
        kith migrate                       bring the database up to date
        kith backup [FOLDER]               database, files and keys, while Kith runs
        kith restore FOLDER                put a back-up in place of what is there (Kith must be stopped)
        kith verify [FOLDER]               check the database, the record and every file, or a back-up
            [--anchors FILE]               and the record beside the lines that a receiver of anchors kept
        kith export PERSON [FILE]          one file with everything of a person, found by id, phone number or email address
        kith erase PERSON [--yes]          what erasing this person takes away; with --yes it is done, for good
        kith workspace add NAME --host H   one more workspace, found by its host name; prints the link that makes its owner
        kith mail again                    reads the mails on timelines once more after a mend, and those set aside; nothing is moved
            [--connection NAME] [--since YYYY-MM-DD] [--dry-run]
        kith mail read FILE...             prints each raw mail as one line of JSON; needs no server and no data
        kith owner reset [EMAIL]           prints a link, good for one hour and once, by which an owner sets a new password

        """;

    public async Task<int> RunAsync(string[] args, TextWriter say, CancellationToken stop)
    {
        switch (args)
        {
            case ["migrate"]:
                await say.WriteLineAsync("The database is up to date.");
                return 0;
            case ["backup", .. { Length: <= 1 } where]:
                await say.WriteLineAsync($"Backed up to {await new Backup(settings, folder, store, clock).RunAsync(where.FirstOrDefault(), stop)}");
                return 0;
            case ["verify", "--anchors", var file]:
                return await SayAsync(await Verify.EverythingAsync(folder, store, await OutsideAnchors.ReadAsync(file, stop), stop), say);
            case ["verify", var backup]:
                return await SayAsync(await Verify.BackupAsync(backup, stop), say);
            case ["verify"]:
                return await SayAsync(await Verify.EverythingAsync(folder, store, OutsideAnchors.None, stop), say);
            case ["export", var person, .. { Length: <= 1 } file]:
                return await new PersonCommands(folder, store).ExportAsync(person, file.FirstOrDefault(), say, stop);
            case ["erase", var person]:
                return await new PersonCommands(folder, store).PreviewAsync(person, say, stop);
            case ["erase", var person, "--yes"]:
                return await new PersonCommands(folder, store).EraseAsync(person, say, stop);
            case ["workspace", "add", var name, "--host", var host]:
                return await AddWorkspaceAsync(name, host, say, stop);
            case ["mail", "again", .. var options]:
                return await MailAgain.RunAsync(options, mails, say, stop);
            case ["owner", "reset", .. { Length: <= 1 } email]:
                return await ResetOwnerAsync(email.FirstOrDefault(), say, stop);
            default:
                await say.WriteAsync(Help);
                return 2;
        }
    }

    static async Task<int> SayAsync(IReadOnlyList<string> wrong, TextWriter say)
    {
        foreach (var line in wrong) await say.WriteLineAsync(line);
        if (wrong.Count == 0) await say.WriteLineAsync("Everything is as it should be.");
        return wrong.Count == 0 ? 0 : 1;
    }

    async Task<int> AddWorkspaceAsync(string name, string host, TextWriter say, CancellationToken stop)
    {
        if (Uri.CheckHostName(host) != UriHostNameType.Dns) throw new KithCannotStart($"{host} is no host name.");
        host = host.ToLowerInvariant();
        await using (var across = await store.ReadAcrossAsync(stop))
            if (await across.Db.Workspaces.IgnoreQueryFilters().AnyAsync(w => w.Host == host, stop)) throw new KithCannotStart($"There is a workspace at {host} already.");

        var now = clock.GetUtcNow().UtcDateTime;
        var workspace = new Workspace { WorkspaceId = Ids.New(now), Name = WorkspaceDoors.Name("name", name), Host = host, CreatedAt = now };
        var (invitation, path) = Invitations.Make(workspace.WorkspaceId, Guid.Empty, Role.Owner, now);
        await using var work = await store.WriteAsync(workspace.WorkspaceId, Actor.System, "kith workspace add", stop);
        work.Db.Add(workspace);
        await work.Db.SaveChangesAsync(stop);
        work.Db.AddRange(invitation, Calendar.OfHouse(workspace.WorkspaceId, now), new Department { WorkspaceId = workspace.WorkspaceId, Id = Ids.New(now), Name = "Care", IsDefault = true, CreatedAt = now });
        await work.CommitAsync(stop);
        await say.WriteLineAsync($"{name} is there. Whoever opens this link within a week becomes its owner:\n{AddressOf(workspace.Host)}{path}");
        return 0;
    }

    async Task<int> ResetOwnerAsync(string? email, TextWriter say, CancellationToken stop)
    {
        var owners = await OwnersAsync(stop);
        var meant = email is null ? owners : [.. owners.Where(o => string.Equals(o.Email, email.Trim(), StringComparison.OrdinalIgnoreCase))];
        if (meant is not [var owner])
        {
            await say.WriteLineAsync(owners.Count == 0 ? "There is no owner yet. Open Kith in a browser to begin." : $"Say which owner: {string.Join(", ", owners.Select(o => o.Email))}");
            return 2;
        }
        var (invitation, path) = Invitations.MakeForLockedOut(owner, owner.Id, clock.GetUtcNow().UtcDateTime);
        await using var work = await store.WriteAsync(owner.WorkspaceId, Actor.System, "kith owner reset", stop);
        work.Db.Add(invitation);
        var host = (await work.Db.Workspaces.SingleAsync(stop)).Host;
        await work.CommitAsync(stop);
        await say.WriteLineAsync($"{owner.Name} sets a new password here, within the hour; every session, code and passkey of before ends:\n{AddressOf(host)}{path}");
        return 0;
    }

    async Task<List<Teammate>> OwnersAsync(CancellationToken stop)
    {
        await using var across = await store.ReadAcrossAsync(stop);
        return await across.Db.Teammates.IgnoreQueryFilters().Where(t => t.Role == Role.Owner && t.LeftAt == null).OrderBy(t => t.Email).ToListAsync(stop);
    }

    string AddressOf(string? host)
    {
        var ours = new Uri(settings.PublicUrl ?? settings.Urls.Split(';')[0]);
        return host is null ? ours.GetLeftPart(UriPartial.Authority) : new UriBuilder(ours) { Host = host }.Uri.GetLeftPart(UriPartial.Authority);
    }
}
