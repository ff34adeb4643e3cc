namespace Kith.Cli;

/// <summary><c>kith export PERSON</c> and <c>kith erase PERSON</c>: what a person may ask for, done by the operator.</summary>
sealed class PersonCommands(DataFolder folder, Store store)
{
    public const string FileName = "person.zip";

    readonly KeptFiles files = new(folder);

    public async Task<int> ExportAsync(string person, string? file, TextWriter say, CancellationToken stop)
    {
        var (workspace, id) = await FindAsync(person, stop);
        var path = Path.GetFullPath(file ?? FileName);
        await using (var made = await ExportPerson.RunAsync(store, new WritePersonFile(files), folder, workspace, Sight.All, id, Actor.System, stop))
        await using (var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await made.CopyToAsync(to, stop);
        }
        await say.WriteLineAsync($"Everything of this person is in {path}. Nobody but you may read it; delete it when it was handed over.");
        return 0;
    }

    public async Task<int> PreviewAsync(string person, TextWriter say, CancellationToken stop)
    {
        var (workspace, id) = await FindAsync(person, stop);
        await using var work = await store.ReadAsync(workspace, stop);
        await SayAsync(await ErasePerson.PreviewAsync(id, work.Db, stop), "would go", say);
        await say.WriteLineAsync("Nothing was changed. Add --yes to do it; it cannot be undone.");
        return 0;
    }

    public async Task<int> EraseAsync(string person, TextWriter say, CancellationToken stop)
    {
        var (workspace, id) = await FindAsync(person, stop);
        await SayAsync(await new ErasePerson(store, files, new ForgetBytes(store)).EraseAsync(workspace, id, Actor.System, stop), "went", say);
        return 0;
    }

    static async Task SayAsync(ErasureRow row, string went, TextWriter say)
    {
        foreach (var part in row.Goes) await say.WriteLineAsync($"{part.Count,8} {part.What} {went}");
        foreach (var part in row.Stays) await say.WriteLineAsync($"   stays {part.What}: {part.Why}");
        if (row.OpenCases.Count > 0) await say.WriteLineAsync($"         Close first: {string.Join(", ", row.OpenCases.Select(number => $"case {number}"))}.");
    }

    /// <summary>By id, or by an address that just one person has, over all workspaces.</summary>
    async Task<(Guid Workspace, Guid Id)> FindAsync(string said, CancellationToken stop)
    {
        await using var across = await store.ReadAcrossAsync(stop);
        var db = across.Db;
        var (id, value) = (Guid.TryParse(said, out var asked) ? asked : Guid.Empty, said.Trim().ToLowerInvariant());
        var found = (await db.People.IgnoreQueryFilters().Where(p => p.Id == id).Select(p => new { p.WorkspaceId, p.Id }).ToListAsync(stop))
            .Concat(await db.Handles.IgnoreQueryFilters().Where(h => h.Value == said.Trim() || h.Value == value).Select(h => new { h.WorkspaceId, Id = h.PersonId }).ToListAsync(stop)).Distinct().ToList();
        return found is [var one] ? (one.WorkspaceId, one.Id)
            : throw new KithCannotStart(found.Count == 0 ? $"Nobody is known by {said}." : $"{said} is of more than one person: {string.Join(", ", found.Select(f => f.Id))}.");
    }
}
