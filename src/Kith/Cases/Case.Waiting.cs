using System.Text.Json.Nodes;

namespace Kith.Cases;

public sealed partial class Case
{
    /// <summary>The next word is the person's. Should it not come, we look again.</summary>
    public Moment? Wait(DateTime until, Actor by, DateTime at)
    {
        if (IsClosed || (State == CaseState.Waiting && PromiseDue == until)) return null;

        State = CaseState.Waiting;
        LookAgain(until);
        return Fact(MomentKind.CaseWaiting, by, at, new JsonObject { ["until"] = until });
    }
}
