using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Kith.Connections;

sealed partial class SqliteHotPath
{
    void Write(SqliteTransaction transaction, Plan plan, Wanted wanted, long? upTo)
    {
        var (epoch, tx) = store.NextPlace(transaction);
        foreach (var person in plan.People) Add(transaction, person);
        foreach (var handle in plan.Handles) Add(transaction, handle);
        foreach (var handle in plan.ChangedHandles.Values)
            Prepare("update handle set stopped_at = $3, person_id = $4, strength = $5 where workspace_id = $1 and id = $2", 5).Run(transaction, handle.WorkspaceId, handle.Id, handle.StoppedAt, handle.PersonId, handle.Strength);
        foreach (var handle in plan.DeadHandles)
            Prepare("update handle set problem = $3 where workspace_id = $1 and id = $2", 3).Run(transaction, handle.WorkspaceId, handle.Id, handle.Problem);
        foreach (var who in plan.Heard.Values) Hear(transaction, who);
        foreach (var word in plan.NameWords())
            Prepare("insert into person_word (workspace_id, person_id, word) values ($1, $2, $3) on conflict do nothing", 3).Run(transaction, word.WorkspaceId, word.PersonId, word.Word);
        foreach (var kase in plan.Opened) Open(transaction, kase);
        foreach (var post in plan.NewPosts) Add(transaction, post);
        foreach (var post in plan.RetoldPosts)
            Prepare("update post set url = $3, text = $4, author_name = $5 where workspace_id = $1 and id = $2", 5).Run(transaction, post.WorkspaceId, post.Id, post.Url, post.Text, post.AuthorName);
        foreach (var moment in plan.Moments) Add(transaction, moment, epoch, tx);
        foreach (var (moment, (workspace, kase)) in plan.Places)
            Prepare("update moment set case_id = $3 where workspace_id = $1 and id = $2", 3).Run(transaction, workspace, moment, kase);
        foreach (var kase in plan.Changed) Change(transaction, kase);
        foreach (var promise in plan.Promises) Add(transaction, promise);
        foreach (var promise in plan.Resumed) RunAgain(transaction, promise);
        foreach (var (kase, kept) in plan.Kept) KeepPromises(transaction, kase, kept.WorkspaceId, kept.At);
        foreach (var thread in plan.Threads.Values) Keep(transaction, thread);
        foreach (var claim in plan.Claims) Add(transaction, claim);
        foreach (var delivery in plan.Deliveries) Move(transaction, delivery);
        foreach (var notice in plan.Notices) Add(transaction, notice);
        foreach (var ill in plan.Ill.Values)
            Prepare("update connection set problem_code = $3, problem_words = $4, problem_at = $5 where workspace_id = $1 and id = $2", 5).Run(transaction, ill.WorkspaceId, ill.Id, ill.Code, ill.Words, ill.At);
        foreach (var (id, (workspace, at)) in plan.Received) Receive(transaction, workspace, id, at);
        if (!plan.IsEmpty) foreach (var entry in plan.AuditOf(wanted)) Add(transaction, entry, epoch, tx);
        MoveCursor(transaction, upTo);
        plan.TellOfCases();
    }

    void Add(SqliteTransaction transaction, Person person) => Prepare(
        "insert into person (workspace_id, id, root_id, name, fields, block, created_at, last_at) values ($1, $2, $2, $3, '{}', 0, $4, $5)", 5)
        .Run(transaction, person.WorkspaceId, person.Id, person.Name, person.CreatedAt, person.LastAt);

    void Add(SqliteTransaction transaction, Handle handle) => Prepare("""
        insert into handle (workspace_id, id, kind, scope, value, person_id, strength, shared, first_seen, last_seen, stopped_at, block) values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, 0)
        """, 10).Run(transaction, handle.WorkspaceId, handle.Id, handle.Kind, handle.Scope, handle.Value, handle.PersonId, handle.Strength, handle.FirstSeen, handle.LastSeen, handle.StoppedAt);

    void Hear(SqliteTransaction transaction, Who who)
    {
        Prepare("update handle set last_seen = max(last_seen, $3), problem = null where workspace_id = $1 and id = $2", 3).Run(transaction, who.Handle.WorkspaceId, who.Handle.Id, who.Handle.LastSeen);
        Prepare("update person set last_at = max(last_at, $3), name = coalesce(name, $4) where workspace_id = $1 and id = $2", 4).Run(transaction, who.Handle.WorkspaceId, who.PersonId, who.PersonLastAt, who.Name);
    }

    void Open(SqliteTransaction transaction, Case kase)
    {
        using (var number = Prepare("update workspace set next_case_number = next_case_number + 1 where workspace_id = $1 returning next_case_number - 1", 1).Read(transaction, kase.WorkspaceId))
        {
            number.Read();
            kase.Number = number.GetInt64(0);
        }
        Prepare("""
            insert into "case" (workspace_id, id, number, person_id, person_name, title, department_id, state, root_id, opened_at, last_at, last_text, last_surface, last_direction,
                last_visibility, connection_id, tags, version, promise_kind, promise_due, owes_public, owes_public_since, branch_id, owner_id)
            values ($1, $2, $3, $4, $5, $6, $7, 0, $2, $8, $9, $10, $11, 1, $12, $13, $17, 0, 0, $14, $15, $16, $18, $19)
            """, 19).Run(transaction, kase.WorkspaceId, kase.Id, kase.Number, kase.PersonId, kase.PersonName, kase.Title, kase.DepartmentId, kase.OpenedAt, kase.LastAt, kase.LastText,
            kase.LastSurface, kase.LastVisibility, kase.ConnectionId, kase.PromiseDue, kase.OwesPublic, kase.OwesPublicSince, TagsOf(kase), kase.BranchId, kase.OwnerId);
    }

    static string TagsOf(Case kase) => kase.Tags.Count == 0 ? "[]" : JsonSerializer.Serialize(kase.Tags, Wire.Json);

    void Add(SqliteTransaction transaction, Post p) => Prepare(
        "insert into post (workspace_id, id, connection_id, outside_key, url, text, author_name, at, seen_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", 9)
        .Run(transaction, p.WorkspaceId, p.Id, p.ConnectionId, p.OutsideKey, p.Url, p.Text, p.AuthorName, p.At, p.SeenAt);

    void Add(SqliteTransaction transaction, Moment m, int epoch, long tx) => Prepare("""
        insert into moment (workspace_id, id, epoch, tx, person_id, at, recorded_at, kind, direction, visibility, connection_id, surface, thread_key, outside_key, reply_to, case_id,
            author_kind, author_id, text, detail, attachments, post_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
        """, 22).Run(transaction, m.WorkspaceId, m.Id, (long)epoch, tx, m.PersonId, m.At, m.RecordedAt, m.Kind, m.Direction, m.Visibility, m.ConnectionId, m.Surface, m.ThreadKey, m.OutsideKey,
        m.ReplyTo, m.CaseId, m.AuthorKind, m.AuthorId, m.Text, m.Detail?.ToJsonString(), m.Attachments is null ? null : JsonSerializer.Serialize(m.Attachments, Wire.Json), m.PostId);

    void Change(SqliteTransaction transaction, Case c) => Prepare("""
        update "case" set state = $3, closed_at = $4, promise_kind = $5, promise_due = $6, last_at = $7, last_text = $8, last_surface = $9, last_direction = $10, last_visibility = $11,
            connection_id = $12, owes_public = $13, owes_public_since = $14, version = version + 1 where workspace_id = $1 and id = $2
        """, 14).Run(transaction, c.WorkspaceId, c.Id, c.State, c.ClosedAt, c.PromiseKind, c.PromiseDue, c.LastAt, c.LastText, c.LastSurface, c.LastDirection, c.LastVisibility, c.ConnectionId, c.OwesPublic, c.OwesPublicSince);

    void Add(SqliteTransaction transaction, Promise p) => Prepare(
        "insert into promise (workspace_id, id, case_id, kind, made_at, due, minutes, calendar_id, spent, climbed) values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0)", 8)
        .Run(transaction, p.WorkspaceId, p.Id, p.CaseId, p.Kind, p.MadeAt, p.Due, p.Minutes is { } minutes ? (long)minutes : null, p.CalendarId);

    void RunAgain(SqliteTransaction transaction, Promise p) => Prepare(
        "update promise set due = $3, spent = $4, resumed_at = $5, paused_at = null, kept_at = null where workspace_id = $1 and id = $2", 5)
        .Run(transaction, p.WorkspaceId, p.Id, p.Due, p.Spent, p.ResumedAt);

    /// <summary>The case itself is named apart from those merged into it: only these stand in an index by where they go on.</summary>
    void KeepPromises(SqliteTransaction transaction, Guid kase, Guid workspace, DateTime at) => Prepare("""
        update promise set kept_at = $3 where workspace_id = $1 and kept_at is null and ended_at is null and kind <> 3 and case_id in (select $2 union all select id from "case" where workspace_id = $1 and root_id = $2 and root_id <> id)
        """, 3).Run(transaction, workspace, kase, at);

    void Keep(SqliteTransaction transaction, TalkThread t) => Prepare("""
        insert into thread (workspace_id, connection_id, thread_key, person_id, case_id, last_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (workspace_id, connection_id, thread_key) do update set person_id = excluded.person_id, case_id = excluded.case_id, last_at = max(last_at, excluded.last_at)
        """, 6).Run(transaction, t.WorkspaceId, t.ConnectionId, t.ThreadKey, t.PersonId, t.CaseId, t.LastAt);

    void Add(SqliteTransaction transaction, Claim c) => Prepare("""
        insert into claim (workspace_id, id, person_id, kind, value, said_where, at) select $1, $2, $3, $4, $5, $6, $7
        where not exists (select 1 from claim where workspace_id = $1 and person_id = $3 and kind = $4 and value = $5)
        """, 7).Run(transaction, c.WorkspaceId, c.Id, c.PersonId, c.Kind, c.Value, c.SaidWhere, c.At);

    void Move(SqliteTransaction transaction, Delivery d) => Prepare("""
        update delivery set state = $4, state_at = coalesce($5, state_at), outside_id = $6, parts = $7, next_at = case when $5 is null then next_at end,
            problem_code = case when $5 is null then problem_code else $8 end, problem_words = case when $5 is null then problem_words else $9 end
        where workspace_id = $1 and moment_id = $2 and handle_id = $3
        """, 9).Run(transaction, d.WorkspaceId, d.MomentId, d.HandleId, d.State, d.StateAt == default ? null : d.StateAt, d.OutsideId, d.Parts, d.ProblemCode, d.ProblemWords);

    void Add(SqliteTransaction transaction, Notice n) => Prepare(
        "insert into notice (workspace_id, id, teammate_id, kind, at, person_id, case_id, moment_id, text) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", 9)
        .Run(transaction, n.WorkspaceId, n.Id, n.TeammateId, n.Kind, n.At, n.PersonId, n.CaseId, n.MomentId, n.Text);

    void Receive(SqliteTransaction transaction, Guid workspace, Guid connection, DateTime at) => Prepare(
        "update connection set last_received_at = $3 where workspace_id = $1 and id = $2 and (last_received_at is null or last_received_at < $3 - 10000000)", 3).Run(transaction, workspace, connection, at);

    void Add(SqliteTransaction transaction, AuditEntry entry, int epoch, long tx) => Prepare(
        "insert into audit (workspace_id, id, epoch, tx, at, actor_kind, action, facts) values ($1, $2, $3, $4, $5, 0, $6, $7)", 7)
        .Run(transaction, entry.WorkspaceId, entry.Id, (long)epoch, tx, entry.At, entry.Action, entry.Facts!.ToJsonString());
}
