namespace Kith.Cases;

public sealed partial class Case
{
    public DateTime? ClosedAt { get; set; }
    public bool IsClosed => State == CaseState.Closed;
}
