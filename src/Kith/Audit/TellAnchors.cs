namespace Kith.Audit;

/// <summary>
/// Sends what <see cref="Anchors"/> wrote down to somebody outside, one after the other in its order, again and again until it is accepted.
/// It reads the files and is in nobody's way: the chain goes on whatever becomes of this.
/// </summary>
sealed class TellAnchors(Anchors anchors, ToldAnchors kept, KithSettings settings, OutboundWire wire, TimeProvider clock, ILogger<TellAnchors> log) : BackgroundService
{
    static readonly TimeSpan look = TimeSpan.FromMilliseconds(500), longest = TimeSpan.FromMinutes(5);

    volatile ToldSoFar? told;
    volatile AnchorTrouble? trouble;

    /// <summary>Null where nobody outside is told.</summary>
    public OutsideRow? Of(Guid workspace)
    {
        if (settings.AnchorUrl is null) return null;

        var accepted = told?.Accepted.GetValueOrDefault(workspace);
        return new(accepted?.Seq, accepted?.At, trouble?.Words, trouble?.Since);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        if (settings is not { AnchorUrl: { } url, AnchorSecret: { } secret }) return;

        for (var tries = 0; !stop.IsCancellationRequested;)
        {
            try
            {
                if (told is null) Begin();
                tries = await StepAsync(url, secret, stop) ? 0 : tries + 1;
            }
            catch (Exception broken) when (!stop.IsCancellationRequested)
            {
                tries++;
                Fail("What is to be sent cannot be read or written in the data folder.");
                log.LogWarning(broken, "The anchors of the record could not be read or kept; it is tried again");
            }
            await Task.Delay(Pause(tries), clock, stop);
        }
    }

    /// <summary>Twice as long after each failure, to five minutes.</summary>
    static TimeSpan Pause(int tries) =>
        tries == 0 ? look : TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, 0.5 * Math.Pow(2, Math.Min(tries, 20))));

    /// <summary>What was written down before anybody outside was named is not sent.</summary>
    void Begin()
    {
        told = kept.Read() ?? new(anchors.End(), []);
        kept.Write(told);
    }

    /// <summary>Sends all there is; false when one was not accepted.</summary>
    async Task<bool> StepAsync(string url, string secret, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && anchors.Next(told!.Place) is var (anchor, behind))
        {
            if (anchor is not null && Trouble(await wire.SendAsync(AnchorMessage.Of(anchor, url, secret, clock.GetUtcNow()), stop)) is { } words)
            {
                if (!stop.IsCancellationRequested) Fail(words);
                return false;
            }
            var accepted = anchor is null ? told.Accepted : new(told.Accepted) { [anchor.WorkspaceId] = new(anchor.Seq, clock.Now) };
            var next = new ToldSoFar(behind, accepted);
            kept.Write(next);
            told = next;
            if (trouble is not null) log.LogInformation("The end of the record is accepted outside again");
            trouble = null;
        }
        return true;
    }

    static string? Trouble(Carried carried) => carried switch
    {
        { Answer.Status: >= 200 and < 300 } => null,
        { Answer.Status: >= 300 and < 400 and var status } => $"The receiver sends us elsewhere ({status}), where we do not follow.",
        { Answer.Status: var status } => $"The receiver answered {status}.",
        { BytesLeft: true } => "The receiver did not answer in time, or hung up.",
        _ => "The receiver was not reached, or its address is not on the public internet.",
    };

    void Fail(string words)
    {
        if (trouble is null) log.LogWarning("The end of the record was not accepted outside: {Words}", words);
        trouble = new(words, trouble?.Since ?? clock.Now);
    }

    sealed record AnchorTrouble(string Words, DateTime Since);
}

/// <param name="Entries">How many entries hang on what was last accepted outside, and when that was; null before the first.</param>
/// <param name="Problem">Why the next is not accepted, and since when; null where all is well.</param>
public sealed record OutsideRow(long? Entries, DateTime? AcceptedAt, string? Problem, DateTime? ProblemSince);
