using Kith.Channels;

namespace Kith.Connections;

public sealed partial class Connection
{
    /// <summary>What the operator reads about a connection whose sign-in was refused; it sends nothing until someone connects it again.</summary>
    public const string SignInExpired = "signInExpired";

    static readonly TimeSpan noteEvery = TimeSpan.FromSeconds(10);

    public DateTime? LastReceivedAt { get; set; }
    public DateTime? LastSentAt { get; set; }
    public int Failures { get; set; }
    public DateTime? RetryAt { get; set; }
    public string? ProblemCode { get; set; }
    public string? ProblemWords { get; set; }
    public DateTime? ProblemAt { get; set; }

    public bool IsSignedOut => ProblemCode == SignInExpired;

    public bool IsAsleep => Failures >= BackOff.Asleep;

    /// <summary>Whether something may be tried on it now.</summary>
    public bool MaySend(DateTime now) => Enabled && !IsSignedOut && (RetryAt is null || RetryAt <= now);

    public HealthState Health => this switch
    {
        { IsSignedOut: true } => HealthState.SignInExpired,
        { IsAsleep: true } => HealthState.Asleep,
        { Failures: > 0 } => HealthState.Failing,
        { LastReceivedAt: null, LastSentAt: null } => HealthState.Never,
        _ => HealthState.Well,
    };

    /// <summary>The other side answered. Trust comes back step by step: one good answer does not wipe out a bad hour.</summary>
    public void Succeed(DateTime now)
    {
        if (LastSentAt is null || now - LastSentAt > noteEvery) LastSentAt = now;
        if (Failures == 0 && ProblemCode is null) return;

        Failures = Math.Max(0, Math.Min(Failures, BackOff.Asleep) - 1);
        RetryAt = null;
        if (Failures == 0) Forget();
    }

    /// <summary>It could not send. True when it falls asleep with this: the moment to tell a person, once.</summary>
    public bool Fail(ChannelProblem problem, TimeSpan? after, DateTime now)
    {
        // Several tries were on their way when the first of them failed: they are one failure.
        if (RetryAt > now) return false;

        Failures++;
        var wait = BackOff.After(Failures);
        RetryAt = now + (after > wait ? after.Value : wait);
        Remember(problem, now);
        return Failures == BackOff.Asleep;
    }

    /// <summary>Our sign-in is refused. True when that is news.</summary>
    /// <param name="version">Of the settings it was refused with: what a person put in since may be better.</param>
    public bool SignOut(ChannelProblem problem, long version, DateTime now)
    {
        // The first words say why; what fails because of it says only that it does.
        if (IsSignedOut || version != Version) return false;

        Remember(problem, now);
        ProblemCode = SignInExpired;
        return true;
    }

    /// <summary>A person mended it, or believes so: everything that waits is tried again now.</summary>
    public void Wake()
    {
        Failures = Math.Min(Failures, BackOff.Asleep / 2);
        RetryAt = null;
        if (IsSignedOut || Failures == 0) Forget();
    }

    void Remember(ChannelProblem problem, DateTime now) =>
        (ProblemCode, ProblemWords, ProblemAt) = (ProblemWord.Of(problem), problem.Words, now);

    void Forget() => (ProblemCode, ProblemWords, ProblemAt) = (null, null, null);
}

public enum HealthState { Never, Well, Failing, Asleep, SignInExpired }
