namespace Kith.Team;

/// <summary>GET and POST /api/first-run: whoever comes first makes the workspace and owns it. Afterwards there is no such door.</summary>
static class FirstRun
{
    const int FirstRunLock = 7264109;

    public static void MapFirstRun(this RouteGroupBuilder api)
    {
        api.MapGet("/first-run", AskAsync).ForStrangers("Says only whether this Kith has been set up.");
        api.MapPost("/first-run", FoundAsync).ForStrangers("Works once, while there is no workspace.");
    }

    static async Task<FirstRunAnswer> AskAsync(FindWorkspace find, CancellationToken stop) => new(!await find.AnyAsync(stop));

    static async Task<NoContent> FoundAsync(NewWorkspace asked, HttpContext http, Store store, FindWorkspace find, Passwords passwords, TimeProvider clock, CancellationToken stop)
    {
        if (await find.AnyAsync(stop)) throw Refusal.NotFound();

        var now = clock.GetUtcNow().UtcDateTime;
        var email = TeammateEmail.Read(asked.Email);
        var workspace = new Workspace
        {
            WorkspaceId = Ids.New(now),
            Name = WorkspaceDoors.Name("workspaceName", asked.WorkspaceName),
            CreatedAt = now,
            TimeZone = asked.TimeZone is null ? "Etc/UTC" : WorkspaceDoors.Zone(asked.TimeZone),
            QuietHours = QuietHours.Usual,
        };
        var account = Account.For(workspace.WorkspaceId, email, now);
        account.PasswordHash = passwords.Hash(account, Passwords.Read("password", asked.Password, email));
        var owner = Teammate.Joining(workspace.WorkspaceId, account, WorkspaceDoors.Name("name", asked.Name), Role.Owner, now);

        await using var work = await store.WriteAsync(workspace.WorkspaceId, Actor.Of(owner), "POST /api/first-run", stop);
        await BeFirstAsync(work, store, stop);
        work.Db.Add(workspace);
        await work.Db.SaveChangesAsync(stop);
        var care = new Department { WorkspaceId = workspace.WorkspaceId, Id = Ids.New(now), Name = "Care", IsDefault = true, HeadId = owner.Id, CreatedAt = now };
        work.Db.AddRange(account, owner, care, Calendar.OfHouse(workspace.WorkspaceId, now));
        await work.Db.SaveChangesAsync(stop);
        work.Db.Add(new DepartmentMember { WorkspaceId = workspace.WorkspaceId, DepartmentId = care.Id, TeammateId = owner.Id });
        SessionCookie.Begin(http, work.Db, owner, now);
        await work.CommitAsync(stop);
        find.Forget();
        return TypedResults.NoContent();
    }

    // SQLite has one writer, PostgreSQL a lock that ends with the transaction: whoever waited for it sees the first one's workspace.
    static async Task BeFirstAsync(Work work, Store store, CancellationToken stop)
    {
        if (store.IsPostgres) await work.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({FirstRunLock})", stop);
        await using var across = await store.ReadAcrossAsync(stop);
        if (await across.Db.Workspaces.IgnoreQueryFilters().AnyAsync(stop)) throw Refusal.NotFound();
    }
}

[WireName("FirstRun")]
public sealed record FirstRunAnswer(bool Needed);

public sealed record NewWorkspace(string? WorkspaceName, string? Name, string? Email, string? Password, string? TimeZone);
