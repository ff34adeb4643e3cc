namespace Kith.Causes;

public sealed partial class Cause
{
    public const int LongestWhy = 500;

    public CauseState State { get; set; }
    /// <summary>Why nothing is done about it; those who ask are told.</summary>
    public string? Why { get; set; }
    public DateTime? FixedAt { get; set; }

    public bool IsFixed => State == CauseState.Fixed;

    /// <summary>Fixed is said by a door of its own, because people are told then.</summary>
    public void MoveTo(CauseState state, string? why)
    {
        if (state == CauseState.Fixed) throw Refusal.Field("state", "Say that it is fixed with the words that people are told: there is a door of its own for that.");
        if (state == CauseState.Wont && why is not { Length: > 0 }) throw Refusal.Field("why", "Write why nothing is done about it: people will ask.");

        (State, Why, FixedAt) = (state, state == CauseState.Wont ? why : null, null);
        Version++;
    }

    /// <summary>Fixed twice is fixed since the first time.</summary>
    public void Fix(DateTime at)
    {
        (State, Why, FixedAt) = (CauseState.Fixed, null, FixedAt ?? at);
        Version++;
    }
}
