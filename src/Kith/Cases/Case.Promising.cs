namespace Kith.Cases;

public sealed partial class Case
{
    public PromiseKind PromiseKind { get; set; }
    /// <summary>When we answer by; while the case waits for the person or is snoozed, when we look again. Never empty on a case that is not closed.</summary>
    public DateTime? PromiseDue { get; set; }
    public bool OwesPublic { get; set; }
}

public enum PromiseKind { FirstAnswer, NextAnswer, LookAgain }
