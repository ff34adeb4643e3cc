using System.Text.Json.Nodes;

namespace Kith.Causes;

/// <summary>A case or a word that somebody said, gathered under a cause.</summary>
public sealed class CauseAbout : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid CauseId { get; set; }
    public AboutWhat What { get; set; }
    public Guid AboutId { get; set; }
    /// <summary>Whose it is, as it was gathered; people who are merged later are one all the same.</summary>
    public Guid PersonId { get; set; }
    /// <summary>When the case began, or when it was said.</summary>
    public DateTime At { get; set; }
    public DateTime GatheredAt { get; set; }
    public Guid GatheredBy { get; set; }

    public static CauseAbout Of(Cause cause, Case kase, Teammate by, DateTime at) => Of(cause, AboutWhat.Case, kase.Id, kase.PersonId, kase.OpenedAt, by, at);

    public static CauseAbout Of(Cause cause, Moment said, Teammate by, DateTime at) => Of(cause, AboutWhat.Moment, said.Id, said.PersonId, said.At, by, at);

    /// <summary>What happened, as a moment of its person's timeline.</summary>
    public Moment Fact(MomentKind kind, Cause cause, Guid? kase, Teammate by, DateTime at) => new()
    {
        WorkspaceId = WorkspaceId,
        Id = Ids.New(at),
        PersonId = PersonId,
        CaseId = kase,
        At = at,
        RecordedAt = at,
        Kind = kind,
        Visibility = Visibility.Internal,
        AuthorKind = AuthorKind.Teammate,
        AuthorId = by.Id,
        Detail = new JsonObject { ["cause"] = cause.Id, ["title"] = cause.Title, ["what"] = What == AboutWhat.Case ? "case" : "moment" },
    };

    static CauseAbout Of(Cause cause, AboutWhat what, Guid id, Guid person, DateTime said, Teammate by, DateTime at) => new()
    {
        WorkspaceId = cause.WorkspaceId,
        CauseId = cause.Id,
        What = what,
        AboutId = id,
        PersonId = person,
        At = said,
        GatheredAt = at,
        GatheredBy = by.Id,
    };
}

public enum AboutWhat { Case, Moment }
