using System.Text.Json;
using Npgsql;

namespace Kith.Connections;

sealed partial class PostgresHotPath
{
    /// <summary>One round trip and one transaction: all of the plan and the cursor, or nothing.</summary>
    async Task WriteAsync(NpgsqlConnection connection, Plan plan, Wanted wanted, long? upTo, CancellationToken stop)
    {
        await using var batch = connection.CreateBatch();
        if (plan.People.Count > 0) AddPeople(batch, plan.People);
        if (plan.Handles.Count > 0) AddHandles(batch, plan.Handles);
        if (plan.ChangedHandles.Count > 0) ChangeHandles(batch, plan.ChangedHandles.Values);
        if (plan.DeadHandles.Count > 0) Bury(batch, plan.DeadHandles);
        if (plan.Heard.Count > 0) Hear(batch, plan.Heard.Values);
        AddNameWords(batch, plan.NameWords());
        if (plan.Opened.Count > 0) OpenCases(batch, plan.Opened);
        if (plan.NewPosts.Count > 0) AddPosts(batch, plan.NewPosts);
        if (plan.RetoldPosts.Count > 0) RetellPosts(batch, plan.RetoldPosts);
        if (plan.Moments.Count > 0) AddMoments(batch, plan.Moments, store.Epoch);
        if (plan.Places.Count > 0) PlaceMoments(batch, plan.Places);
        if (plan.Changed.Count > 0) ChangeCases(batch, plan.Changed);
        if (plan.Promises.Count > 0) AddPromises(batch, plan.Promises);
        if (plan.Resumed.Count > 0) RunAgain(batch, plan.Resumed);
        if (plan.Kept.Count > 0) KeepPromises(batch, plan.Kept);
        if (plan.Threads.Count > 0) KeepThreads(batch, plan.Threads.Values);
        if (plan.Claims.Count > 0) AddClaims(batch, plan.Claims);
        if (plan.Deliveries.Count > 0) MoveDeliveries(batch, plan.Deliveries);
        if (plan.Notices.Count > 0) AddNotices(batch, plan.Notices);
        if (plan.Ill.Count > 0) MarkIll(batch, plan.Ill.Values);
        MarkReceived(batch, plan);
        if (!plan.IsEmpty) AddAudit(batch, plan, wanted, store.Epoch);
        AddCursor(batch, upTo);
        await using var rows = await batch.ExecuteReaderAsync(stop);
        await ReadNumbersAsync(rows, plan, stop);
    }

    /// <summary>Only the opening of cases answers anything: their numbers.</summary>
    static async Task ReadNumbersAsync(NpgsqlDataReader rows, Plan plan, CancellationToken stop)
    {
        var opened = plan.Opened.ToDictionary(c => c.Id);
        do
        {
            while (await rows.ReadAsync(stop))
                if (rows.FieldCount == 2 && opened.TryGetValue(rows.GetGuid(0), out var kase)) kase.Number = rows.GetInt64(1);
        }
        while (await rows.NextResultAsync(stop));
        plan.TellOfCases();
    }

    static void PlaceMoments(NpgsqlBatch batch, Dictionary<Guid, (Guid WorkspaceId, Guid CaseId)> places) => Add(batch,
        "update moment m set case_id = u.c from unnest($1, $2, $3) u(w, i, c) where m.workspace_id = u.w and m.id = u.i",
        Each(places, p => p.Value.WorkspaceId), Each(places, p => p.Key), Each(places, p => p.Value.CaseId));

    static void AddPeople(NpgsqlBatch batch, List<Person> people) => Add(batch, """
        insert into person (workspace_id, id, root_id, name, fields, block, created_at, last_at)
        select w, i, i, n, '{}', 0, c, l from unnest($1, $2, $3, $4, $5) u(w, i, n, c, l)
        """, Each(people, p => p.WorkspaceId), Each(people, p => p.Id), Each(people, p => p.Name), Each(people, p => p.CreatedAt), Each(people, p => p.LastAt));

    static void AddHandles(NpgsqlBatch batch, List<Handle> handles) => Add(batch, """
        insert into handle (workspace_id, id, kind, scope, value, person_id, strength, shared, first_seen, last_seen, stopped_at, block)
        select w, i, k, s, v, p, t, false, f, l, o, 0 from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) u(w, i, k, s, v, p, t, f, l, o)
        """, Each(handles, h => h.WorkspaceId), Each(handles, h => h.Id), Each(handles, h => h.Kind), Each(handles, h => h.Scope), Each(handles, h => h.Value),
        Each(handles, h => h.PersonId), Each(handles, h => (short)h.Strength), Each(handles, h => h.FirstSeen), Each(handles, h => h.LastSeen), EachTime(handles, h => h.StoppedAt));

    static void ChangeHandles(NpgsqlBatch batch, IReadOnlyCollection<Handle> handles) => Add(batch, """
        update handle h set stopped_at = u.o, person_id = u.p, strength = u.s from unnest($1, $2, $3, $4, $5) u(w, i, o, p, s) where h.workspace_id = u.w and h.id = u.i
        """, Each(handles, h => h.WorkspaceId), Each(handles, h => h.Id), EachTime(handles, h => h.StoppedAt), Each(handles, h => h.PersonId), Each(handles, h => (short)h.Strength));

    static void Bury(NpgsqlBatch batch, IReadOnlyCollection<DeadHandle> handles) => Add(batch, """
        update handle h set problem = u.p from unnest($1, $2, $3) u(w, i, p) where h.workspace_id = u.w and h.id = u.i
        """, Each(handles, h => h.WorkspaceId), Each(handles, h => h.Id), Each(handles, h => h.Problem));

    static void Hear(NpgsqlBatch batch, IReadOnlyCollection<Who> heard)
    {
        Add(batch, "update handle h set last_seen = greatest(h.last_seen, u.t), problem = null from unnest($1, $2, $3) u(w, i, t) where h.workspace_id = u.w and h.id = u.i and (h.last_seen < u.t or h.problem is not null)",
            Each(heard, x => x.Handle.WorkspaceId), Each(heard, x => x.Handle.Id), Each(heard, x => x.Handle.LastSeen));
        Add(batch, "update person p set last_at = greatest(p.last_at, u.t), name = coalesce(p.name, u.n) from unnest($1, $2, $3, $4) u(w, i, t, n) where p.workspace_id = u.w and p.id = u.i",
            Each(heard, x => x.Handle.WorkspaceId), Each(heard, x => x.PersonId), Each(heard, x => x.PersonLastAt), Each(heard, x => x.Name));
    }

    static void AddNameWords(NpgsqlBatch batch, List<PersonWord> words)
    {
        if (words.Count > 0)
            Add(batch, "insert into person_word (workspace_id, person_id, word) select * from unnest($1, $2, $3) on conflict do nothing",
                Each(words, x => x.WorkspaceId), Each(words, x => x.PersonId), Each(words, x => x.Word));
    }

    /// <summary>Numbers are given in the order of opening; the row of the workspace is held until the commit, so none is given twice.</summary>
    static void OpenCases(NpgsqlBatch batch, List<Case> opened) => Add(batch, """
        with u as materialized (
            select *, row_number() over (partition by w order by o) as place
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) with ordinality u(w, i, p, n, t, d, due, a, l, x, s, v, c, op, os, tags, br, ow, o)),
        numbers as (
            update workspace s set next_case_number = s.next_case_number + g.many from (select w, count(*) many from u group by w) g
            where s.workspace_id = g.w returning s.workspace_id w, s.next_case_number - g.many first)
        insert into "case" (workspace_id, id, number, person_id, person_name, title, department_id, state, root_id, opened_at, last_at, last_text, last_surface,
            last_direction, last_visibility, connection_id, tags, version, promise_kind, promise_due, owes_public, owes_public_since, branch_id, owner_id)
        select u.w, i, first + place - 1, p, n, t, d, 0, i, a, l, x, s, 1, v, c, tags::jsonb, 0, 0, due, op, os, br, ow from u join numbers on numbers.w = u.w
        returning id, number
        """, Each(opened, c => c.WorkspaceId), Each(opened, c => c.Id), Each(opened, c => c.PersonId), Each(opened, c => c.PersonName), Each(opened, c => c.Title), Each(opened, c => c.DepartmentId),
        EachTime(opened, c => c.PromiseDue), Each(opened, c => c.OpenedAt), Each(opened, c => c.LastAt), Each(opened, c => c.LastText), Each(opened, c => c.LastSurface),
        Each(opened, c => (short)c.LastVisibility), Each(opened, c => c.ConnectionId), Each(opened, c => c.OwesPublic), EachTime(opened, c => c.OwesPublicSince),
        Each(opened, c => c.Tags.Count == 0 ? "[]" : JsonSerializer.Serialize(c.Tags, Wire.Json)), Each(opened, c => c.BranchId), Each(opened, c => c.OwnerId));

    static void AddPosts(NpgsqlBatch batch, IReadOnlyCollection<Post> posts) => Add(batch, """
        insert into post (workspace_id, id, connection_id, outside_key, url, text, author_name, at, seen_at) select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """, Each(posts, p => p.WorkspaceId), Each(posts, p => p.Id), Each(posts, p => p.ConnectionId), Each(posts, p => p.OutsideKey), Each(posts, p => p.Url), Each(posts, p => p.Text),
        Each(posts, p => p.AuthorName), EachTime(posts, p => p.At), Each(posts, p => p.SeenAt));

    static void RetellPosts(NpgsqlBatch batch, IReadOnlyCollection<Post> posts) => Add(batch, """
        update post p set url = u.l, text = u.x, author_name = u.a from unnest($1, $2, $3, $4, $5) u(w, i, l, x, a) where p.workspace_id = u.w and p.id = u.i
        """, Each(posts, p => p.WorkspaceId), Each(posts, p => p.Id), Each(posts, p => p.Url), Each(posts, p => p.Text), Each(posts, p => p.AuthorName));

    static void AddMoments(NpgsqlBatch batch, List<Moment> moments, int epoch) => Add(batch, """
        insert into moment (workspace_id, id, epoch, person_id, at, recorded_at, kind, direction, visibility, connection_id, surface, thread_key, outside_key,
            reply_to, case_id, author_kind, author_id, text, detail, attachments, post_id)
        select w, i, $21, p, t, r, k, d, v, c, s, h, o, y, a, f, g, x, j::jsonb, m::jsonb, b
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) u(w, i, p, t, r, k, d, v, c, s, h, o, y, a, f, g, x, j, m, b)
        """, Each(moments, m => m.WorkspaceId), Each(moments, m => m.Id), Each(moments, m => m.PersonId), Each(moments, m => m.At), Each(moments, m => m.RecordedAt),
        Each(moments, m => (short)m.Kind), Each(moments, m => (short)m.Direction), Each(moments, m => (short)m.Visibility), Each(moments, m => m.ConnectionId), Each(moments, m => m.Surface),
        Each(moments, m => m.ThreadKey), Each(moments, m => m.OutsideKey), Each(moments, m => m.ReplyTo), Each(moments, m => m.CaseId), Each(moments, m => (short)m.AuthorKind),
        Each(moments, m => m.AuthorId), Each(moments, m => m.Text), Each(moments, m => m.Detail?.ToJsonString()),
        Each(moments, m => m.Attachments is null ? null : JsonSerializer.Serialize(m.Attachments, Wire.Json)), Each(moments, m => m.PostId), One(epoch));

    /// <summary>
    /// A case that somebody changed since it was loaded is not in the count: the division by zero takes the whole batch back, and it is
    /// decided again upon what is there now.
    /// </summary>
    static void ChangeCases(NpgsqlBatch batch, IReadOnlyCollection<Case> changed) => Add(batch, """
        with done as (
            update "case" c set state = u.s, closed_at = u.cl, promise_kind = u.pk, promise_due = u.due, last_at = u.l, last_text = u.x, last_surface = u.su,
                last_direction = u.di, last_visibility = u.vi, connection_id = u.co, owes_public = u.op, owes_public_since = u.os, version = c.version + 1
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) u(w, i, v, s, cl, pk, due, l, x, su, di, vi, co, op, os)
            where c.workspace_id = u.w and c.id = u.i and c.version = u.v returning 1)
        select 1 / (count(*) = $16)::int from done
        """, Each(changed, c => c.WorkspaceId), Each(changed, c => c.Id), Each(changed, c => c.Version), Each(changed, c => (short)c.State), EachTime(changed, c => c.ClosedAt),
        Each(changed, c => (short)c.PromiseKind), EachTime(changed, c => c.PromiseDue), Each(changed, c => c.LastAt), Each(changed, c => c.LastText), Each(changed, c => c.LastSurface),
        Each(changed, c => (short)c.LastDirection), Each(changed, c => (short)c.LastVisibility), Each(changed, c => c.ConnectionId), Each(changed, c => c.OwesPublic), EachTime(changed, c => c.OwesPublicSince), One((long)changed.Count));

    /// <summary>The case itself is named apart from those merged into it: only these stand in an index by where they go on.</summary>
    static void KeepPromises(NpgsqlBatch batch, Dictionary<Guid, (Guid WorkspaceId, DateTime At)> kept) => Add(batch, """
        update promise p set kept_at = u.t from unnest($1, $2, $3) u(w, c, t)
        cross join lateral (select u.c id union all select k.id from "case" k where k.workspace_id = u.w and k.root_id = u.c and k.root_id <> k.id) k
        where p.workspace_id = u.w and p.case_id = k.id and p.kept_at is null and p.ended_at is null and p.kind <> 3
        """, Each(kept, k => k.Value.WorkspaceId), Each(kept, k => k.Key), Each(kept, k => k.Value.At));

    static void AddPromises(NpgsqlBatch batch, List<Promise> promises) => Add(batch, """
        insert into promise (workspace_id, id, case_id, kind, made_at, due, minutes, calendar_id, spent, climbed) select w, i, c, k, m, d, n, l, 0, 0 from unnest($1, $2, $3, $4, $5, $6, $7, $8) u(w, i, c, k, m, d, n, l)
        """, Each(promises, p => p.WorkspaceId), Each(promises, p => p.Id), Each(promises, p => p.CaseId), Each(promises, p => (short)p.Kind), Each(promises, p => p.MadeAt), Each(promises, p => p.Due),
        Each(promises, p => p.Minutes), Each(promises, p => p.CalendarId));

    static void RunAgain(NpgsqlBatch batch, List<Promise> promises) => Add(batch, """
        update promise p set due = u.d, spent = u.s, resumed_at = u.r, paused_at = null, kept_at = null from unnest($1, $2, $3, $4, $5) u(w, i, d, s, r) where p.workspace_id = u.w and p.id = u.i
        """, Each(promises, p => p.WorkspaceId), Each(promises, p => p.Id), Each(promises, p => p.Due), Each(promises, p => p.Spent), EachTime(promises, p => p.ResumedAt));

    static void KeepThreads(NpgsqlBatch batch, IReadOnlyCollection<TalkThread> threads) => Add(batch, """
        insert into thread (workspace_id, connection_id, thread_key, person_id, case_id, last_at) select * from unnest($1, $2, $3, $4, $5, $6)
        on conflict (workspace_id, connection_id, thread_key) do update
            set person_id = excluded.person_id, case_id = excluded.case_id, last_at = greatest(thread.last_at, excluded.last_at)
        """, Each(threads, t => t.WorkspaceId), Each(threads, t => t.ConnectionId), Each(threads, t => t.ThreadKey), Each(threads, t => t.PersonId), Each(threads, t => t.CaseId), Each(threads, t => t.LastAt));

    static void AddClaims(NpgsqlBatch batch, List<Claim> claims) => Add(batch, """
        insert into claim (workspace_id, id, person_id, kind, value, said_where, at)
        select distinct on (w, p, k, v) w, i, p, k, v, s, t from unnest($1, $2, $3, $4, $5, $6, $7) u(w, i, p, k, v, s, t)
        where not exists (select from claim c where c.workspace_id = u.w and c.person_id = u.p and c.kind = u.k and c.value = u.v)
        """, Each(claims, c => c.WorkspaceId), Each(claims, c => c.Id), Each(claims, c => c.PersonId), Each(claims, c => c.Kind), Each(claims, c => c.Value), Each(claims, c => c.SaidWhere), Each(claims, c => c.At));

    /// <summary>Forward only, whatever the outbox wrote meanwhile: ranks as in <see cref="ReceiveReceipt.Rank"/>.</summary>
    static void MoveDeliveries(NpgsqlBatch batch, IReadOnlyCollection<Delivery> deliveries) => Add(batch, """
        update delivery d set outside_id = coalesce(d.outside_id, u.o), parts = coalesce(u.pa, d.parts),
            state = case when further then u.s else d.state end, state_at = case when further then u.t else d.state_at end, next_at = case when further then null else d.next_at end,
            problem_code = case when further then u.pc else d.problem_code end, problem_words = case when further then u.pw else d.problem_words end
        from (select *, (array[0, 0, 1, 3, 4, 2, 0, 5])[s + 1] rank from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) u(w, m, h, a, s, t, o, pa, pc, pw)) u
        cross join lateral (select (array[0, 0, 1, 3, 4, 2, 0, 5])[x.state + 1] < u.rank further from delivery x where x.workspace_id = u.w and x.moment_id = u.m and x.handle_id = u.h) now
        where d.workspace_id = u.w and d.moment_id = u.m and d.handle_id = u.h and d.attempt_key = u.a
        """, Each(deliveries, d => d.WorkspaceId), Each(deliveries, d => d.MomentId), Each(deliveries, d => d.HandleId), Each(deliveries, d => d.AttemptKey), Each(deliveries, d => (short)d.State),
        EachTime(deliveries, d => d.StateAt == default ? null : d.StateAt), Each(deliveries, d => d.OutsideId), Each(deliveries, d => d.Parts), Each(deliveries, d => d.ProblemCode), Each(deliveries, d => d.ProblemWords));

    static void AddNotices(NpgsqlBatch batch, List<Notice> notices) => Add(batch, """
        insert into notice (workspace_id, id, teammate_id, kind, at, person_id, case_id, moment_id, text) select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """, Each(notices, n => n.WorkspaceId), Each(notices, n => n.Id), Each(notices, n => n.TeammateId), Each(notices, n => (short)n.Kind), Each(notices, n => n.At), Each(notices, n => n.PersonId),
        Each(notices, n => n.CaseId), Each(notices, n => n.MomentId), Each(notices, n => n.Text));

    static void MarkIll(NpgsqlBatch batch, IReadOnlyCollection<ConnectionIll> ill) => Add(batch, """
        update connection c set problem_code = u.p, problem_words = u.x, problem_at = u.t from unnest($1, $2, $3, $4, $5) u(w, i, p, x, t) where c.workspace_id = u.w and c.id = u.i
        """, Each(ill, x => x.WorkspaceId), Each(ill, x => x.Id), Each(ill, x => x.Code), Each(ill, x => x.Words), Each(ill, x => x.At));

    static void MarkReceived(NpgsqlBatch batch, Plan plan)
    {
        if (plan.Received.Count > 0)
            Add(batch, """
                update connection c set last_received_at = u.t from unnest($1, $2, $3) u(w, i, t)
                where c.workspace_id = u.w and c.id = u.i and (c.last_received_at is null or c.last_received_at < u.t - interval '10 seconds')
                """, Each(plan.Received, r => r.Value.WorkspaceId), Each(plan.Received, r => r.Key), Each(plan.Received, r => r.Value.At));
    }

    static void AddAudit(NpgsqlBatch batch, Plan plan, Wanted wanted, int epoch)
    {
        var entries = plan.AuditOf(wanted);
        Add(batch, """
            insert into audit (workspace_id, id, epoch, at, actor_kind, action, facts) select w, i, $5, t, 0, 'received', f::jsonb from unnest($1, $2, $3, $4) u(w, i, t, f)
            """, Each(entries, e => e.WorkspaceId), Each(entries, e => e.Id), Each(entries, e => e.At), Each(entries, e => e.Facts!.ToJsonString()), One(epoch));
    }
}
