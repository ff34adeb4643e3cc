using Kith.Mail.Wire;

namespace Kith.Mail.Imap;

public sealed partial class ImapClient
{
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Waits until something changes in the open folder (RFC 2177); not at all when mail was announced since it was last searched. A server ends a connection that idles for half an hour, and a router forgets one
    /// sooner: ask again after less than 29 minutes. Where the server cannot tell by itself, it is asked after a minute at most.
    /// </summary>
    /// <param name="most">For how long.</param>
    /// <param name="stop">Gives up; the connection is closed then.</param>
    /// <returns>Whether something changed.</returns>
    /// <exception cref="MailFailure">The connection is lost.</exception>
    public async Task<bool> IdleAsync(TimeSpan most, CancellationToken stop)
    {
        if (TakeNews()) return true;
        if (!CanIdle) return await PauseAsync(most < LongestPause ? most : LongestPause, stop);

        var tag = NextTag();
        var data = new List<ImapResponse>();
        var start = await wire.StepAsync(patience.Answer, async time =>
        {
            await wire.WriteLineAsync($"{tag} IDLE", time);
            return await HearAsync(tag, data, null, time);
        }, stop);
        if (start.Tag != "+") throw Failure(start, "IDLE was refused");

        var hasNews = data.Any(IsNews) || await HearNewsAsync(most, stop);
        return await EndIdleAsync(tag, stop) || hasNews;
    }

    async Task<bool> PauseAsync(TimeSpan most, CancellationToken stop)
    {
        await Task.Delay(most, stop);
        return await NoopAsync(stop);
    }

    async Task<bool> HearNewsAsync(TimeSpan most, CancellationToken stop)
    {
        var end = Environment.TickCount64 + (long)most.TotalMilliseconds;
        while (Environment.TickCount64 < end && await HearsAsync(TimeSpan.FromMilliseconds(end - Environment.TickCount64), stop))
        {
            var response = await wire.StepAsync(patience.Answer, time => ImapResponse.ReadAsync(wire, largestMail, time), stop);
            if (response.Status == "BYE" || response.Tag != "*") throw Leave(response);
            if (response.Is("EXISTS") && response.Data[0].Number is { } number) exists = number;
            if (IsNews(response)) return true;
        }
        return false;
    }

    async Task<bool> HearsAsync(TimeSpan most, CancellationToken stop)
    {
        try
        {
            return await wire.HearsAsync(most > TimeSpan.Zero ? most : TimeSpan.Zero, stop);
        }
        catch (OperationCanceledException)
        {
            wire.Close();
            throw;
        }
    }

    Task<bool> EndIdleAsync(string tag, CancellationToken stop) =>
        wire.StepAsync(patience.Answer, async time =>
        {
            var data = new List<ImapResponse>();
            await wire.WriteLineAsync("DONE", time);
            if (await HearAsync(tag, data, null, time) is { IsOk: false } end) throw Failure(end, "IDLE was refused");
            return TakeNews() || data.Any(IsNews);
        }, stop);

    MailFailure Leave(ImapResponse response)
    {
        wire.Close();
        return response.Status == "BYE" ? new(MailFailureKind.Unreachable, $"The server said goodbye: {words.Clean(response.Words)}") : MailWire.Strange("The server answered what was not asked.");
    }

    // "* OK Still here" is no news.
    static bool IsNews(ImapResponse response) => response.Is("EXISTS") || response.Is("EXPUNGE") || response.Is("FETCH") || response.Is("RECENT");
}
