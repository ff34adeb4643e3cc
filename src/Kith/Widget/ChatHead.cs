using System.Globalization;
using System.Text.Json.Serialization;

namespace Kith.Widget;

/// <summary>Who answers and by when (and why then, where a teammate promised another time), whether somebody is there now, and which other ways are open.</summary>
sealed record ChatHead(
    string Workspace, ChatAnswerer? Who, string Department, DateTime? Due, string? Why, bool IsOpen, DateTime? OpensAt, DateTime AnswerBy,
    string LocalTime, string Place, string? ArrivedFrom, bool CanSms, bool CanEmail, string? Mailbox, [property: JsonIgnore] DateTime? SeenUpTo)
{
    public static async Task<ChatHead> OfAsync(KithDb db, ChatSight sight, DateTime now, CancellationToken stop)
    {
        var workspace = await db.Workspaces.SingleAsync(stop);
        var kase = await CaseAsync(db, sight, stop);
        var (who, inCharge) = await AnswererAsync(db, kase, stop);
        var house = await db.HouseHoursAsync(stop);
        var department = kase?.DepartmentId ?? await db.Departments.Where(d => d.IsDefault).Select(d => d.Id).FirstOrDefaultAsync(stop);
        var opens = house.Of(department, kase?.BranchId).Add(now, TimeSpan.Zero);
        var answer = house.AnswerOf(PromiseKind.FirstAnswer, department, kase?.BranchId, VisitorDesk.Channel, now);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(workspace.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var isOwed = kase is { LastDirection: Direction.In, State: CaseState.Open };
        return new(
            workspace.Name, who, inCharge, isOwed ? kase!.PromiseDue : null, isOwed ? await WhyAsync(db, kase!, stop) : null, opens <= now, opens <= now ? null : opens,
            answer.Due, TimeZoneInfo.ConvertTimeFromUtc(now, zone).ToString("HH:mm", CultureInfo.InvariantCulture),
            workspace.TimeZone.Split('/')[^1].Replace('_', ' '), await ArrivedAsync(db, sight, stop), await CanSmsAsync(db, sight, stop), await CanEmailAsync(db, sight, stop), await MailboxAsync(db, sight, stop),
            kase is null ? null : await db.Seen.Where(s => s.CaseId == kase.Id).MaxAsync(s => (DateTime?)s.UpTo, stop));
    }

    /// <summary>Why another time was promised, as the teammate wrote it.</summary>
    static Task<string?> WhyAsync(KithDb db, Case kase, CancellationToken stop) =>
        db.Promises.Where(p => p.CaseId == kase.Id && p.KeptAt == null && p.EndedAt == null && p.Due == kase.PromiseDue).OrderByDescending(p => p.Id).Select(p => p.Reason).FirstOrDefaultAsync(stop);

    public static async Task<Case?> CaseAsync(KithDb db, ChatSight sight, CancellationToken stop)
    {
        if (sight.Person is null) return null;

        var (chat, values, proven) = (sight.At.Chat.Id, sight.At.Values, sight.Proven);
        var continued = await db.Threads.Where(t => t.ConnectionId == chat && values.Contains(t.ThreadKey)).OrderByDescending(t => t.LastAt).Select(t => (Guid?)t.CaseId).FirstOrDefaultAsync(stop);
        if (continued is { } id && await db.Cases.Where(c => c.Id == id).Select(c => (Guid?)c.RootId).SingleOrDefaultAsync(stop) is { } root)
            return await db.Cases.SingleOrDefaultAsync(c => c.Id == root, stop);
        return await db.Cases.Where(c => proven.Contains(c.PersonId) && c.RootId == c.Id).OrderBy(c => c.State == CaseState.Closed).ThenByDescending(c => c.LastAt).FirstOrDefaultAsync(stop);
    }

    static async Task<(ChatAnswerer? Who, string Department)> AnswererAsync(KithDb db, Case? kase, CancellationToken stop)
    {
        var department = await db.Departments.Where(d => kase == null ? d.IsDefault : d.Id == kase.DepartmentId).Select(d => d.Name).FirstOrDefaultAsync(stop) ?? "";
        if (kase is not { OwnerId: { } owner, IsClosed: false }) return (null, department);

        var name = await db.Teammates.Where(t => t.Id == owner && t.LeftAt == null).Select(t => t.Name).SingleOrDefaultAsync(stop);
        return (name is null ? null : new(ChatWords.FirstName(name), department), department);
    }

    /// <summary>By which surface the person held the link that brought them here.</summary>
    static async Task<string?> ArrivedAsync(KithDb db, ChatSight sight, CancellationToken stop) =>
        sight.ArrivedBy is { } from ? ChatWords.SurfaceName(await db.Moments.Where(m => m.Id == from).Select(m => m.Surface).SingleOrDefaultAsync(stop)) : null;

    /// <summary>Whether we could go on by SMS: we have a number to send from, and the person has none with us yet.</summary>
    static async Task<bool> CanSmsAsync(KithDb db, ChatSight sight, CancellationToken stop)
    {
        if (sight.Person is null) return false;

        var group = sight.Group;
        return await db.Connections.AnyAsync(c => c.Enabled && (c.Channel == "sms" || c.Channel == "kannel"), stop)
            && !await db.Handles.AnyAsync(h => group.Contains(h.PersonId) && h.Kind == "phone", stop);
    }

    /// <summary>Whether a mail could reach the person when they have left: we have a mailbox to send from.</summary>
    static async Task<bool> CanEmailAsync(KithDb db, ChatSight sight, CancellationToken stop) =>
        sight.Person is not null && (await db.Connections.Where(c => c.Enabled && c.Channel == "email").ToListAsync(stop)).Any(c => c.Settings["smtp_host"]?.ToString() is { Length: > 0 });

    /// <summary>Where a mail would go, so much of it that only its owner knows it.</summary>
    static async Task<string?> MailboxAsync(KithDb db, ChatSight sight, CancellationToken stop) =>
        sight.Person is { } person && await db.MailboxOfAsync(person, stop) is { } mailbox ? MaskedHandle.Of(mailbox) : null;
}

sealed record ChatAnswerer(string Name, string Department);
