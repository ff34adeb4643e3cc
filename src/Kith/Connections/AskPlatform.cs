using Kith.Channels;

namespace Kith.Connections;

/// <summary>Asks a platform for what is new, again and again, where it does not call us.</summary>
sealed class AskPlatform(ConnectionWire wire, ReadingCosts costs, Readings readings, IntakeWriter intake, Store store, DataFolder data, TimeProvider clock, ILogger<AskPlatform> log)
    : Reader(readings, intake, store, data, clock, log)
{
    const int LargestAnswer = 16 * 1024 * 1024;

    /// <summary>Where nothing came the place stays as it is, and only the lease is to be held; and trouble that is over is written down at once.</summary>
    static readonly TimeSpan renewal = TimeSpan.FromMinutes(1);

    /// <summary>Somebody may raise the budget, and then a new reader begins; else the month must end.</summary>
    static readonly TimeSpan untilNextLook = TimeSpan.FromHours(1);

    public override bool Reads(OpenConnection connection) => connection.Can<IPoll>()?.Ask(connection.Account, null) is not null;

    protected override async Task ReadAsync(OpenConnection connection, Reading reading, CancellationToken stop)
    {
        var poll = connection.Can<IPoll>()!;
        var (place, ill, written) = (LookedAfter.IsOne(reading.Place) ? null : reading.Place, reading.Problem is not null, Clock.GetUtcNow());
        while (true)
        {
            if (!await costs.MayAskAsync(connection, stop))
            {
                await FailedAsync(connection, ReadingCosts.Spent, stop);
                await Task.Delay(untilNextLook, Clock, stop);
                return;
            }
            switch (await AskAsync(connection, poll, place, stop))
            {
                case Polled.Brought brought:
                    await costs.CountAsync(connection, brought, CancellationToken.None);
                    await KeepAsync([.. brought.Items.Select(item => ArrivalOf(connection, item.Key, "", item.Body.ToArray()))], stop);
                    if (brought.Place != place || ill || Clock.GetUtcNow() - written > renewal)
                    {
                        if (!await Readings.KeepAsync(connection, Self, brought.Place, CancellationToken.None)) return;
                        (place, ill, written) = (brought.Place, false, Clock.GetUtcNow());
                    }
                    if (brought.Pause > TimeSpan.Zero) await Task.Delay(brought.Pause, Clock, stop);
                    break;
                case Polled.Later later:
                    await FailedAsync(connection, Sentence(later.Problem, connection), stop);
                    await Task.Delay(later.After ?? TimeSpan.Zero, Clock, stop);
                    return;
                case Polled.Disconnected lost:
                    await SignedOutAsync(connection, lost.Problem, stop);
                    // A person connects it again, and that ends this reader and begins another.
                    await Task.Delay(Timeout.InfiniteTimeSpan, Clock, stop);
                    return;
            }
        }
    }

    protected override string? WordsOf(Exception failure, OpenConnection connection) => null;

    async Task<Polled> AskAsync(OpenConnection connection, IPoll poll, string? place, CancellationToken stop)
    {
        // What is paid for is owed once it was asked: such a question is ended, counted and kept, even when this reader is to end.
        var spoken = await wire.SendAsync(connection, account => poll.Ask(account, place)!, LargestAnswer, connection.Can<IPriced>() is null ? stop : CancellationToken.None);
        if (spoken.Carried.Answer is null) stop.ThrowIfCancellationRequested();
        return spoken switch
        {
            { Trouble: { IsOfConnection: true } ended } => new Polled.Disconnected(ended),
            { Trouble: { } trouble } => new Polled.Later(trouble, spoken.After),
            { Carried.Answer: null } => new Polled.Later(ChannelProblem.Unreachable($"{connection.Channel.Name} cannot be reached.")),
            { Carried.Whole: false } => new Polled.Later(ChannelProblem.NotUnderstood()),
            _ => poll.Read(spoken.Carried.Answer, place, spoken.Account, Clock.GetUtcNow()),
        };
    }

    /// <summary>It goes on after a colon, where only a name keeps its capital.</summary>
    static string Sentence(ChannelProblem problem, OpenConnection connection) =>
        problem.Words.StartsWith(connection.Channel.Name, StringComparison.Ordinal) ? problem.Words : char.ToLowerInvariant(problem.Words[0]) + problem.Words[1..];
}
