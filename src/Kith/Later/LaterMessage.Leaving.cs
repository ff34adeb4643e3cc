using System.Text.Json;

namespace Kith.Later;

public sealed partial class LaterMessage
{
    const int MostTries = 5;

    /// <summary>It may still be changed or called back.</summary>
    public bool IsKept => State is LaterState.Waiting or LaterState.Held;

    internal SendMessage.NewMessage Said => Body.Deserialize<SendMessage.NewMessage>(Wire.Json)! with { Text = Text };

    /// <summary>Whether these were its words when it was kept, whatever became of them.</summary>
    public bool WasWritten(string text) => Written.Text(Body["text"]?.ToString(), "text", SendMessage.LongestText) == text;

    /// <summary>Leaves at this time, also when it was held.</summary>
    public void WaitUntil(DateTime at, bool holdsIfHeard, DateTime now)
    {
        (State, At, NextAt, HoldsIfHeard, AskedAt, HeardAt, Tries) = (LaterState.Waiting, at, at, holdsIfHeard, now, null, 0);
        (ProblemCode, ProblemWords) = (null, null);
        Version++;
    }

    public void SayInstead(string text)
    {
        Text = text;
        if (Body["html"] is not null) Body = new(Body.Where(pair => pair.Key != "html").Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
    }

    /// <summary>Their words came first; the author may think again.</summary>
    public void Hear(DateTime at)
    {
        HeardAt = at;
        Version++;
    }

    internal void Leave(SaidOrWaits said)
    {
        (MomentId, ApprovalId) = (said.Message?.Id, said.Waits?.Id);
        End(said.Message is null ? LaterState.ToApprove : LaterState.Sent);
    }

    public void Hold(string code, string words)
    {
        (ProblemCode, ProblemWords) = (code, words);
        End(LaterState.Held);
    }

    public void Withdraw() => End(LaterState.Withdrawn);

    /// <summary>Something of ours is broken: it tries again a while, then it is held. Whether it tries again.</summary>
    public bool Stumble(DateTime now)
    {
        if (++Tries >= MostTries) return false;

        NextAt = now.AddMinutes(Tries);
        Version++;
        return true;
    }

    void End(LaterState state)
    {
        (State, NextAt) = (state, null);
        Version++;
    }
}
