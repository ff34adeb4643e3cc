namespace Kith.TryIt;

/// <summary>One call as the phone on the page has it: where it is, what was heard, and the one thing that is waited for.</summary>
sealed class PretendCall(string sid, string phone, bool isFromPhone, TimeProvider clock)
{
    readonly Lock gate = new();
    readonly List<Heard> heard = [];
    TaskCompletionSource<Deed>? waits;
    bool isGone;

    public string Sid => sid;

    public string Phone => phone;

    public bool IsFromPhone => isFromPhone;

    public DateTimeOffset At { get; } = clock.GetUtcNow();

    public CallPlace Place { get; private set; } = CallPlace.Connecting;

    /// <summary>When somebody, or the machine, picked up.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Two people spoke.</summary>
    public bool WasTaken { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public int Seconds => AnsweredAt is { } from ? Math.Max(1, (int)((EndedAt ?? clock.GetUtcNow()) - from).TotalSeconds) : 0;

    public IReadOnlyList<Heard> Sounds { get { lock (gate) return [.. heard]; } }

    public void Hear(string kind, string words)
    {
        lock (gate) heard.Add(new(kind, words));
    }

    public void PickedUp() => AnsweredAt ??= clock.GetUtcNow();

    /// <summary>The phone on the page speaks with somebody already.</summary>
    public bool IsBusy { get; init; }

    /// <summary>Waits at this place for what hands do there; null when nobody did anything. Ends as cancelled when the phone is put down.</summary>
    public async Task<Deed?> WaitAsync(CallPlace place, TimeSpan patience)
    {
        var next = new TaskCompletionSource<Deed>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (isGone) throw new OperationCanceledException();
            (Place, waits, WasTaken) = (place, next, WasTaken || place == CallPlace.Talking);
        }
        try { return await next.Task.WaitAsync(patience, clock); }
        catch (TimeoutException)
        {
            lock (gate) waits = null;
            return next.Task.IsCompletedSuccessfully ? await next.Task : null;
        }
    }

    /// <summary>Does it; false where it cannot be done just now.</summary>
    public bool Do(Deed deed)
    {
        lock (gate) return Place == deed.Where && waits?.TrySetResult(deed) == true;
    }

    public void HangUp()
    {
        lock (gate)
        {
            isGone = true;
            waits?.TrySetCanceled();
        }
    }

    public void End()
    {
        lock (gate) (Place, EndedAt, waits) = (CallPlace.Over, clock.GetUtcNow(), null);
    }
}

enum CallPlace
{
    /// <summary>Nothing was heard yet.</summary>
    Connecting,

    /// <summary>A phone rings, theirs or this one.</summary>
    Ringing,

    /// <summary>A machine speaks.</summary>
    Hearing,

    /// <summary>A machine speaks, and a key can be pressed.</summary>
    Choosing,

    /// <summary>The tone has sounded: what is said now is kept.</summary>
    Recording,

    /// <summary>Two people speak.</summary>
    Talking,

    Over,
}

/// <summary>What was to be heard: <c>say</c>, <c>ring</c>, <c>tone</c>, or <c>key</c> and <c>said</c> for what was done here.</summary>
sealed record Heard(string Kind, string Words);

/// <summary>What hands do at a phone, each at its place.</summary>
abstract record Deed(CallPlace Where)
{
    public sealed record Press(string Key) : Deed(CallPlace.Choosing);

    public sealed record Speak(string Words, byte[] Sound) : Deed(CallPlace.Recording);

    public sealed record PickUp() : Deed(CallPlace.Ringing);

    public sealed record Decline() : Deed(CallPlace.Ringing);
}
