namespace Kith.Rules;

public sealed partial class Approval
{
    public bool IsWaiting => State == ApprovalState.Waiting;

    /// <summary>What leaves: as it was written, or as the approver made it.</summary>
    public string Said => EditedText ?? Text;

    public void Approve(Teammate by, string? edited, DateTime at)
    {
        if (edited is not null && edited != Text) EditedText = edited;
        Decide(ApprovalState.Approved, by, at);
    }

    public void SendBack(Teammate by, string note, DateTime at)
    {
        Note = note;
        Decide(ApprovalState.SentBack, by, at);
    }

    public void Withdraw(Teammate by, DateTime at) => Decide(ApprovalState.Withdrawn, by, at);

    /// <summary>It was approved, and the way had closed.</summary>
    public void Fail(Teammate by, Refusal no, DateTime at)
    {
        (ProblemCode, ProblemWords) = (no.Code, no.Message);
        Decide(ApprovalState.CouldNot, by, at);
    }

    /// <summary>Nobody decides on their own words; an admin may on everybody else's, and so may whoever was asked.</summary>
    public bool MayBeDecidedBy(Teammate one, Guid? head) => one.Id != AuthorId && one.Role >= Role.Teammate && (one.Role >= Role.Admin || one.Id == head || Asked.Contains(one.Id));

    void Decide(ApprovalState state, Teammate by, DateTime at)
    {
        (State, DecidedBy, DecidedAt, ClimbAt) = (state, by.Id, at, null);
        Version++;
    }
}
