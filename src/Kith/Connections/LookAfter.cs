using Kith.Channels;

namespace Kith.Connections;

/// <summary>
/// Looks after connections whose platform calls us: asks it how it sees us when a connection is made or changed, and a few times a day. What is new is
/// told once to whoever can mend it, days before it hurts where the day is known.
/// </summary>
sealed class LookAfter(ConnectionWire wire, Readings readings, IntakeWriter intake, Store store, DataFolder data, TimeProvider clock, ILogger<LookAfter> log)
    : Reader(readings, intake, store, data, clock, log)
{
    static readonly TimeSpan between = TimeSpan.FromHours(6), untilAnswered = TimeSpan.FromMinutes(15);

    public override bool Reads(OpenConnection connection) => connection.Can<ICheckUp>()?.Question([], connection.Account) is not null;

    protected override async Task ReadAsync(OpenConnection connection, Reading reading, CancellationToken stop)
    {
        var before = LookedAfter.In(reading.Place);
        // Another node looked a while ago, or this one before it was started again.
        if (before?.Version == connection.Version && reading.ReadAt + between - Clock.Now is { Ticks: > 0 } left) await Task.Delay(left, Clock, stop);

        if (await AskAsync(connection, stop) is not { } concerns)
        {
            await Task.Delay(untilAnswered, Clock, stop);
            return;
        }
        var news = concerns.Where(one => before?.Concerns.Any(known => known.Words == one.Words) != true).Select(one => $"{connection.Name}: {one.Words}").ToList();
        if (news.Count > 0) await TellAsync(connection, news, stop);
        await Readings.KeepAsync(connection, Self, new LookedAfter(connection.Version, concerns).ToString(), CancellationToken.None);
        await Task.Delay(between, Clock, stop);
    }

    protected override string? WordsOf(Exception failure, OpenConnection connection) => null;

    /// <summary>Null when nobody answered at all: then nothing is known, and what was known stands.</summary>
    async Task<IReadOnlyList<Concern>?> AskAsync(OpenConnection connection, CancellationToken stop)
    {
        var check = connection.Can<ICheckUp>()!;
        var answers = new List<WireAnswer?>();
        while (check.Question(answers, connection.Account) is { } question)
            answers.Add((await wire.SendAsync(connection, _ => question, stop)).Carried.Answer);
        return answers.TrueForAll(answer => answer is null) ? null : check.Read(answers, connection.Account, Clock.GetUtcNow());
    }
}
