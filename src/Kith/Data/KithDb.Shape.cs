namespace Kith.Data;

public sealed partial class KithDb
{
    /// <summary>Keys, indexes and references. Each table of a workspace is keyed, indexed and referred to with its workspace first.</summary>
    static void Shape(ModelBuilder model)
    {
        model.Entity<Instance>().Property(i => i.Id).ValueGeneratedNever();
        model.Entity<Cursor>().HasKey(c => c.Name);
        model.Entity<Workspace>(w =>
        {
            w.HasKey(x => x.WorkspaceId);
            w.Property(x => x.WorkspaceId).ValueGeneratedNever();
            w.HasIndex(x => x.Host).IsUnique();
        });
        ShapePeople(model);
        ShapeTimelines(model);
        ShapeCases(model);
        ShapeAsks(model);
        ShapeCauses(model);
        ShapeRules(model);
        ShapeLater(model);
        ShapeAfterwards(model);
        ShapeViews(model);
        ShapeAutomations(model);
        ShapeRetention(model);
        ShapeHours(model);
        ShapeRouting(model);
        ShapeInsights(model);
        ShapeTeam(model);
        ShapeConnections(model);
    }

    static void ShapePeople(ModelBuilder model)
    {
        Owned<Person>(model, p => p.Id, p =>
        {
            p.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
            p.HasIndex(x => new { x.WorkspaceId, x.RootId });
            p.HasIndex(x => new { x.WorkspaceId, x.ImportId }).HasFilter("import_id is not null");
            p.HasIndex(x => new { x.WorkspaceId, x.LastAt, x.Id }).IsDescending(false, true, true);
        });
        Owned<Handle>(model, h => h.Id, h =>
        {
            h.HasIndex(x => new { x.WorkspaceId, x.Kind, x.Scope, x.Value }).IsUnique();
            h.HasIndex(x => new { x.WorkspaceId, x.Value });
            h.HasIndex(x => new { x.WorkspaceId, x.PersonId });
            h.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<PersonWord>(model, w => new { w.PersonId, w.Word }, w =>
        {
            w.HasIndex(x => new { x.WorkspaceId, x.Word, x.PersonId });
            w.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Claim>(model, c => c.Id, c =>
        {
            c.HasIndex(x => new { x.WorkspaceId, x.PersonId });
            c.HasIndex(x => new { x.WorkspaceId, x.Value });
            c.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Code>(model, c => c.Id, c =>
        {
            c.HasIndex(x => new { x.WorkspaceId, x.Asker, x.At });
            c.HasIndex(x => new { x.WorkspaceId, x.Kind, x.Value, x.At });
        });
        Owned<Link>(model, l => l.Id, l =>
        {
            l.HasIndex(x => new { x.WorkspaceId, x.FromId });
            l.HasIndex(x => new { x.WorkspaceId, x.ToId });
        });
        Owned<Organisation>(model, o => o.Id, o => o.HasIndex(x => new { x.WorkspaceId, x.Name }));
        Owned<Membership>(model, m => new { m.OrganisationId, m.PersonId }, m =>
        {
            m.HasIndex(x => new { x.WorkspaceId, x.PersonId });
            m.HasOne<Organisation>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.OrganisationId }).OnDelete(DeleteBehavior.Restrict);
            m.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<OwnField>(model, f => f.Id, f => f.HasIndex(x => new { x.WorkspaceId, x.Key }).IsUnique());
        Owned<PeopleImport>(model, i => i.Id);
        Owned<Dismissal>(model, d => new { d.PersonId, d.OtherId });
    }

    static void ShapeTimelines(ModelBuilder model)
    {
        Owned<Moment>(model, m => m.Id, m =>
        {
            m.HasIndex(x => new { x.WorkspaceId, x.ConnectionId, x.OutsideKey }).IsUnique().HasFilter("outside_key is not null");
            m.HasIndex(x => new { x.WorkspaceId, x.PersonId, x.At, x.Id }).IsDescending(false, false, true, true);
            m.HasIndex(x => new { x.WorkspaceId, x.CaseId, x.At });
            m.HasIndex(x => new { x.WorkspaceId, x.Epoch, x.Tx, x.Id });
            m.HasIndex(x => new { x.WorkspaceId, x.ReplyTo }).HasFilter("kind in (2, 3, 4, 5, 6, 33)");
            m.HasIndex(x => new { x.WorkspaceId, x.ReplyTo }, "moment_of_call").HasFilter("kind in (51, 52, 53)");
            m.HasIndex(x => new { x.WorkspaceId, x.At }, "moment_handed_on").HasFilter("kind = 13");
            m.HasIndex(x => new { x.WorkspaceId, x.PostId, x.At, x.Id }).HasFilter("post_id is not null");
            m.HasIndex(x => new { x.WorkspaceId, x.PersonId, x.At, x.Id }, "moment_public_of_person").HasFilter("post_id is not null");
            m.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
            m.HasOne<Case>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.CaseId }).OnDelete(DeleteBehavior.Restrict);
            m.HasOne<Connection>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.ConnectionId }).OnDelete(DeleteBehavior.Restrict);
        });
        // No foreign key leads from a moment to its post: SQLite adds none of two columns to a table that stands.
        Owned<Post>(model, p => p.Id, p =>
        {
            p.HasIndex(x => new { x.WorkspaceId, x.ConnectionId, x.OutsideKey }).IsUnique();
            p.HasIndex(x => new { x.WorkspaceId, x.OutsideKey }, "post_found_by_key").IsUnique().HasFilter("connection_id is null");
            p.HasOne<Connection>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.ConnectionId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Attachment>(model, a => a.Hash);
        Owned<BroughtFile>(model, b => new { b.Hash, b.TeammateId }, b =>
        {
            b.HasOne<Attachment>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.Hash }).OnDelete(DeleteBehavior.Cascade);
            b.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.TeammateId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Draft>(model, d => new { d.TeammateId, d.PersonId }, d =>
        {
            d.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.TeammateId }).OnDelete(DeleteBehavior.Restrict);
            d.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Move>(model, m => m.Id, m =>
        {
            m.HasIndex(x => new { x.WorkspaceId, x.TokenHash }).IsUnique();
            m.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
            m.HasOne<Connection>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.ToConnection }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<PageKey>(model, k => k.Id, k =>
        {
            k.HasIndex(x => new { x.WorkspaceId, x.TokenHash }).IsUnique();
            k.HasIndex(x => new { x.WorkspaceId, x.PersonId });
            k.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Consent>(model, c => new { c.PersonId, c.Purpose, c.Channel }, c =>
        {
            c.Property(x => x.At).IsConcurrencyToken();
            c.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
            c.HasOne<Moment>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.ProofMoment }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<SavedAnswer>(model, a => a.Id);
        Owned<Document>(model, d => d.Id, d =>
        {
            d.Property(x => x.Version).IsConcurrencyToken();
            d.HasIndex(x => new { x.WorkspaceId, x.Name, x.Id });
            d.HasOne<Department>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.DepartmentId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<DocumentVersion>(model, v => new { v.DocumentId, v.Number }, v =>
        {
            v.HasOne<Document>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.DocumentId }).OnDelete(DeleteBehavior.Restrict);
            v.HasOne<Attachment>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.Hash }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<TalkThread>(model, t => new { t.ConnectionId, t.ThreadKey }, t =>
        {
            t.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
            t.HasOne<Case>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.CaseId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<AuditEntry>(model, a => a.Id, a => a.HasIndex(x => new { x.WorkspaceId, x.Epoch, x.Tx, x.Id }));
        // Nothing refers from the chain to its entries: it must be able to tell of one that is gone.
        Owned<ChainLink>(model, c => c.Seq, c => c.HasIndex(x => new { x.WorkspaceId, x.AuditId }).IsUnique());
        Owned<PersonKey>(model, k => k.PersonId);
        Owned<AuditAbout>(model, a => new { a.AboutId, a.AuditId });
    }

    static void ShapeCases(ModelBuilder model)
    {
        const string running = "state <> 3";
        Owned<Case>(model, c => c.Id, c =>
        {
            c.Property(x => x.Version).IsConcurrencyToken();
            c.HasIndex(x => new { x.WorkspaceId, x.Number }).IsUnique();
            c.HasIndex(x => new { x.WorkspaceId, x.OwnerId, x.PromiseDue, x.Id }).HasFilter($"{running} and owner_id is not null");
            c.HasIndex(x => new { x.WorkspaceId, x.DepartmentId, x.PromiseDue, x.Id, x.OwnerId, x.OwesPublic }, "case_of_department").HasFilter(running);
            c.HasIndex(x => new { x.WorkspaceId, x.PromiseDue, x.Id }).HasFilter(running);
            c.HasIndex(x => new { x.WorkspaceId, x.PromiseDue, x.Id }, "case_without_owner").HasFilter($"{running} and owner_id is null");
            c.HasIndex(x => new { x.WorkspaceId, x.PromiseDue, x.Id }, "case_owing_in_public").HasFilter($"{running} and owes_public");
            c.HasIndex(x => new { x.WorkspaceId, x.RootId }, "case_merged").HasFilter("root_id <> id");
            c.HasIndex(x => new { x.WorkspaceId, x.ClosedAt }, "case_ended").HasFilter("closed_at is not null");
            c.HasIndex(x => x.PromiseDue, "case_to_look_at").HasFilter("state in (1, 2)");
            c.HasIndex(x => x.PromiseDue, "case_to_look_at_again").HasFilter("state = 0 and promise_kind = 2");
            c.HasIndex(x => new { x.WorkspaceId, x.PersonId });
            c.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
            c.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
            c.HasOne<Department>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.DepartmentId }).OnDelete(DeleteBehavior.Restrict);
            c.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.OwnerId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Promise>(model, p => p.Id, p =>
        {
            p.HasIndex(x => new { x.WorkspaceId, x.CaseId });
            p.HasIndex(x => x.Due, "promise_running").HasFilter("kept_at is null and broken_at is null and ended_at is null and paused_at is null");
            p.HasIndex(x => x.ClimbAt, "promise_climbing").HasFilter("climb_at is not null and kept_at is null and ended_at is null");
            p.HasIndex(x => new { x.WorkspaceId, x.CalendarId, x.Id }, "promise_counted").HasFilter("calendar_id is not null and kept_at is null and broken_at is null and ended_at is null and paused_at is null");
            p.HasIndex(x => new { x.WorkspaceId, x.KeptAt }, "promise_answered").HasFilter("kind = 0 and kept_at is not null");
            p.HasOne<Case>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.CaseId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Seen>(model, s => new { s.CaseId, s.TeammateId });
        Owned<Department>(model, d => d.Id, d =>
        {
            d.HasIndex(x => new { x.WorkspaceId, x.Name }).IsUnique();
            d.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<DepartmentMember>(model, m => new { m.DepartmentId, m.TeammateId }, m =>
        {
            m.HasIndex(x => new { x.WorkspaceId, x.TeammateId });
            m.HasOne<Department>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.DepartmentId }).OnDelete(DeleteBehavior.Cascade);
            m.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.TeammateId }).OnDelete(DeleteBehavior.Restrict);
        });
    }

    static void ShapeAsks(ModelBuilder model)
    {
        const string running = "kept_at is null and ended_at is null";
        Owned<Ask>(model, a => a.Id, a =>
        {
            a.Property(x => x.Version).IsConcurrencyToken();
            a.HasIndex(x => new { x.WorkspaceId, x.MatterId, x.Due, x.Id });
            a.HasIndex(x => new { x.WorkspaceId, x.DepartmentId, x.Due, x.Id });
            a.HasIndex(x => x.Due, "ask_running").HasFilter($"{running} and broken_at is null and paused_at is null");
            a.HasIndex(x => x.ClimbAt, "ask_climbing").HasFilter($"climb_at is not null and {running}");
            a.HasOne<Case>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.CaseId }).OnDelete(DeleteBehavior.Restrict);
            a.HasOne<Department>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.DepartmentId }).OnDelete(DeleteBehavior.Restrict);
        });
    }

    static void ShapeCauses(ModelBuilder model)
    {
        Owned<Cause>(model, c => c.Id, c =>
        {
            c.Property(x => x.Version).IsConcurrencyToken();
            c.HasOne<Department>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.DepartmentId }).OnDelete(DeleteBehavior.Restrict);
            c.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.OwnerId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<CauseAbout>(model, a => new { a.CauseId, a.What, a.AboutId }, a =>
        {
            a.HasIndex(x => new { x.WorkspaceId, x.AboutId });
            a.HasOne<Cause>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.CauseId }).OnDelete(DeleteBehavior.Restrict);
            a.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Telling>(model, t => t.Id, t =>
        {
            t.Property(x => x.Version).IsConcurrencyToken();
            t.HasIndex(x => new { x.WorkspaceId, x.CauseId, x.PersonId }).IsUnique();
            t.HasIndex(x => x.NextAt, "telling_due").HasFilter("next_at is not null");
            t.HasOne<Cause>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.CauseId }).OnDelete(DeleteBehavior.Restrict);
            t.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        });
    }

    static void ShapeRules(ModelBuilder model)
    {
        Owned<HouseRule>(model, r => r.Id, r =>
        {
            r.Property(x => x.Version).IsConcurrencyToken();
            r.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Overruling>(model, o => o.Id, o =>
        {
            o.HasIndex(x => new { x.WorkspaceId, x.RuleId, x.At });
            o.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.TeammateId }).OnDelete(DeleteBehavior.Restrict);
            o.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<ApprovalRule>(model, r => r.Id, r =>
        {
            r.Property(x => x.Version).IsConcurrencyToken();
            r.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Approval>(model, a => a.Id, a =>
        {
            a.Property(x => x.Version).IsConcurrencyToken();
            a.HasIndex(x => new { x.WorkspaceId, x.Key }).IsUnique().HasFilter("state = 0");
            a.HasIndex(x => new { x.WorkspaceId, x.Due, x.Id }, "approval_waiting").HasFilter("state = 0");
            a.HasIndex(x => new { x.WorkspaceId, x.PersonId });
            a.HasIndex(x => x.ClimbAt, "approval_to_climb").HasFilter("climb_at is not null");
            a.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.AuthorId }).OnDelete(DeleteBehavior.Restrict);
            a.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        });
    }

    static void ShapeLater(ModelBuilder model)
    {
        Owned<LaterMessage>(model, l => l.Id, l =>
        {
            l.Property(x => x.Version).IsConcurrencyToken();
            l.HasIndex(x => new { x.WorkspaceId, x.Key }).IsUnique();
            l.HasIndex(x => new { x.WorkspaceId, x.PersonId });
            l.HasIndex(x => new { x.WorkspaceId, x.AuthorId, x.At, x.Id }, "later_message_kept").HasFilter("state in (0, 2)");
            l.HasIndex(x => x.NextAt, "later_message_due").HasFilter("next_at is not null");
            l.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.AuthorId }).OnDelete(DeleteBehavior.Restrict);
            l.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Reminder>(model, r => r.Id, r =>
        {
            r.HasIndex(x => new { x.WorkspaceId, x.TeammateId, x.At, x.Id });
            r.HasIndex(x => x.At, "reminder_due");
            r.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.TeammateId }).OnDelete(DeleteBehavior.Restrict);
            r.HasOne<Case>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.CaseId }).OnDelete(DeleteBehavior.Restrict);
            r.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        });
    }

    static void ShapeViews(ModelBuilder model)
    {
        Owned<SavedView>(model, v => v.Id, v => v.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.TeammateId }).OnDelete(DeleteBehavior.Restrict));
        Owned<Macro>(model, m => m.Id, m => m.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.TeammateId }).OnDelete(DeleteBehavior.Restrict));
    }

    static void ShapeAfterwards(ModelBuilder model) => Owned<AfterQuestion>(model, q => q.Id, q =>
    {
        q.Property(x => x.Version).IsConcurrencyToken();
        q.HasIndex(x => new { x.WorkspaceId, x.CaseId }).IsUnique();
        q.HasIndex(x => new { x.WorkspaceId, x.PersonId });
        q.HasIndex(x => new { x.WorkspaceId, x.TokenHash }).IsUnique().HasFilter("token_hash is not null");
        q.HasIndex(x => new { x.WorkspaceId, x.AskedAt }, "after_question_asked").HasFilter("asked_at is not null");
        q.HasIndex(x => x.NextAt, "after_question_due").HasFilter("next_at is not null");
        q.HasOne<Case>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.CaseId }).OnDelete(DeleteBehavior.Restrict);
        q.HasOne<Person>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
    });

    static void ShapeAutomations(ModelBuilder model)
    {
        Owned<Automation>(model, a => a.Id);
        Owned<AutomationRun>(model, r => r.Id, r =>
        {
            r.HasIndex(x => new { x.WorkspaceId, x.AutomationId, x.CaseId, x.Since }).IsUnique();
            r.HasIndex(x => new { x.WorkspaceId, x.CaseId });
            r.HasIndex(x => new { x.WorkspaceId, x.AutomationId, x.At }, "automation_run_newest");
            r.HasOne<Automation>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.AutomationId }).OnDelete(DeleteBehavior.Cascade);
            r.HasOne<Case>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.CaseId }).OnDelete(DeleteBehavior.Restrict);
        });
    }

    static void ShapeRetention(ModelBuilder model)
    {
        Owned<RetentionRule>(model, r => r.Kind);
        Owned<FadingFile>(model, f => f.Hash);
    }

    static void ShapeInsights(ModelBuilder model) =>
        Owned<Served>(model, s => new { s.Day, s.What, s.Dimension, s.Value, s.Bucket }, s =>
            s.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict));

    // No foreign key leads to a calendar or a branch: SQLite adds none of two columns to a table that stands.
    static void ShapeHours(ModelBuilder model)
    {
        Owned<Calendar>(model, c => c.Id, c =>
        {
            c.Property(x => x.ChangedAt).IsConcurrencyToken();
            c.HasIndex(x => new { x.WorkspaceId, x.Name }).IsUnique();
            c.HasIndex(x => x.RecountSince, "calendar_to_recount").HasFilter("recount_since is not null");
            c.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Branch>(model, b => b.Id, b =>
        {
            b.HasIndex(x => new { x.WorkspaceId, x.Name }).IsUnique();
            b.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Target>(model, t => t.Id, t =>
        {
            t.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
            t.HasOne<Department>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.DepartmentId }).OnDelete(DeleteBehavior.Cascade);
        });
    }

    static void ShapeRouting(ModelBuilder model) => Owned<RoutingRule>(model, r => r.Id, r => r.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict));

    static void ShapeTeam(ModelBuilder model)
    {
        Owned<Teammate>(model, t => t.Id, t =>
        {
            t.HasIndex(x => new { x.WorkspaceId, x.AccountId }).IsUnique();
            t.HasIndex(x => new { x.WorkspaceId, x.Email }).IsUnique().HasFilter("left_at is null");
            t.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<TeamRole>(model, r => r.Id, r =>
        {
            r.HasIndex(x => new { x.WorkspaceId, x.Name }).IsUnique();
            r.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Session>(model, s => s.Id, s =>
        {
            s.HasIndex(x => new { x.WorkspaceId, x.SecretHash }).IsUnique();
            s.HasIndex(x => new { x.WorkspaceId, x.TeammateId });
            s.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.TeammateId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<ApiToken>(model, t => t.Id, t =>
        {
            t.HasIndex(x => new { x.WorkspaceId, x.SecretHash }).IsUnique();
            t.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.TeammateId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Invitation>(model, i => i.Id, i => i.HasIndex(x => new { x.WorkspaceId, x.TokenHash }).IsUnique());
        Owned<Notice>(model, n => n.Id, n =>
        {
            n.HasIndex(x => new { x.WorkspaceId, x.TeammateId, x.At, x.Id }).IsDescending(false, false, true, true);
            n.HasOne<Teammate>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.TeammateId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<IdempotentAnswer>(model, a => new { a.ActorId, a.Key });
    }

    static void ShapeConnections(ModelBuilder model)
    {
        Owned<Connection>(model, c => c.Id, c =>
        {
            c.HasIndex(x => new { x.WorkspaceId, x.Name }).IsUnique();
            c.HasOne<Workspace>().WithMany().HasForeignKey(x => x.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Delivery>(model, d => new { d.MomentId, d.HandleId }, d =>
        {
            d.HasIndex(x => new { x.WorkspaceId, x.ConnectionId, x.NextAt }).HasFilter("next_at is not null");
            d.HasIndex(x => new { x.WorkspaceId, x.HandleId, x.MomentId }).HasFilter("state in (0, 1)");
            d.HasIndex(x => new { x.WorkspaceId, x.ConnectionId, x.StateAt }).HasFilter("state in (5, 6)");
            d.HasIndex(x => new { x.WorkspaceId, x.AttemptKey }).IsUnique();
            d.HasIndex(x => x.MailAt, "delivery_to_mail").HasFilter("mail_at is not null");
            d.HasIndex(x => new { x.WorkspaceId, x.HandleId }, "delivery_to_mail_by_handle").HasFilter("mail_at is not null");
            d.HasIndex(x => new { x.WorkspaceId, x.ConnectionId, x.OutsideId }).HasFilter("outside_id is not null");
            d.HasOne<Moment>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.MomentId }).OnDelete(DeleteBehavior.Restrict);
            d.HasOne<Handle>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.HandleId }).OnDelete(DeleteBehavior.Restrict);
            d.HasOne<Connection>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.ConnectionId }).OnDelete(DeleteBehavior.Restrict);
        });
        Owned<Spending>(model, s => new { s.ConnectionId, s.Month }, s => s.HasOne<Connection>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.ConnectionId }).OnDelete(DeleteBehavior.Cascade));
        Owned<Intake>(model, i => new { i.ConnectionId, i.Key }, i => i.HasIndex(x => new { x.Lane, x.N }).IsUnique());
        Owned<Reading>(model, m => m.ConnectionId, m => m.HasOne<Connection>().WithOne().HasForeignKey<Reading>(x => new { x.WorkspaceId, x.ConnectionId }).OnDelete(DeleteBehavior.Cascade));
        Owned<BegunSignIn>(model, b => b.Id, b =>
        {
            b.HasIndex(x => new { x.WorkspaceId, x.StateHash }).IsUnique();
            b.HasOne<Connection>().WithMany().HasForeignKey(x => new { x.WorkspaceId, x.ConnectionId }).OnDelete(DeleteBehavior.Cascade);
        });
        Owned<MailboxSignIn>(model, s => s.ConnectionId, s => s.HasOne<Connection>().WithOne().HasForeignKey<MailboxSignIn>(x => new { x.WorkspaceId, x.ConnectionId }).OnDelete(DeleteBehavior.Cascade));
        Owned<SetAside>(model, s => s.Id, s => s.HasIndex(x => new { x.WorkspaceId, x.ConnectionId, x.Key }).IsUnique());
    }

    static void Owned<T>(ModelBuilder model, System.Linq.Expressions.Expression<Func<T, object?>> key,
        Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T>>? more = null) where T : class, IOfWorkspace =>
        model.Entity<T>(entity =>
        {
            var names = key.Body switch
            {
                System.Linq.Expressions.NewExpression { Members: { } members } => members.Select(m => m.Name),
                System.Linq.Expressions.UnaryExpression { Operand: System.Linq.Expressions.MemberExpression one } => [one.Member.Name],
                System.Linq.Expressions.MemberExpression one => [one.Member.Name],
                _ => throw new ArgumentException("A key is a property or an anonymous object of properties.", nameof(key)),
            };
            entity.HasKey([nameof(IOfWorkspace.WorkspaceId), .. names]);
            foreach (var property in entity.Metadata.FindPrimaryKey()!.Properties) property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            more?.Invoke(entity);
        });
}
