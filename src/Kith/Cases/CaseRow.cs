namespace Kith.Cases;

/// <summary>A case as lists and pages show it.</summary>
public sealed record CaseRow(
    Guid Id, long Number, Guid PersonId, string PersonName, string Title, Guid DepartmentId, string DepartmentName,
    Guid? OwnerId, string? OwnerName, CaseState State, PromiseKind PromiseKind, DateTime? PromiseDue, DateTime OpenedAt, DateTime? ClosedAt,
    DateTime LastAt, string? LastText, Direction LastDirection, string? LastSurface, Visibility LastVisibility, string? Channel,
    IReadOnlyList<string> Tags, bool IsNew, int Version)
{
    public string? OwnerPictureUrl { get; init; }

    /// <summary>Which place it is about, where that was said.</summary>
    public Guid? BranchId { get; init; }

    public string? BranchName { get; init; }

    /// <summary>Since when a word is owed in public; none where none is.</summary>
    public DateTime? OwesPublicSince { get; init; }

    /// <summary>The department whose answer is waited for, the first one promised; none where none was asked.</summary>
    public string? WaitsOn { get; init; }

    /// <summary>By when that department answers.</summary>
    public DateTime? WaitsUntil { get; init; }

    /// <summary>The number of the case this one was merged into, by whatever steps.</summary>
    public long? MergedInto { get; init; }
}

static class CaseRows
{
    /// <summary>
    /// Names stand in the row by one look-up each under the row's own key: whatever the planner believes about the tables, a page of
    /// fifty costs fifty rows. A case is new to a teammate when the person said something after what that teammate has seen.
    /// </summary>
    public static IQueryable<CaseRow> Rows(this KithDb db, IQueryable<Case> cases, Guid me) => cases.Select(c => new CaseRow(
        c.Id, c.Number, c.PersonId, c.PersonName ?? "", c.Title ?? "",
        c.DepartmentId, db.Departments.Where(d => d.Id == c.DepartmentId).Select(d => d.Name).First(),
        c.OwnerId, db.Teammates.Where(t => t.Id == c.OwnerId).Select(t => t.Name).FirstOrDefault(),
        c.State, c.PromiseKind, c.PromiseDue, c.OpenedAt, c.ClosedAt, c.LastAt, c.LastText, c.LastDirection, c.LastSurface, c.LastVisibility,
        db.Connections.Where(k => k.Id == c.ConnectionId).Select(k => k.Channel).FirstOrDefault(), c.Tags,
        c.LastDirection == Direction.In && !db.Seen.Any(s => s.CaseId == c.Id && s.TeammateId == me && s.UpTo >= c.LastAt), c.Version)
    {
        OwnerPictureUrl = db.Teammates.Where(t => t.Id == c.OwnerId && t.PictureHash != null).Select(t => "/api/attachments/" + t.PictureHash + "/picture").FirstOrDefault(),
        BranchId = c.BranchId,
        BranchName = db.Branches.Where(b => b.Id == c.BranchId).Select(b => b.Name).FirstOrDefault(),
        OwesPublicSince = c.OwesPublicSince,
        WaitsOn = db.Asks.Where(a => a.MatterId == c.Id && (a.State == AskState.Open || a.State == AskState.AskedBack)).OrderBy(a => a.Due).ThenBy(a => a.Id).Select(a => db.Departments.Where(d => d.Id == a.DepartmentId).Select(d => d.Name).First()).FirstOrDefault(),
        WaitsUntil = db.Asks.Where(a => a.MatterId == c.Id && (a.State == AskState.Open || a.State == AskState.AskedBack)).OrderBy(a => a.Due).ThenBy(a => a.Id).Select(a => (DateTime?)a.Due).FirstOrDefault(),
        MergedInto = c.RootId == c.Id ? null : db.Cases.Where(root => root.Id == c.RootId).Select(root => (long?)root.Number).FirstOrDefault(),
    });

    public static async Task<CaseRow> RowAsync(this KithDb db, long number, Guid me, CancellationToken stop) =>
        await db.Rows(db.Cases.Where(c => c.Number == number), me).SingleOrDefaultAsync(stop) ?? throw Refusal.NotFound();
}
