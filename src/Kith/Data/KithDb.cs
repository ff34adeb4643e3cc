using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Kith.Data;

/// <summary>
/// The database as one unit of work sees it: narrowed to <see cref="WorkspaceId"/>, on a connection that <see cref="Work"/> owns.
/// Both providers have the same tables; what differs is said in <see cref="Dialect"/>.
/// </summary>
public sealed partial class KithDb(DbContextOptions<KithDb> options, Dialect dialect) : IdentityUserContext<Account, Guid>(options)
{
    public const string OfWorkspace = "workspace";

    public Guid WorkspaceId { get; init; }

    public DbSet<Workspace> Workspaces => Set<Workspace>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<PersonWord> PersonWords => Set<PersonWord>();
    public DbSet<Handle> Handles => Set<Handle>();
    public DbSet<Claim> PersonClaims => Set<Claim>();
    public DbSet<Code> Codes => Set<Code>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<Link> Links => Set<Link>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<OwnField> OwnFields => Set<OwnField>();
    public DbSet<PeopleImport> PeopleImports => Set<PeopleImport>();
    public DbSet<Dismissal> Dismissals => Set<Dismissal>();
    public DbSet<Moment> Moments => Set<Moment>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<BroughtFile> BroughtFiles => Set<BroughtFile>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<PageKey> PageKeys => Set<PageKey>();
    public DbSet<Move> Moves => Set<Move>();
    public DbSet<SavedAnswer> SavedAnswers => Set<SavedAnswer>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<DocumentVersion> DocumentVersions => Set<DocumentVersion>();
    public DbSet<TalkThread> Threads => Set<TalkThread>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<Promise> Promises => Set<Promise>();
    public DbSet<Seen> Seen => Set<Seen>();
    public DbSet<Ask> Asks => Set<Ask>();
    public DbSet<Served> Served => Set<Served>();
    public DbSet<Cause> Causes => Set<Cause>();
    public DbSet<CauseAbout> CauseAbouts => Set<CauseAbout>();
    public DbSet<Telling> Tellings => Set<Telling>();
    public DbSet<HouseRule> HouseRules => Set<HouseRule>();
    public DbSet<Overruling> Overrulings => Set<Overruling>();
    public DbSet<ApprovalRule> ApprovalRules => Set<ApprovalRule>();
    public DbSet<Approval> Approvals => Set<Approval>();
    public DbSet<LaterMessage> LaterMessages => Set<LaterMessage>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<AfterQuestion> AfterQuestions => Set<AfterQuestion>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<Macro> Macros => Set<Macro>();
    public DbSet<Automation> Automations => Set<Automation>();
    public DbSet<AutomationRun> AutomationRuns => Set<AutomationRun>();
    public DbSet<RetentionRule> RetentionRules => Set<RetentionRule>();
    public DbSet<FadingFile> FadingFiles => Set<FadingFile>();
    public DbSet<Calendar> Calendars => Set<Calendar>();
    public DbSet<Target> Targets => Set<Target>();
    public DbSet<RoutingRule> RoutingRules => Set<RoutingRule>();
    public DbSet<Branch> Branches => Set<Branch>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<DepartmentMember> DepartmentMembers => Set<DepartmentMember>();
    public DbSet<Teammate> Teammates => Set<Teammate>();
    public DbSet<TeamRole> TeamRoles => Set<TeamRole>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Connection> Connections => Set<Connection>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<Spending> Spendings => Set<Spending>();
    public DbSet<Intake> Intake => Set<Intake>();
    public DbSet<Reading> Readings => Set<Reading>();
    public DbSet<BegunSignIn> BegunSignIns => Set<BegunSignIn>();
    public DbSet<MailboxSignIn> MailboxSignIns => Set<MailboxSignIn>();
    public DbSet<SetAside> SetAside => Set<SetAside>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<ChainLink> ChainLinks => Set<ChainLink>();
    public DbSet<PersonKey> PersonKeys => Set<PersonKey>();
    public DbSet<AuditAbout> AuditAbouts => Set<AuditAbout>();
    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();
    public DbSet<Instance> Instances => Set<Instance>();
    public DbSet<Cursor> Cursors => Set<Cursor>();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // Every index on a hot table is paid for by every message: indexes are written down, never added by a foreign key.
        conventions.Conventions.Remove(typeof(ForeignKeyIndexConvention));
        dialect.Configure(conventions);
        conventions.Properties<Enum>().HaveConversion<short>();
        JsonColumn<JsonObject>.In(conventions, dialect);
        JsonColumn<JsonNode>.In(conventions, dialect);
        JsonColumn<Dictionary<string, JsonElement>>.In(conventions, dialect);
        JsonColumn<Dictionary<string, string>>.In(conventions, dialect);
        JsonColumn<Dictionary<Guid, List<string>>>.In(conventions, dialect);
        JsonColumn<List<string>>.In(conventions, dialect);
        JsonColumn<List<Guid>>.In(conventions, dialect);
        JsonColumn<List<Opening>>.In(conventions, dialect);
        JsonColumn<List<CalendarDay>>.In(conventions, dialect);
        JsonColumn<List<RulePhrase>>.In(conventions, dialect);
        JsonColumn<Despite>.In(conventions, dialect);
        JsonColumn<QuietHours>.In(conventions, dialect);
        JsonColumn<RuleConditions>.In(conventions, dialect);
        JsonColumn<RuleOutcome>.In(conventions, dialect);
        JsonColumn<CaseFilter>.In(conventions, dialect);
        JsonColumn<List<MacroStep>>.In(conventions, dialect);
        JsonColumn<AutomationConditions>.In(conventions, dialect);
        JsonColumn<CaseBefore>.In(conventions, dialect);
        JsonColumn<List<AttachedFile>>.In(conventions, dialect);
        JsonColumn<Scopes>.In(conventions, dialect);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        Shape(model);
        foreach (var entity in model.Model.GetEntityTypes()) SnakeCase.Name(entity);
        Glance(model);
        Narrow(model);
        NarrowToSight(model);
        Keyset.Teach(model);
        Buckets.Teach(model, dialect);
        dialect.Shape(model);
    }

    /// <summary>Narrows every query on a workspace's table to the workspace of this unit of work.</summary>
    void Narrow(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(e => typeof(IOfWorkspace).IsAssignableFrom(e.ClrType)).ToList())
            typeof(KithDb).GetMethod(nameof(NarrowOne), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(entity.ClrType).Invoke(this, [model]);
    }

    void NarrowOne<T>(ModelBuilder model) where T : class, IOfWorkspace =>
        model.Entity<T>().HasQueryFilter(OfWorkspace, row => row.WorkspaceId == WorkspaceId);
}
