namespace Kith.Asks;

public sealed partial class Ask
{
    /// <summary>Who answers has it; answering twice adds to the answer.</summary>
    public void Answer(Teammate by, HouseHours house, DateTime at)
    {
        if (State == AskState.Withdrawn) throw Over();

        if (State == AskState.AskedBack) Resume(house, at);
        (State, OwnerId, KeptAt, ClimbAt) = (AskState.Answered, OwnerId ?? by.Id, KeptAt ?? at, null);
        Version++;
    }

    /// <summary>Something is missing for an answer, and only whoever asked can say it: until they do the promise stands still.</summary>
    public void AskBack(Teammate by, HouseHours house, DateTime at)
    {
        if (State is AskState.Answered or AskState.Withdrawn) throw Over();
        if (State == AskState.AskedBack) return;

        Pause(house, at);
        // A time that somebody named is not counted, and yet nobody is late while the word is not theirs.
        if (BrokenAt is null) PausedAt ??= at;
        (State, OwnerId) = (AskState.AskedBack, OwnerId ?? by.Id);
        Version++;
    }

    /// <summary>More is said by who asked. What was answered is asked anew, with a promise of its own; what was asked back runs on.</summary>
    public void AskOn(HouseHours house, Term again, DateTime at)
    {
        if (State == AskState.Withdrawn) throw Over();

        if (State == AskState.Answered) PromiseAnew(again, at);
        else if (State == AskState.AskedBack) Resume(house, at);
        State = AskState.Open;
        Version++;
    }

    /// <summary>Nobody waits for it any more. False when it was over before.</summary>
    public bool Withdraw(DateTime at)
    {
        if (!IsOpen) return false;

        (State, EndedAt, ClimbAt) = (AskState.Withdrawn, at, null);
        Version++;
        return true;
    }

    public bool Assign(Guid? owner)
    {
        if (!IsOpen) throw Over();
        if (owner == OwnerId) return false;

        OwnerId = owner;
        Version++;
        return true;
    }

    void PromiseAnew(Term term, DateTime at)
    {
        (MadeAt, Due, Minutes, CalendarId, Spent) = (at, term.Due, term.Minutes, term.CalendarId, 0);
        (PausedAt, ResumedAt, KeptAt, BrokenAt, WarnedAt, Climbed, ClimbAt) = (null, null, null, null, null, 0, null);
    }

    static Refusal Over() => new("ask_over", "This question is over. Ask again, if you need to.");
}
