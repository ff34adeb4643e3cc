namespace Kith.Tests.Hours;

/// <summary>The oracle of a promise: the clock runs in the open minutes in which we have the word, and in no others.</summary>
sealed class SlowPromise(SlowHours hours, DateTime made, int minutes)
{
    bool runs = true;
    int left = minutes;

    public DateTime At { get; private set; } = made;

    /// <summary>The word goes to the other side.</summary>
    public void Turn(DateTime at)
    {
        if (runs) left -= hours.Between(At, at);
        (At, runs) = (at, !runs);
    }

    /// <summary>When it is due, now that we have the word. What was used up before stays used up: then it is due at the first open moment after.</summary>
    public DateTime Due => hours.Add(At, Math.Max(left, 0));
}
