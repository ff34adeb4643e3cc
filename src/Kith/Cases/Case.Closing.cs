namespace Kith.Cases;

public sealed partial class Case
{
    public DateTime? ClosedAt { get; set; }
    public bool IsClosed => State == CaseState.Closed;

    /// <summary>Closing a closed case changes nothing and says nothing.</summary>
    public Moment? Close(Actor by, DateTime at)
    {
        if (IsClosed) return null;

        (State, ClosedAt, PromiseDue) = (CaseState.Closed, at, null);
        return Fact(MomentKind.CaseClosed, by, at, []);
    }

    public Moment? Reopen(Actor by, DateTime at, DateTime lookAgain)
    {
        if (!IsClosed || IsMerged) return null;

        (State, ClosedAt) = (CaseState.Open, null);
        LookAgain(lookAgain);
        return Fact(MomentKind.CaseReopened, by, at, []);
    }
}
