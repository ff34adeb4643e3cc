using System.Text.Json.Nodes;

namespace Kith.Cases;

public sealed partial class Case
{
    /// <summary>The case's own id, or the one it was merged into.</summary>
    public Guid RootId { get; set; }

    public bool IsMerged => RootId != Id;

    /// <summary>
    /// The case goes on in another one. It is closed as long as it is merged, so that no list shows the matter twice; how it stood is
    /// kept in the moment, for the day the merge is undone.
    /// </summary>
    public Moment MergeInto(Case other, Link link, Actor by, DateTime at)
    {
        var detail = Standing();
        (detail["link"], detail["into"]) = (link.Id, other.Number);
        other.Take(this);
        (RootId, State, ClosedAt, PromiseDue) = (other.Id, CaseState.Closed, ClosedAt ?? at, null);
        return Fact(MomentKind.CaseMerged, by, at, detail);
    }

    public Moment Unmerge(Moment merge, Actor by, DateTime at, DateTime lookAgain)
    {
        var before = merge.Detail ?? [];
        StandAgain(before, at, lookAgain);
        RootId = Id;
        return Fact(MomentKind.CaseUnmerged, by, at, new JsonObject { ["from"] = before["into"]?.DeepClone() });
    }

    /// <summary>A case merged into one that is itself merged, or comes out of one, follows it.</summary>
    public void GoOnIn(Guid root)
    {
        RootId = root;
        Version++;
    }

    /// <summary>Whatever was promised first is still promised.</summary>
    void Take(Case other)
    {
        if (IsClosed && !other.IsClosed) (State, ClosedAt, PromiseKind, PromiseDue) = (CaseState.Open, null, other.PromiseKind, other.PromiseDue);
        if (other.OwesAnswer && !IsClosed && (!OwesAnswer || other.PromiseDue < PromiseDue))
            (State, PromiseKind, PromiseDue) = (CaseState.Open, other.PromiseKind, other.PromiseDue);
        if (other.LastAt > LastAt)
            (LastAt, LastText, LastSurface, LastDirection, LastVisibility, ConnectionId) =
                (other.LastAt, other.LastText, other.LastSurface, other.LastDirection, other.LastVisibility, other.ConnectionId);
        if (other.OwesPublic) OwePublic(other.OwesPublicSince ?? other.LastAt);
        Version++;
    }
}
