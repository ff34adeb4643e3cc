namespace Kith.Causes;

/// <summary>
/// What one person is told when a cause is fixed: a draft until somebody sends it, then on its way, then told. It leaves once, whatever
/// stops in between: what it becomes and the message itself are written in one transaction.
/// </summary>
public sealed class Telling : IOfWorkspace
{
    public const int LongestText = 20_000, LongestWhy = 500;

    /// <summary>How often Kith stumbles over one before it gives up on it.</summary>
    const int MostTries = 5;

    static readonly TimeSpan rest = TimeSpan.FromMinutes(1);

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid CauseId { get; set; }
    public Guid PersonId { get; set; }
    /// <summary>What of theirs it answers; none where only a teammate wrote of it.</summary>
    public Guid? AnswersId { get; set; }
    /// <summary>Where somebody chose to say it instead; none for the place where they said it.</summary>
    public Guid? ConnectionId { get; set; }
    public Guid? HandleId { get; set; }
    public string? Language { get; set; }
    public required string Text { get; set; }
    /// <summary>Somebody wrote it by hand: the words for everybody do not replace it any more.</summary>
    public bool IsEdited { get; set; }
    public TellingState State { get; set; }
    /// <summary>Why this person is left out.</summary>
    public string? Why { get; set; }
    public string? ProblemCode { get; set; }
    public string? ProblemWords { get; set; }
    /// <summary>When it may leave at the earliest; none while it is not on its way.</summary>
    public DateTime? NextAt { get; set; }
    public int Tries { get; set; }
    /// <summary>A person who spoke of it again after they were told is told again.</summary>
    public int Round { get; set; }
    public Guid? MomentId { get; set; }
    public DateTime? ToldAt { get; set; }
    /// <summary>Who had it sent; it is said in their name.</summary>
    public Guid? ToldBy { get; set; }
    /// <summary>House rules that warn of it, and why it is sent all the same.</summary>
    public Despite? Despite { get; set; }
    /// <summary>Raised by every change: of two who send it at the same moment, one does.</summary>
    public int Version { get; set; }

    public bool IsDraft => State is TellingState.Draft or TellingState.CouldNot;

    /// <summary>What makes the message the one of this telling.</summary>
    public string Key => $"kith:telling:{Id:N}:{Round}";

    public void Write(string text, bool byHand)
    {
        (Text, IsEdited) = (text, byHand);
        BackToDraft();
    }

    public void SayThere(Guid? connection, Guid? handle)
    {
        (ConnectionId, HandleId) = (connection, handle);
        BackToDraft();
    }

    public void LeaveOut(string why)
    {
        BackToDraft();
        (State, Why) = (TellingState.LeftOut, why);
    }

    public void BackToDraft()
    {
        (State, Why, ProblemCode, ProblemWords, NextAt, Tries) = (TellingState.Draft, null, null, null, null, 0);
        Version++;
    }

    public void Again(Guid? answers)
    {
        (AnswersId, MomentId, ToldAt, IsEdited, Round) = (answers, null, null, false, Round + 1);
        BackToDraft();
    }

    public void Send(Teammate by, DateTime at, Despite? despite = null)
    {
        BackToDraft();
        (State, ToldBy, NextAt, Despite) = (TellingState.Waiting, by.Id, at, despite);
    }

    /// <summary>Not at this hour: it goes by itself when it may.</summary>
    public void Hold(string code, string words, DateTime until)
    {
        (ProblemCode, ProblemWords, NextAt) = (code, words, until);
        Version++;
    }

    public void Fail(string code, string words)
    {
        (State, ProblemCode, ProblemWords, NextAt) = (TellingState.CouldNot, code, words, null);
        Version++;
    }

    /// <summary>Something of ours broke: again a little later, and not for ever.</summary>
    public void Stumble(DateTime at)
    {
        if (++Tries >= MostTries) Fail("failed", "Kith itself failed to send this several times. Try again, or write to them yourself.");
        else (NextAt, Version) = (at + rest, Version + 1);
    }

    public void Told(Moment message)
    {
        (State, MomentId, ToldAt) = (TellingState.Told, message.Id, message.At);
        (ProblemCode, ProblemWords, NextAt) = (null, null, null);
        Version++;
    }
}

public enum TellingState { Draft, LeftOut, Waiting, Told, CouldNot }
