using System.Text.Json.Nodes;

namespace Kith.Cases;

public sealed partial class Case
{
    public PromiseKind PromiseKind { get; set; }
    /// <summary>When we answer by; while the case waits for the person or is snoozed, when we look again. Never empty on a case that is not closed.</summary>
    public DateTime? PromiseDue { get; set; }

    public bool OwesAnswer => PromiseDue is not null && PromiseKind != PromiseKind.LookAgain;

    public (Promise Promise, Moment Moment)? Promised(DateTime due, string? reason, Actor by, DateTime at)
    {
        if (IsClosed) return null;

        (State, PromiseKind, PromiseDue) = (CaseState.Open, OwesAnswer ? PromiseKind : PromiseKind.NextAnswer, due);
        var promise = new Promise { WorkspaceId = WorkspaceId, Id = Ids.New(at), CaseId = Id, Kind = PromiseKind, MadeAt = at, Due = due, Reason = reason };
        return (promise, Fact(MomentKind.Promised, by, at, new JsonObject { ["due"] = due, ["reason"] = reason }));
    }

    /// <summary>
    /// We answered. The promise is kept, and nothing is owed until the person speaks again; yet whether the matter rests with them only
    /// the teammate knows ("I'll find out and come back to you"), so the case stays open with a time to look again and does not wait by itself.
    /// </summary>
    public void Answered(Moment message, DateTime lookAgain)
    {
        AnsweredElsewhere(message, lookAgain);
        Version++;
    }

    /// <summary>The same, when a colleague answered where Kith only heard of it.</summary>
    public void AnsweredElsewhere(Moment message, DateTime lookAgain)
    {
        Remember(message);
        if (IsClosed) return;

        if (State == CaseState.Snoozed) State = CaseState.Open;
        LookAgain(lookAgain);
    }

    void LookAgain(DateTime at) => (PromiseKind, PromiseDue) = (PromiseKind.LookAgain, at);
}

/// <summary>An ask is what another department promises the team.</summary>
public enum PromiseKind { FirstAnswer, NextAnswer, LookAgain, Solution, Ask }
