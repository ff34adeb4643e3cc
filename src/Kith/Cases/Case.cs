using System.Text.Json.Nodes;

namespace Kith.Cases;

/// <summary>One matter inside a conversation. The row is also the inbox row: what a list shows sits here.</summary>
public sealed partial class Case : IOfWorkspace, ICaseInSight
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public long Number { get; set; }
    public Guid PersonId { get; set; }
    public string? PersonName { get; set; }
    public CaseState State { get; set; }
    public DateTime OpenedAt { get; set; }
    public DateTime LastAt { get; set; }
    public string? LastText { get; set; }
    public string? LastSurface { get; set; }
    public Direction LastDirection { get; set; }
    public Visibility LastVisibility { get; set; }
    public Guid? ConnectionId { get; set; }
    /// <summary>Raised by every change, so that two teammates pressing together are noticed.</summary>
    public int Version { get; set; }

    /// <summary>A teammate opens a case: nobody waits for an answer yet, so what is promised is only to look at it.</summary>
    public static (Case Case, Moment Moment) Open(
        Person person, long number, string? title, Guid department, Actor by, DateTime at, DateTime lookAgain)
    {
        var kase = new Case
        {
            WorkspaceId = person.WorkspaceId,
            Id = Ids.New(at),
            Number = number,
            PersonId = person.Id,
            PersonName = person.Name,
            Title = title,
            DepartmentId = department,
            OpenedAt = at,
            LastAt = at,
        };
        kase.RootId = kase.Id;
        kase.LookAgain(lookAgain);
        return (kase, kase.Fact(MomentKind.CaseOpened, by, at, new JsonObject { ["title"] = title }));
    }

    /// <summary>What happened to the case, as a moment of its person's timeline.</summary>
    Moment Fact(MomentKind kind, Actor by, DateTime at, JsonObject detail)
    {
        Version++;
        return Told(kind, by, at, detail);
    }

    /// <summary>The same, where whoever writes the case raises its version.</summary>
    Moment Told(MomentKind kind, Actor by, DateTime at, JsonObject detail) => new()
    {
        WorkspaceId = WorkspaceId,
        Id = Ids.New(at),
        PersonId = PersonId,
        CaseId = Id,
        At = at,
        RecordedAt = at,
        Kind = kind,
        Visibility = Visibility.Internal,
        AuthorKind = by.Kind,
        AuthorId = by.Id,
        Detail = detail,
    };
}

public enum CaseState { Open, Waiting, Snoozed, Closed }
