using System.Text.Json.Nodes;

namespace Kith.Cases;

public sealed partial class Case
{
    /// <summary>Out of sight until a time. What was promised to the person is still promised: snoozing does not put it off.</summary>
    public Moment? Snooze(DateTime until, Actor by, DateTime at)
    {
        if (IsClosed || (State == CaseState.Snoozed && PromiseDue == until)) return null;

        State = CaseState.Snoozed;
        LookAgain(until);
        return Fact(MomentKind.CaseSnoozed, by, at, new JsonObject { ["until"] = until });
    }

    /// <summary>The time to look again has come, or a teammate looks before it. What is owed to the person stands in front again.</summary>
    public Moment? Wake(Promise? owed, Actor by, DateTime at, DateTime lookAgain)
    {
        if (State is not (CaseState.Snoozed or CaseState.Waiting)) return null;

        var kind = State == CaseState.Snoozed ? MomentKind.CaseSnoozed : MomentKind.CaseWaiting;
        State = CaseState.Open;
        if (owed is null) LookAgain(lookAgain);
        else (PromiseKind, PromiseDue) = (owed.Kind, owed.Due);
        return Fact(kind, by, at, new JsonObject { ["until"] = null, ["over"] = true });
    }
}
