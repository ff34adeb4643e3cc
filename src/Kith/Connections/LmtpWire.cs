using System.Text;

namespace Kith.Connections;

/// <summary>What one caller says and hears. Answers wait for each other while more was said already (RFC 2920).</summary>
sealed class LmtpWire(Stream stream, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>RFC 5321 §4.5.3.2.7; a caller who does not listen is given up sooner.</summary>
    static readonly TimeSpan forCommand = TimeSpan.FromMinutes(5), forAnswer = TimeSpan.FromSeconds(20);

    readonly LineWire lines = new(stream, LmtpCommand.Longest);
    readonly StringBuilder answers = new();

    /// <summary>More was said than was taken.</summary>
    public bool HasMore => lines.Heard.Length > 0;

    public void Say(string answer) => answers.Append(answer).Append("\r\n");

    /// <summary>The next command, or null when the caller is gone. A line must be whole in time, however often a letter of it comes.</summary>
    public async Task<LmtpCommand?> CommandAsync(CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(forCommand, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        while (true)
        {
            if (Next() is { } command) return command;
            if (!await HearAsync(either.Token)) return null;
        }
    }

    /// <summary>False when the caller is gone before the mail is whole.</summary>
    public async Task<bool> HearAsync(LmtpMail mail, CancellationToken stop)
    {
        while (true)
        {
            lines.Pass(mail.Take(lines.Heard));
            if (mail.IsWhole) return true;
            if (!await HearAsync(stop)) return false;
        }
    }

    public async Task TellAsync()
    {
        if (answers.Length == 0) return;

        using var patience = new CancellationTokenSource(forAnswer, clock);
        var bytes = Encoding.UTF8.GetBytes(answers.ToString());
        answers.Clear();
        await lines.SayAsync(bytes, patience.Token);
    }

    public ValueTask DisposeAsync() => lines.DisposeAsync();

    /// <summary>A bare LF ends a line, too, so that it is heard as none instead of as the start of the next.</summary>
    LmtpCommand? Next() =>
        lines.Line("\n"u8) is { } line ? LmtpCommand.Read(line)
        : lines.IsEndless ? LmtpCommand.Endless
        : null;

    async Task<bool> HearAsync(CancellationToken stop)
    {
        await TellAsync();
        return await lines.HearAsync(stop);
    }
}
