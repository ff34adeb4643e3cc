namespace Kith.Rules;

public sealed partial class Approval
{
    /// <summary>How far up it is: 0 named approvers or the head, 1 the stand-in or the head, 2 the owners.</summary>
    public int Step { get; set; }
    /// <summary>Who is asked now.</summary>
    public List<Guid> WaitsFor { get; set; } = [];
    /// <summary>Everybody who was asked so far; they may still decide.</summary>
    public List<Guid> Asked { get; set; } = [];
    /// <summary>By when somebody decides.</summary>
    public DateTime Due { get; set; }
    /// <summary>When it goes on to the next; null at the top.</summary>
    public DateTime? ClimbAt { get; set; }

    /// <param name="climbAt">Null where nobody comes after them.</param>
    public void AskNow(int step, List<Guid> whom, DateTime due, DateTime? climbAt)
    {
        (Step, WaitsFor, Due, ClimbAt) = (step, whom, due, climbAt);
        Asked = [.. Asked.Union(whom)];
        Version++;
    }
}
