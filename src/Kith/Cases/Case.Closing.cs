namespace Kith.Cases;

public sealed partial class Case
{
    public DateTime? ClosedAt { get; set; }
    public bool IsClosed => State == CaseState.Closed;

    /// <summary>Closing a closed case changes nothing and says nothing. What stands in public is closed there too, or it is said why not.</summary>
    public Moment? Close(Actor by, DateTime at, string? whyNotInPublic = null)
    {
        if (IsClosed) return null;

        var ending = EndingOf(whyNotInPublic);
        (State, ClosedAt, PromiseDue) = (CaseState.Closed, at, null);
        return Fact(MomentKind.CaseClosed, by, at, ending);
    }

    public Moment? Reopen(Actor by, DateTime at, DateTime lookAgain)
    {
        if (!IsClosed || IsMerged) return null;

        (State, ClosedAt) = (CaseState.Open, null);
        LookAgain(lookAgain);
        return Fact(MomentKind.CaseReopened, by, at, []);
    }
}
