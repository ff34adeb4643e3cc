using Kith.Channels;

namespace Kith.Connections;

public sealed partial class Delivery
{
    /// <summary>How long a try may take before whoever began it counts as gone.</summary>
    public static readonly TimeSpan Lease = OutboundWire.Patience + TimeSpan.FromSeconds(30);

    /// <summary>An answer that is a day late is no answer: a person decides whether to send it after all.</summary>
    static readonly TimeSpan giveUp = TimeSpan.FromHours(24);

    /// <summary>When an unsure try is looked up; after the last a person decides.</summary>
    static readonly TimeSpan[] looks = [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    public bool IsOpen => State is DeliveryState.Queued or DeliveryState.Sending or DeliveryState.Unsure;

    /// <summary>Nobody else may send it from here on; written before the first byte leaves.</summary>
    public void Begin(DateTime now)
    {
        Move(DeliveryState.Sending, now);
        Tries++;
        TriedAt ??= now;
        NextAt = now + Lease;
    }

    /// <summary>They have it. A receipt may have been faster than the answer, and knows more.</summary>
    public void Accept(string? outsideId, int? segments, DateTime now)
    {
        OutsideId ??= outsideId;
        Segments = segments ?? Segments;
        if (IsOpen) Settled(DeliveryState.Sent, null, null, now);
    }

    public void Fail(string code, string words, DateTime now)
    {
        if (IsOpen) Settled(DeliveryState.Failed, code, words, now);
    }

    public void Fail(ChannelProblem problem, DateTime now) => Fail(ProblemWord.Of(problem), problem.Words, now);

    /// <summary>Certainly not taken: again later, but not for ever.</summary>
    public void Wait(ChannelProblem problem, DateTime until, DateTime now)
    {
        if (!IsOpen) return;
        if (now - TriedAt > giveUp)
        {
            Fail(problem, now);
            return;
        }
        Move(DeliveryState.Queued, now);
        (ProblemCode, ProblemWords, NextAt) = (ProblemWord.Of(problem), problem.Words, until);
    }

    /// <summary>Not at this hour: it stays where it is until then.</summary>
    public void Hold(string code, string words, DateTime until) => (ProblemCode, ProblemWords, NextAt) = (code, words, until);

    /// <summary>It may have been taken. Where the other side can be asked it is looked up, a few times; then a person decides.</summary>
    public void Doubt(ChannelProblem problem, bool canBeAsked, DateTime now)
    {
        if (!IsOpen) return;

        if (State != DeliveryState.Unsure) Move(DeliveryState.Unsure, now);
        (ProblemCode, ProblemWords) = (ProblemWord.Of(problem), problem.Words);
        NextAt = canBeAsked ? NextLook(now) : null;
    }

    /// <summary>Somebody looks it up now; nobody else may until that ends.</summary>
    public void BeginLook(DateTime now) => NextAt = now + Lease;

    /// <summary>Looked up and not found there: the same again, under the same key.</summary>
    public void SendAgain(DateTime now)
    {
        if (State != DeliveryState.Unsure) return;

        Move(DeliveryState.Queued, now);
        (ProblemCode, ProblemWords, NextAt) = (null, null, now);
    }

    /// <summary>A person wants what failed to be sent after all. It is a new try: late receipts of the old one must not speak for it.</summary>
    public bool Retry(Guid attemptKey, DateTime now)
    {
        if (State != DeliveryState.Failed || !ProblemWord.MayRetry(ProblemCode ?? "")) return false;

        Move(DeliveryState.Queued, now);
        (AttemptKey, OutsideId, Parts, TriedAt, Tries) = (attemptKey, null, null, null, 0);
        (ProblemCode, ProblemWords, NextAt) = (null, null, now);
        return true;
    }

    /// <summary>A person looked there and says what became of it.</summary>
    public bool Settle(bool sent, DateTime now)
    {
        if (State != DeliveryState.Unsure) return false;

        if (sent) Settled(DeliveryState.Sent, null, null, now);
        else SendAgain(now);
        return true;
    }

    /// <summary>Undo send. False when it has left, or may have.</summary>
    public bool Withdraw(DateTime now)
    {
        if (State != DeliveryState.Queued) return false;

        Settled(DeliveryState.Withdrawn, null, null, now);
        return true;
    }

    DateTime? NextLook(DateTime now)
    {
        var later = looks.Where(look => StateAt + look > now).ToList();
        return later.Count > 0 ? StateAt + later[0] : null;
    }

    void Settled(DeliveryState state, string? problem, string? words, DateTime now)
    {
        Move(state, now);
        (ProblemCode, ProblemWords, NextAt) = (problem, words, null);
    }

    void Move(DeliveryState state, DateTime now) => (State, StateAt) = (state, now);
}
