using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Kith.Connections;

sealed partial class SqliteHotPath
{
    const string CaseColumns = """
        c.workspace_id, c.id, c.number, c.person_id, c.person_name, c.department_id, c.owner_id, c.state, c.closed_at, c.promise_kind, c.promise_due,
        c.last_at, c.last_text, c.last_direction, c.last_surface, c.last_visibility, c.connection_id, c.version, c.owes_public, c.owes_public_since, c.branch_id
        """;

    /// <summary>The matter of what was said in public; nothing of a message to the person alone is looked up for it.</summary>
    const string SaidInPublicJoins = """
        left join "case" o on o.workspace_id = d.workspace_id and o.id = case when m.post_id is null then null else m.case_id end
        left join "case" c on c.workspace_id = o.workspace_id and c.id = o.root_id
        """;

    const string IsSaidOtherwise = """
        m.post_id is not null and exists (
            select 1 from moment l where l.workspace_id = m.workspace_id and l.post_id = m.post_id and l.person_id = m.person_id and l.direction = 2 and l.kind = 0 and l.at > m.at
                and not exists (select 1 from delivery f where f.workspace_id = l.workspace_id and f.moment_id = l.id and f.state in (5, 7)))
        """;

    const string DeliveryQuery = $"""
        select {CaseColumns}, d.workspace_id, d.moment_id, d.handle_id, d.connection_id, d.attempt_key, d.state, d.outside_id, d.parts, d.segments, m.person_id, h.kind, h.scope, h.value,
            case when m.post_id is not null then json_extract(m.detail, '$.before.owesPublicSince') end, m.at, {IsSaidOtherwise}
        from delivery d join moment m on m.workspace_id = d.workspace_id and m.id = d.moment_id join handle h on h.workspace_id = d.workspace_id and h.id = d.handle_id {SaidInPublicJoins}
        """;

    Known Load(SqliteTransaction transaction, Wanted wanted)
    {
        var known = new Known();
        foreach (var workspace in wanted.Workspaces) FindWorkspace(transaction, workspace, wanted.Now, known);
        if (known.ChangedHouses.Count > 0) return known;

        foreach (var name in wanted.Handles) FindHandle(transaction, name, known);
        foreach (var kin in wanted.Kin) FindAccounts(transaction, kin, known);
        foreach (var name in wanted.Threads) FindThread(transaction, name, known);
        foreach (var copy in wanted.Copies) FindCopy(transaction, copy, known);
        foreach (var (workspace, email) in wanted.Teammates) FindTeammate(transaction, workspace, email, known);
        foreach (var name in wanted.Keys) FindKey(transaction, name, known);
        foreach (var name in wanted.Others) FindOther(transaction, name, known);
        foreach (var name in wanted.Receipts) FindSent(transaction, name, known);
        foreach (var name in wanted.UnderWay) FindUnderWay(transaction, name, known);
        foreach (var mark in wanted.Read) FindEarlier(transaction, mark, known);
        foreach (var name in wanted.Posts) FindPost(transaction, name, known);
        foreach (var file in wanted.Files) FindFile(transaction, file.WorkspaceId, file.Hash, known);
        foreach (var kase in known.Resting) FindOwed(transaction, kase, known);
        return known;
    }

    void FindWorkspace(SqliteTransaction transaction, Guid workspace, DateTime now, Known known)
    {
        using var row = Prepare("""
            select w.hours_version, (select id from department d where d.workspace_id = w.workspace_id order by d.is_default desc, d.created_at, d.id limit 1)
            from workspace w where w.workspace_id = $1
            """, 1).Read(transaction, workspace);
        if (!row.Read() || row.IsDBNull(1)) return;

        if (houses.Of(workspace, row.GetInt64(0)) is { } house) known.Workspaces[workspace] = new(house, row.Id(1), now);
        else known.ChangedHouses.Add(workspace);
    }

    void FindHandle(SqliteTransaction transaction, HandleName name, Known known)
    {
        using (var row = Prepare("""
            select h.id, h.person_id, h.strength, h.shared, h.block, h.last_seen, h.stopped_at, p.root_id, p.name, p.last_at, max(h.block, p.block, coalesce(r.block, 0)),
                h.shared and exists (select 1 from handle o where o.workspace_id = h.workspace_id and o.person_id = h.person_id and o.id <> h.id), h.problem
            from handle h join person p on p.workspace_id = h.workspace_id and p.id = h.person_id
            left join person r on p.root_id <> p.id and r.workspace_id = p.workspace_id and r.id = p.root_id
            where h.workspace_id = $1 and h.kind = $2 and h.scope = $3 and h.value = $4
            """, 4).Read(transaction, name.WorkspaceId, name.Kind, name.Scope, name.Value))
        {
            if (!row.Read()) return;
            var handle = new Handle
            {
                WorkspaceId = name.WorkspaceId,
                Id = row.Id(0),
                Kind = name.Kind,
                Scope = name.Scope,
                Value = name.Value,
                PersonId = row.Id(1),
                Strength = (Strength)row.GetInt32(2),
                Shared = row.GetBoolean(3),
                Block = (Block)row.GetInt32(4),
                LastSeen = row.Time(5),
                StoppedAt = row.TimeOrNull(6),
                Problem = row.TextOrNull(12),
            };
            known.Handles[name] = new(handle, row.Id(7), row.TextOrNull(8), row.Time(9), (Block)row.GetInt32(10)) { IsSharedWithSomebody = row.GetBoolean(11) };
        }
        FindRunning(transaction, name.WorkspaceId, known.Handles[name].RootId, known);
    }

    /// <summary>From the person to their cases: left alone, SQLite walks through everybody's running cases instead.</summary>
    void FindRunning(SqliteTransaction transaction, Guid workspace, Guid rootPerson, Known known)
    {
        using var row = Prepare($"""
            select {CaseColumns} from person m cross join "case" c indexed by case_by_person_id on c.workspace_id = m.workspace_id and c.person_id = m.id
            where m.workspace_id = $1 and m.root_id = $2 and c.state <> 3 and c.root_id = c.id
            """, 2).Read(transaction, workspace, rootPerson);
        while (row.Read()) known.Reopen(rootPerson, known.TheOne(CaseOf(row)));
    }

    /// <summary>From the person to their handles: left alone, SQLite walks through everybody's handles of that kind.</summary>
    void FindAccounts(SqliteTransaction transaction, Kin kin, Known known)
    {
        if (!known.Handles.TryGetValue(kin.Known, out var who)) return;

        using var row = Prepare("""
            select o.value from person m cross join handle o indexed by handle_by_person_id on o.workspace_id = m.workspace_id and o.person_id = m.id
            where m.workspace_id = $1 and m.root_id = $2 and o.kind = $3 and o.scope = $4
            """, 4).Read(transaction, kin.Known.WorkspaceId, who.RootId, kin.Kind, kin.Scope);
        var accounts = known.Accounts[kin] = [];
        while (row.Read()) accounts.Add(row.GetString(0));
    }

    void FindThread(SqliteTransaction transaction, ThreadName name, Known known)
    {
        using var row = Prepare($"""
            select {CaseColumns}, p.root_id, t.last_at from thread t
            join person p on p.workspace_id = t.workspace_id and p.id = t.person_id
            join "case" o on o.workspace_id = t.workspace_id and o.id = t.case_id
            join "case" c on c.workspace_id = o.workspace_id and c.id = o.root_id
            where t.workspace_id = $1 and t.connection_id = $2 and t.thread_key = $3
            """, 3).Read(transaction, name.WorkspaceId, name.ConnectionId, name.Key);
        if (row.Read()) known.Threads[name] = new(row.Id(21), known.TheOne(CaseOf(row)).Id, row.Time(22));
    }

    /// <summary>Only of a thread with somebody else: whoever it is with is no copy.</summary>
    void FindCopy(SqliteTransaction transaction, InCopy copy, Known known)
    {
        var (thread, who) = copy;
        if (!known.Threads.TryGetValue(thread, out var with) || (known.Handles.TryGetValue(who, out var sender) && sender.RootId == with.RootId)) return;

        using var row = Prepare($"""
            select 1 from (
                select m.detail from person g join moment m on m.workspace_id = g.workspace_id and m.person_id = g.id
                where g.workspace_id = $1 and g.root_id = $2 and m.direction = 2 and m.connection_id = $3 and m.thread_key = $4
                order by m.at desc, m.id desc limit {InCopy.MostEarlier}) s, json_each(json_array(s.detail ->> '$.others', s.detail ->> '$.hidden')) l, json_each(l.value) o
            where o.value ->> '$.kind' = $5 and o.value ->> '$.value' = $6 limit 1
            """, 6).Read(transaction, thread.WorkspaceId, with.RootId, thread.ConnectionId, thread.Key, who.Kind, who.Value);
        if (row.Read()) known.Copies.Add(copy);
    }

    void FindTeammate(SqliteTransaction transaction, Guid workspace, string email, Known known)
    {
        using var row = Prepare("select id from teammate where workspace_id = $1 and email = $2 and left_at is null limit 1", 2).Read(transaction, workspace, email);
        if (row.Read()) known.Teammates[(workspace, email)] = row.Id(0);
    }

    void FindKey(SqliteTransaction transaction, OutsideName name, Known known)
    {
        using var row = Prepare("""
            select m.id, p.root_id, m.case_id, m.post_id from moment m join person p on p.workspace_id = m.workspace_id and p.id = m.person_id
            where m.workspace_id = $1 and m.connection_id = $2 and m.outside_key = $3 and m.outside_key is not null
            """, 3).Read(transaction, name.WorkspaceId, name.ConnectionId, name.Key);
        if (row.Read()) known.Said[name] = new(row.Id(0), row.Id(1), row.IdOrNull(2), row.IdOrNull(3));
    }

    /// <summary>What is answered or changed: theirs by its key, ours by the id it got there, by the attempt key we planted or by its own id.</summary>
    void FindOther(SqliteTransaction transaction, OutsideName name, Known known)
    {
        var moment = FindMoment(transaction, "select id from moment where workspace_id = $1 and connection_id = $2 and outside_key = $3 and outside_key is not null", name.WorkspaceId, name.ConnectionId, name.Key)
            ?? FindMoment(transaction, "select moment_id from delivery where workspace_id = $1 and connection_id = $2 and outside_id = $3 and outside_id is not null", name.WorkspaceId, name.ConnectionId, name.Bare);
        if (moment is null && name.OurId is { } ours)
            moment = FindMoment(transaction, "select moment_id from delivery where workspace_id = $1 and attempt_key = $2", name.WorkspaceId, ours) ?? ours;
        if (moment is null) return;

        using var row = Prepare($"""
            select {CaseColumns}, m.id, p.root_id, m.post_id, m.at from moment m join person p on p.workspace_id = m.workspace_id and p.id = m.person_id
            left join "case" o on o.workspace_id = m.workspace_id and o.id = m.case_id
            left join "case" c on c.workspace_id = o.workspace_id and c.id = o.root_id
            where m.workspace_id = $1 and m.id = $2
            """, 2).Read(transaction, name.WorkspaceId, moment);
        if (row.Read()) known.Said.TryAdd(name, new(row.Id(21), row.Id(22), row.IsDBNull(1) ? null : known.TheOne(CaseOf(row)).Id, row.IdOrNull(23), row.Time(24)));
    }

    Guid? FindMoment(SqliteTransaction transaction, string sql, params ReadOnlySpan<object?> values)
    {
        using var row = Prepare(sql, values.Length).Read(transaction, values);
        return row.Read() ? row.Id(0) : null;
    }

    void FindSent(SqliteTransaction transaction, OutsideName name, Known known)
    {
        using var row = Prepare($"""
            {DeliveryQuery} where d.workspace_id = $1 and d.connection_id = $2 and d.attempt_key = $4
            union {DeliveryQuery} where d.workspace_id = $1 and d.connection_id = $2 and d.outside_id = $3 and d.outside_id is not null
            """, 4).Read(transaction, name.WorkspaceId, name.ConnectionId, name.Key, name.OurId);
        while (row.Read()) known.Add(name, SentOf(row, known));
    }

    /// <summary>What waits for its answer or for a look stands in one index, what waits for a person in another.</summary>
    void FindUnderWay(SqliteTransaction transaction, OutsideName name, Known known)
    {
        using var row = Prepare("""
            select d.workspace_id, d.moment_id, d.handle_id, d.connection_id, d.attempt_key, d.state, d.outside_id, d.parts, d.segments, m.person_id, h.kind, h.scope, h.value, m.text, p.outside_key, m.surface
            from (select * from delivery where workspace_id = $1 and connection_id = $2 and next_at is not null and state in (1, 6) and outside_id is null
                union all select * from delivery where workspace_id = $1 and connection_id = $2 and state in (5, 6) and state = 6 and next_at is null and outside_id is null) d
            join moment m on m.workspace_id = d.workspace_id and m.id = d.moment_id join handle h on h.workspace_id = d.workspace_id and h.id = d.handle_id
            left join post p on p.workspace_id = m.workspace_id and p.id = m.post_id
            """, 2).Read(transaction, name.WorkspaceId, name.ConnectionId);
        while (row.Read()) known.Add(name, new UnderWay(SentOf(row, 0), row.TextOrNull(15) ?? "", row.TextOrNull(13) ?? "", row.TextOrNull(14)));
    }

    /// <summary>A read mark speaks for everything before it: the last messages of ours to that handle, up to the one it names.</summary>
    void FindEarlier(SqliteTransaction transaction, ReadMark mark, Known known)
    {
        if (!known.Handles.TryGetValue(mark.By, out var who)) return;

        var upTo = FindMoment(transaction, "select moment_id from delivery where workspace_id = $1 and attempt_key = $2", mark.By.WorkspaceId, mark.UpTo) ?? mark.UpTo;
        using var row = Prepare($"""
            {DeliveryQuery} where d.workspace_id = $1 and d.handle_id = $2 and d.moment_id <= $3 and d.state in (1, 2, 3, 6) and d.moment_id in (
                select id from moment where workspace_id = $1 and person_id = $4 and direction = 2 order by at desc, id desc limit {ReadMark.MostEarlier})
            """, 4).Read(transaction, mark.By.WorkspaceId, who.Handle.Id, upTo, who.PersonId);
        while (row.Read()) known.Add(mark.Name, SentOf(row, known));
    }

    void FindPost(SqliteTransaction transaction, OutsideName name, Known known)
    {
        using var row = Prepare("select id, url, text, author_name from post where workspace_id = $1 and connection_id = $2 and outside_key = $3", 3).Read(transaction, name.WorkspaceId, name.ConnectionId, name.Key);
        if (row.Read())
            known.Posts[name] = new() { WorkspaceId = name.WorkspaceId, Id = row.Id(0), ConnectionId = name.ConnectionId, OutsideKey = name.Key, Url = row.TextOrNull(1), Text = row.TextOrNull(2), AuthorName = row.TextOrNull(3) };
    }

    void FindOwed(SqliteTransaction transaction, Case kase, Known known)
    {
        using var row = Prepare("""
            select p.id, p.case_id, p.kind, p.made_at, p.due, p.minutes, p.calendar_id, p.spent, p.paused_at, p.resumed_at, p.kept_at, p.broken_at
            from "case" k join promise p on p.workspace_id = k.workspace_id and p.case_id = k.id
            where k.workspace_id = $1 and (k.id = $2 or (k.root_id = $2 and k.root_id <> k.id)) and p.ended_at is null and p.kind <> 2 and (p.kept_at is null or (p.kind = 3 and p.kept_at = $3))
            order by p.due, p.id
            """, 3).Read(transaction, kase.WorkspaceId, kase.Id, kase.ClosedAt);
        while (row.Read())
            known.Owe(kase.Id, new()
            {
                WorkspaceId = kase.WorkspaceId,
                Id = row.Id(0),
                CaseId = row.Id(1),
                Kind = (PromiseKind)row.GetInt32(2),
                MadeAt = row.Time(3),
                Due = row.Time(4),
                Minutes = row.IsDBNull(5) ? null : row.GetInt32(5),
                CalendarId = row.IdOrNull(6),
                Spent = row.GetInt64(7),
                PausedAt = row.TimeOrNull(8),
                ResumedAt = row.TimeOrNull(9),
                KeptAt = row.TimeOrNull(10),
                BrokenAt = row.TimeOrNull(11),
            });
    }

    void FindFile(SqliteTransaction transaction, Guid workspace, string hash, Known known)
    {
        using var row = Prepare("select size, type from attachment where workspace_id = $1 and hash = $2", 2).Read(transaction, workspace, hash);
        if (row.Read()) known.Files[(workspace, hash)] = new() { WorkspaceId = workspace, Hash = hash, Size = row.GetInt64(0), Type = row.GetString(1) };
    }

    static Case CaseOf(SqliteDataReader row) => new()
    {
        WorkspaceId = row.Id(0),
        Id = row.Id(1),
        RootId = row.Id(1),
        Number = row.GetInt64(2),
        PersonId = row.Id(3),
        PersonName = row.TextOrNull(4),
        DepartmentId = row.Id(5),
        OwnerId = row.IdOrNull(6),
        State = (CaseState)row.GetInt32(7),
        ClosedAt = row.TimeOrNull(8),
        PromiseKind = (PromiseKind)row.GetInt32(9),
        PromiseDue = row.TimeOrNull(10),
        LastAt = row.Time(11),
        LastText = row.TextOrNull(12),
        LastDirection = (Direction)row.GetInt32(13),
        LastSurface = row.TextOrNull(14),
        LastVisibility = (Visibility)row.GetInt32(15),
        ConnectionId = row.IdOrNull(16),
        Version = row.GetInt32(17),
        OwesPublic = row.GetBoolean(18),
        OwesPublicSince = row.TimeOrNull(19),
        BranchId = row.IdOrNull(20),
    };

    static SentHere SentOf(SqliteDataReader row, Known known) => SentOf(row, 21) with
    {
        InPublic = row.IsDBNull(1) ? null : SaidInPublic.Of(known.TheOne(CaseOf(row)), row.TextOrNull(34), row.Time(35), row.GetBoolean(36)),
    };

    static SentHere SentOf(SqliteDataReader row, int at) => new(new Delivery
    {
        WorkspaceId = row.Id(at),
        MomentId = row.Id(at + 1),
        HandleId = row.Id(at + 2),
        ConnectionId = row.Id(at + 3),
        AttemptKey = row.Id(at + 4),
        State = (DeliveryState)row.GetInt32(at + 5),
        OutsideId = row.TextOrNull(at + 6),
        Parts = row.TextOrNull(at + 7),
        Segments = row.GetInt32(at + 8),
    }, row.Id(at + 9), new HandleName(row.Id(at), row.GetString(at + 10), row.GetString(at + 11), row.GetString(at + 12)));
}
