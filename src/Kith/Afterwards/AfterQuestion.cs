namespace Kith.Afterwards;

/// <summary>
/// How it was: one question to a person some open hours after their case was closed, and what they answered. One for each case, whatever happens
/// to the case afterwards; it opens with a link of which only the hash is kept.
/// </summary>
public sealed class AfterQuestion : IOfWorkspace
{
    public const int Worst = 1, Best = 5, Unhappy = 2, LongestComment = 2_000, MostAnswers = 10;
    const int MostTries = 5;

    /// <summary>How long the link takes a first answer, and how long an answer may be changed.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromDays(14), Changeable = TimeSpan.FromDays(7);

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid CaseId { get; set; }
    public Guid PersonId { get; set; }
    /// <summary>The closing after which it is asked.</summary>
    public DateTime ClosedAt { get; set; }
    public AfterState State { get; set; }
    /// <summary>Why they were not asked, as a code.</summary>
    public string? Why { get; set; }
    public DateTime? NextAt { get; set; }
    /// <summary>How often it could not be asked; once it was, how often they answered.</summary>
    public int Tries { get; set; }
    public byte[]? TokenHash { get; set; }
    /// <summary>The message that asked.</summary>
    public Guid? MomentId { get; set; }
    public DateTime? AskedAt { get; set; }
    /// <summary>1 to 5; null until they answered.</summary>
    public int? Answer { get; set; }
    public string? Comment { get; set; }
    /// <summary>When they answered first.</summary>
    public DateTime? AnsweredAt { get; set; }
    public int Version { get; set; }

    /// <summary>Whether an answer is taken now: a first one while the link is open, another one for a week.</summary>
    public bool TakesAnswers(DateTime now) => State == AfterState.Asked && (AnsweredAt is { } answered ? now < answered + Changeable : now < AskedAt + Open);

    public void WaitUntil(DateTime at)
    {
        NextAt = at;
        Version++;
    }

    public void Asked(Moment message, byte[] token)
    {
        (State, MomentId, AskedAt, TokenHash, NextAt, Tries) = (AfterState.Asked, message.Id, message.At, token, null, 0);
        Version++;
    }

    public void LeaveOut(string why)
    {
        (State, Why, NextAt) = (AfterState.NotAsked, why, null);
        Version++;
    }

    /// <summary>Something of ours is broken: it tries again a while, then nobody is asked.</summary>
    public void Stumble(DateTime now)
    {
        if (++Tries < MostTries) WaitUntil(now.AddMinutes(Tries));
        else LeaveOut("broken");
    }

    /// <summary>False where it says nothing new, or was changed too often.</summary>
    public bool Take(int answer, string? comment, DateTime at)
    {
        if ((Answer, Comment) == (answer, comment) || Tries >= MostAnswers) return false;

        (Answer, Comment) = (answer, comment);
        AnsweredAt ??= at;
        Tries++;
        Version++;
        return true;
    }
}

public enum AfterState { Waiting, Asked, NotAsked }
