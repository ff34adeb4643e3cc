using System.Text.Json;
using Npgsql;

namespace Kith.Connections;

sealed partial class PostgresHotPath
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

    const string SentColumns =
        "d.workspace_id, d.moment_id, d.handle_id, d.connection_id, d.attempt_key, d.state, d.outside_id, d.parts, d.segments, m.person_id, h.kind, h.scope, h.value";

    const string DeliveryColumns = $"""
        {SentColumns}, {CaseColumns}, case when m.post_id is not null then m.detail -> 'before' ->> 'owesPublicSince' end, m.at, {IsSaidOtherwise}
        """;

    /// <summary>One round trip for all that the batch names.</summary>
    async Task<Known> LoadAsync(NpgsqlConnection connection, Wanted wanted, RoutingFacts facts, CancellationToken stop)
    {
        var known = new Known { Facts = facts };
        await using var batch = connection.CreateBatch();
        var readers = new List<Action<NpgsqlDataReader>>(8);
        AskWorkspaces(batch, wanted, known, readers);
        if (wanted.Handles.Count > 0) AskHandles(batch, [.. wanted.Handles], known, readers);
        if (wanted.Kin.Count > 0) AskAccounts(batch, [.. wanted.Kin], known, readers);
        if (wanted.Threads.Count > 0) AskThreads(batch, [.. wanted.Threads], known, readers);
        if (wanted.Copies.Count > 0) AskCopies(batch, [.. wanted.Copies], known, readers);
        if (wanted.Teammates.Count > 0) AskTeammates(batch, [.. wanted.Teammates], known, readers);
        if (wanted.Keys.Count > 0) AskKeys(batch, [.. wanted.Keys], known, readers);
        if (wanted.Others.Count > 0) AskOthers(batch, [.. wanted.Others], known, readers);
        if (wanted.Receipts.Count > 0) AskReceipts(batch, [.. wanted.Receipts], known, readers);
        if (wanted.UnderWay.Count > 0) AskUnderWay(batch, [.. wanted.UnderWay], known, readers);
        if (wanted.Read.Count > 0) AskEarlier(batch, [.. wanted.Read], known, readers);
        if (wanted.Posts.Count > 0) AskPosts(batch, [.. wanted.Posts], known, readers);
        if (wanted.Files.Count > 0) AskFiles(batch, [.. wanted.Files], known, readers);
        await using (var rows = await batch.ExecuteReaderAsync(stop))
            foreach (var read in readers)
            {
                while (await rows.ReadAsync(stop)) read(rows);
                await rows.NextResultAsync(stop);
            }
        if (known.ChangedHouses.Count > 0)
        {
            foreach (var workspace in known.ChangedHouses) await houses.ReadAsync(workspace, stop);
            return await LoadAsync(connection, wanted, facts, stop);
        }
        if (known.AsksForFacts && facts.Missing(known) is { Count: > 0 } missing) await facts.ReadAsync(missing, wanted.Now, stop);
        await LoadOwedAsync(connection, known, stop);
        return known;
    }

    void AskWorkspaces(NpgsqlBatch batch, Wanted wanted, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        Add(batch, """
            select w.workspace_id, w.hours_version, d.id
            from unnest($1) u(w) join workspace w on w.workspace_id = u.w
            cross join lateral (select id from department d where d.workspace_id = w.workspace_id order by d.is_default desc, d.created_at, d.id limit 1) d
            """, Each(wanted.Workspaces, w => w));
        readers.Add(row =>
        {
            var workspace = row.GetGuid(0);
            if (houses.Of(workspace, row.GetInt64(1)) is { } house) known.Workspaces[workspace] = new(house, row.GetGuid(2), wanted.Now);
            else known.ChangedHouses.Add(workspace);
        });
    }

    /// <summary>A round trip more for those few batches that find a case which waits, sleeps or was closed.</summary>
    static async Task LoadOwedAsync(NpgsqlConnection connection, Known known, CancellationToken stop)
    {
        Case[] resting = [.. known.Resting];
        if (resting.Length == 0) return;

        await using var batch = connection.CreateBatch();
        Add(batch, """
            select u.k, p.workspace_id, p.id, p.case_id, p.kind, p.made_at, p.due, p.minutes, p.calendar_id, p.spent, p.paused_at, p.resumed_at, p.kept_at, p.broken_at
            from unnest($1, $2, $3) u(w, k, t)
            cross join lateral (
                select c.id from "case" c where c.workspace_id = u.w and c.id = u.k
                union all
                select c.id from "case" c where c.workspace_id = u.w and c.root_id = u.k and c.root_id <> c.id) c
            join promise p on p.workspace_id = u.w and p.case_id = c.id
            where p.ended_at is null and p.kind <> 2 and (p.kept_at is null or (p.kind = 3 and p.kept_at = u.t))
            order by p.due, p.id
            """, Each(resting, c => c.WorkspaceId), Each(resting, c => c.Id), EachTime(resting, c => c.ClosedAt));
        await using var row = await batch.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            known.Owe(row.GetGuid(0), new()
            {
                WorkspaceId = row.GetGuid(1),
                Id = row.GetGuid(2),
                CaseId = row.GetGuid(3),
                Kind = (PromiseKind)row.GetInt16(4),
                MadeAt = row.GetDateTime(5),
                Due = row.GetDateTime(6),
                Minutes = row.IsDBNull(7) ? null : row.GetInt32(7),
                CalendarId = Id(row, 8),
                Spent = row.GetInt64(9),
                PausedAt = Time(row, 10),
                ResumedAt = Time(row, 11),
                KeptAt = Time(row, 12),
                BrokenAt = Time(row, 13),
            });
    }

    static void AskHandles(NpgsqlBatch batch, HandleName[] names, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        NpgsqlParameter[] Names() => [Each(names, n => n.WorkspaceId), Each(names, n => n.Kind), Each(names, n => n.Scope), Each(names, n => n.Value)];
        Add(batch, """
            select u.i::int, h.id, h.person_id, h.strength, h.shared, h.block, h.last_seen, h.stopped_at, p.root_id, p.name, p.last_at, p.block, coalesce(r.block, 0::smallint),
                h.shared and exists (select from handle o where o.workspace_id = h.workspace_id and o.person_id = h.person_id and o.id <> h.id), h.problem
            from unnest($1, $2, $3, $4) with ordinality u(w, k, s, v, i)
            join handle h on h.workspace_id = u.w and h.kind = u.k and h.scope = u.s and h.value = u.v
            join person p on p.workspace_id = h.workspace_id and p.id = h.person_id
            left join person r on p.root_id <> p.id and r.workspace_id = p.workspace_id and r.id = p.root_id
            """, Names());
        readers.Add(row =>
        {
            var name = names[row.GetInt32(0) - 1];
            var handle = new Handle
            {
                WorkspaceId = name.WorkspaceId,
                Id = row.GetGuid(1),
                Kind = name.Kind,
                Scope = name.Scope,
                Value = name.Value,
                PersonId = row.GetGuid(2),
                Strength = (Strength)row.GetInt16(3),
                Shared = row.GetBoolean(4),
                Block = (Block)row.GetInt16(5),
                LastSeen = row.GetDateTime(6),
                StoppedAt = row.IsDBNull(7) ? null : row.GetDateTime(7),
                Problem = Text(row, 14),
            };
            var block = (Block)Math.Max(row.GetInt16(5), Math.Max(row.GetInt16(11), row.GetInt16(12)));
            known.Handles[name] = new(handle, row.GetGuid(8), Text(row, 9), row.GetDateTime(10), block) { IsSharedWithSomebody = row.GetBoolean(13) };
        });
        Add(batch, $"""
            select {CaseColumns}, p.root_id
            from unnest($1, $2, $3, $4) u(w, k, s, v)
            join handle h on h.workspace_id = u.w and h.kind = u.k and h.scope = u.s and h.value = u.v
            join person p on p.workspace_id = h.workspace_id and p.id = h.person_id
            join person m on m.workspace_id = p.workspace_id and m.root_id = p.root_id
            join "case" c on c.workspace_id = m.workspace_id and c.person_id = m.id and c.state <> 3 and c.root_id = c.id
            """, Names());
        readers.Add(row => known.Reopen(row.GetGuid(21), known.TheOne(CaseOf(row, 0))));
    }

    static void AskAccounts(NpgsqlBatch batch, Kin[] kin, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        Add(batch, """
            select u.i::int, o.value
            from unnest($1, $2, $3, $4, $5, $6) with ordinality u(w, k, s, v, ok, os, i)
            join handle h on h.workspace_id = u.w and h.kind = u.k and h.scope = u.s and h.value = u.v
            join person p on p.workspace_id = h.workspace_id and p.id = h.person_id
            join person m on m.workspace_id = p.workspace_id and m.root_id = p.root_id
            join handle o on o.workspace_id = m.workspace_id and o.person_id = m.id and o.kind = u.ok and o.scope = u.os
            """, Each(kin, k => k.Known.WorkspaceId), Each(kin, k => k.Known.Kind), Each(kin, k => k.Known.Scope), Each(kin, k => k.Known.Value), Each(kin, k => k.Kind), Each(kin, k => k.Scope));
        readers.Add(row =>
        {
            var one = kin[row.GetInt32(0) - 1];
            (known.Accounts.TryGetValue(one, out var accounts) ? accounts : known.Accounts[one] = []).Add(row.GetString(1));
        });
    }

    static void AskThreads(NpgsqlBatch batch, ThreadName[] names, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        Add(batch, $"""
            select {CaseColumns}, u.i::int, p.root_id, t.last_at
            from unnest($1, $2, $3) with ordinality u(w, n, k, i)
            join thread t on t.workspace_id = u.w and t.connection_id = u.n and t.thread_key = u.k
            join person p on p.workspace_id = t.workspace_id and p.id = t.person_id
            join "case" o on o.workspace_id = t.workspace_id and o.id = t.case_id
            join "case" c on c.workspace_id = o.workspace_id and c.id = o.root_id
            """, Each(names, n => n.WorkspaceId), Each(names, n => n.ConnectionId), Each(names, n => n.Key));
        readers.Add(row => known.Threads[names[row.GetInt32(21) - 1]] = new(row.GetGuid(22), known.TheOne(CaseOf(row, 0)).Id, row.GetDateTime(23)));
    }

    /// <summary>Only of a thread with somebody else: whoever it is with is no copy.</summary>
    static void AskCopies(NpgsqlBatch batch, InCopy[] copies, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        Add(batch, $"""
            select u.i::int from unnest($1, $2, $3, $4, $5, $6) with ordinality u(w, n, t, k, s, v, i)
            join thread t on t.workspace_id = u.w and t.connection_id = u.n and t.thread_key = u.t
            join person p on p.workspace_id = t.workspace_id and p.id = t.person_id
            left join handle h on h.workspace_id = u.w and h.kind = u.k and h.scope = u.s and h.value = u.v
            left join person a on a.workspace_id = h.workspace_id and a.id = h.person_id
            where a.root_id is distinct from p.root_id and exists (
                select from (
                    select m.detail from person g join moment m on m.workspace_id = g.workspace_id and m.person_id = g.id
                    where g.workspace_id = p.workspace_id and g.root_id = p.root_id and m.direction = 2 and m.connection_id = u.n and m.thread_key = u.t
                    order by m.at desc, m.id desc limit {InCopy.MostEarlier}) s
                cross join lateral jsonb_array_elements(coalesce(s.detail -> 'others', '[]') || coalesce(s.detail -> 'hidden', '[]')) o
                where o ->> 'kind' = u.k and o ->> 'value' = u.v)
            """, Each(copies, c => c.Thread.WorkspaceId), Each(copies, c => c.Thread.ConnectionId), Each(copies, c => c.Thread.Key), Each(copies, c => c.Who.Kind), Each(copies, c => c.Who.Scope), Each(copies, c => c.Who.Value));
        readers.Add(row => known.Copies.Add(copies[row.GetInt32(0) - 1]));
    }

    static void AskTeammates(NpgsqlBatch batch, (Guid WorkspaceId, string Email)[] asked, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        Add(batch, """
            select u.i::int, t.id from unnest($1, $2) with ordinality u(w, e, i)
            join teammate t on t.workspace_id = u.w and t.email = u.e and t.left_at is null
            """, Each(asked, a => a.WorkspaceId), Each(asked, a => a.Email));
        readers.Add(row => known.Teammates[asked[row.GetInt32(0) - 1]] = row.GetGuid(1));
    }

    static void AskKeys(NpgsqlBatch batch, OutsideName[] names, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        Add(batch, """
            select u.i::int, m.id, p.root_id, m.case_id, m.post_id from unnest($1, $2, $3) with ordinality u(w, n, k, i)
            join moment m on m.workspace_id = u.w and m.connection_id = u.n and m.outside_key = u.k and m.outside_key is not null
            join person p on p.workspace_id = m.workspace_id and p.id = m.person_id
            """, Each(names, n => n.WorkspaceId), Each(names, n => n.ConnectionId), Each(names, n => n.Key));
        readers.Add(row => known.Said[names[row.GetInt32(0) - 1]] = new(row.GetGuid(1), row.GetGuid(2), Id(row, 3), Id(row, 4)));
    }

    /// <summary>What is answered or changed: theirs by its key, ours by the id it got there, by the attempt key we planted or by its own id.</summary>
    static void AskOthers(NpgsqlBatch batch, OutsideName[] names, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        Add(batch, $"""
            select {CaseColumns}, u.i::int, m.id, p.root_id, m.post_id, m.at
            from unnest($1, $2, $3, $4, $5) with ordinality u(w, n, k, s, g, i)
            cross join lateral (
                select m.id, m.person_id, m.case_id, m.post_id, m.at from moment m where m.workspace_id = u.w and m.connection_id = u.n and m.outside_key = u.k and m.outside_key is not null
                union all
                select m.id, m.person_id, m.case_id, m.post_id, m.at from delivery d join moment m on m.workspace_id = d.workspace_id and m.id = d.moment_id
                    where d.workspace_id = u.w and d.connection_id = u.n and d.outside_id = u.s and d.outside_id is not null
                union all
                select m.id, m.person_id, m.case_id, m.post_id, m.at from delivery d join moment m on m.workspace_id = d.workspace_id and m.id = d.moment_id
                    where d.workspace_id = u.w and d.attempt_key = u.g
                union all
                select m.id, m.person_id, m.case_id, m.post_id, m.at from moment m where m.workspace_id = u.w and m.id = u.g
                limit 1) m
            join person p on p.workspace_id = u.w and p.id = m.person_id
            left join "case" o on o.workspace_id = u.w and o.id = m.case_id
            left join "case" c on c.workspace_id = o.workspace_id and c.id = o.root_id
            """, Each(names, n => n.WorkspaceId), Each(names, n => n.ConnectionId), Each(names, n => n.Key), Each(names, n => n.Bare), Each(names, n => n.OurId));
        readers.Add(row =>
        {
            var kase = row.IsDBNull(1) ? null : known.TheOne(CaseOf(row, 0));
            known.Said.TryAdd(names[row.GetInt32(21) - 1], new(row.GetGuid(22), row.GetGuid(23), kase?.Id, Id(row, 24), row.GetDateTime(25)));
        });
    }

    static void AskReceipts(NpgsqlBatch batch, OutsideName[] names, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        Add(batch, $"""
            select {DeliveryColumns}, u.i::int
            from unnest($1, $2, $3, $4) with ordinality u(w, n, k, g, i)
            cross join lateral (
                select * from delivery d where d.workspace_id = u.w and d.attempt_key = u.g and d.connection_id = u.n
                union
                select * from delivery d where d.workspace_id = u.w and d.connection_id = u.n and d.outside_id = u.k and d.outside_id is not null) d
            join moment m on m.workspace_id = d.workspace_id and m.id = d.moment_id
            join handle h on h.workspace_id = d.workspace_id and h.id = d.handle_id
            {SaidInPublicJoins}
            """, Each(names, n => n.WorkspaceId), Each(names, n => n.ConnectionId), Each(names, n => n.Key), Each(names, n => n.OurId));
        readers.Add(row => known.Add(names[row.GetInt32(37) - 1], SentOf(row, known)));
    }

    /// <summary>What waits for its answer or for a look stands in one index, what waits for a person in another.</summary>
    static void AskUnderWay(NpgsqlBatch batch, OutsideName[] names, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        Add(batch, $"""
            select {SentColumns}, u.i::int, m.text, p.outside_key, m.surface
            from unnest($1, $2) with ordinality u(w, n, i)
            cross join lateral (
                select * from delivery d where d.workspace_id = u.w and d.connection_id = u.n and d.next_at is not null and d.state in (1, 6) and d.outside_id is null
                union all
                select * from delivery d where d.workspace_id = u.w and d.connection_id = u.n and d.state in (5, 6) and d.state = 6 and d.next_at is null and d.outside_id is null) d
            join moment m on m.workspace_id = d.workspace_id and m.id = d.moment_id
            join handle h on h.workspace_id = d.workspace_id and h.id = d.handle_id
            left join post p on p.workspace_id = m.workspace_id and p.id = m.post_id
            """, Each(names, n => n.WorkspaceId), Each(names, n => n.ConnectionId));
        readers.Add(row => known.Add(names[row.GetInt32(13) - 1], new UnderWay(SentOf(row), Text(row, 16) ?? "", Text(row, 14) ?? "", Text(row, 15))));
    }

    /// <summary>A read mark speaks for everything before it: the last messages of ours to that handle, up to the one it names.</summary>
    static void AskEarlier(NpgsqlBatch batch, ReadMark[] marks, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        Add(batch, $"""
            select {DeliveryColumns}, u.i::int
            from unnest($1, $2, $3, $4, $5) with ordinality u(w, k, s, v, g, i)
            join handle h on h.workspace_id = u.w and h.kind = u.k and h.scope = u.s and h.value = u.v
            cross join lateral (select coalesce((select d.moment_id from delivery d where d.workspace_id = u.w and d.attempt_key = u.g), u.g) id) upto
            cross join lateral (
                select * from moment m where m.workspace_id = u.w and m.person_id = h.person_id and m.direction = 2
                order by m.at desc, m.id desc limit {ReadMark.MostEarlier}) m
            join delivery d on d.workspace_id = u.w and d.moment_id = m.id and d.handle_id = h.id
            {SaidInPublicJoins}
            where m.id <= upto.id and d.state in (1, 2, 3, 6)
            """, Each(marks, r => r.By.WorkspaceId), Each(marks, r => r.By.Kind), Each(marks, r => r.By.Scope), Each(marks, r => r.By.Value), Each(marks, r => r.UpTo));
        readers.Add(row => known.Add(marks[row.GetInt32(37) - 1].Name, SentOf(row, known)));
    }

    static void AskPosts(NpgsqlBatch batch, OutsideName[] names, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        Add(batch, """
            select u.i::int, p.id, p.url, p.text, p.author_name from unnest($1, $2, $3) with ordinality u(w, n, k, i)
            join post p on p.workspace_id = u.w and p.connection_id = u.n and p.outside_key = u.k
            """, Each(names, n => n.WorkspaceId), Each(names, n => n.ConnectionId), Each(names, n => n.Key));
        readers.Add(row =>
        {
            var name = names[row.GetInt32(0) - 1];
            known.Posts[name] = new() { WorkspaceId = name.WorkspaceId, Id = row.GetGuid(1), ConnectionId = name.ConnectionId, OutsideKey = name.Key, Url = Text(row, 2), Text = Text(row, 3), AuthorName = Text(row, 4) };
        });
    }

    static void AskFiles(NpgsqlBatch batch, (Guid WorkspaceId, string Hash)[] files, Known known, List<Action<NpgsqlDataReader>> readers)
    {
        Add(batch, "select a.workspace_id, a.hash, a.size, a.type from unnest($1, $2) u(w, h) join attachment a on a.workspace_id = u.w and a.hash = u.h",
            Each(files, f => f.WorkspaceId), Each(files, f => f.Hash));
        readers.Add(row => known.Files[(row.GetGuid(0), row.GetString(1))] = new() { WorkspaceId = row.GetGuid(0), Hash = row.GetString(1), Size = row.GetInt64(2), Type = row.GetString(3) });
    }

    static Case CaseOf(NpgsqlDataReader row, int at) => new()
    {
        WorkspaceId = row.GetGuid(at),
        Id = row.GetGuid(at + 1),
        Number = row.GetInt64(at + 2),
        PersonId = row.GetGuid(at + 3),
        PersonName = Text(row, at + 4),
        DepartmentId = row.GetGuid(at + 5),
        OwnerId = Id(row, at + 6),
        State = (CaseState)row.GetInt16(at + 7),
        ClosedAt = Time(row, at + 8),
        PromiseKind = (PromiseKind)row.GetInt16(at + 9),
        PromiseDue = Time(row, at + 10),
        LastAt = row.GetDateTime(at + 11),
        LastText = Text(row, at + 12),
        LastDirection = (Direction)row.GetInt16(at + 13),
        LastSurface = Text(row, at + 14),
        LastVisibility = (Visibility)row.GetInt16(at + 15),
        ConnectionId = Id(row, at + 16),
        Version = row.GetInt32(at + 17),
        OwesPublic = row.GetBoolean(at + 18),
        OwesPublicSince = Time(row, at + 19),
        BranchId = Id(row, at + 20),
        RootId = row.GetGuid(at + 1),
    };

    static SentHere SentOf(NpgsqlDataReader row, Known known) => SentOf(row) with
    {
        InPublic = row.IsDBNull(14) ? null : SaidInPublic.Of(known.TheOne(CaseOf(row, 13)), Text(row, 34), row.GetDateTime(35), row.GetBoolean(36)),
    };

    static SentHere SentOf(NpgsqlDataReader row) => new(new Delivery
    {
        WorkspaceId = row.GetGuid(0),
        MomentId = row.GetGuid(1),
        HandleId = row.GetGuid(2),
        ConnectionId = row.GetGuid(3),
        AttemptKey = row.GetGuid(4),
        State = (DeliveryState)row.GetInt16(5),
        OutsideId = Text(row, 6),
        Parts = Text(row, 7),
        Segments = row.GetInt32(8),
    }, row.GetGuid(9), new HandleName(row.GetGuid(0), row.GetString(10), row.GetString(11), row.GetString(12)));

    static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    static Guid? Id(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetGuid(at);

    static DateTime? Time(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetDateTime(at);
}
