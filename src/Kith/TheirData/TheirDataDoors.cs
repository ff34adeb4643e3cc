namespace Kith.TheirData;

/// <summary>What a person may ask for: everything of theirs in one file, and that it goes.</summary>
static class TheirDataDoors
{
    public static void AddTheirData(this IServiceCollection services)
    {
        services.AddSingleton<WritePersonFile>();
        services.AddSingleton<ForgetBytes>();
        services.AddSingleton<ErasePerson>();
    }

    public static void MapTheirData(this RouteGroupBuilder api)
    {
        var person = api.MapGroup("/people/{id:guid}");
        person.MapPost("/exports", ExportAsync).Allow(Role.Admin).NeedsExports().WithMetadata(new OwnDesk()).Produces<byte[]>(StatusCodes.Status200OK, "application/zip");
        person.MapGet("/erasure", ErasePerson.PreviewAsync).Allow(Role.Admin).NeedsAllCases();
        person.MapPut("/erasure", EraseAsync).Allow(Role.Admin).NeedsAllCases().WithMetadata(new OwnDesk());
    }

    static async Task<FileStreamHttpResult> ExportAsync(Guid id, Desk desk, Store store, WritePersonFile file, DataFolder folder, CancellationToken stop)
    {
        var caller = desk.Caller!;
        var made = await ExportPerson.RunAsync(store, file, folder, caller.WorkspaceId, caller.Sight, id, new Actor(AuthorKind.Teammate, caller.TeammateId), stop);
        return TypedResults.Stream(made, "application/zip", $"person-{id:N}.zip");
    }

    static async Task<Ok<ErasureRow>> EraseAsync(Guid id, Desk desk, ErasePerson erase, CancellationToken stop) =>
        TypedResults.Ok(await erase.EraseAsync(desk.Caller!.WorkspaceId, id, new Actor(AuthorKind.Teammate, desk.Caller.TeammateId), stop));
}

/// <summary>Writes the file beside the database, for it may be large; it is gone when it was given out.</summary>
static class ExportPerson
{
    const string Deed = "POST /api/people/{id:guid}/exports";

    public static async Task<Stream> RunAsync(Store store, WritePersonFile file, DataFolder folder, Guid workspace, Sight sight, Guid person, Actor by, CancellationToken stop)
    {
        var made = new FileStream(Path.Combine(folder.Folder("exports"), $"{Guid.NewGuid():N}.coming"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await using (var read = await store.ReadAsync(workspace, sight, stop)) await file.WriteAsync(read, person, made, stop);
            await using var work = await store.WriteAsync(workspace, by, Deed, stop);
            work.NoteOf(person, "everything was taken away");
            await work.CommitAsync(stop);
            made.Position = 0;
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }
}
