using System.Text;
using Kith.Mail.Wire;

namespace Kith.Mail.Smtp;

/// <summary>A reply of a server (RFC 5321 §4.2) with its enhanced status code (RFC 2034).</summary>
sealed record SmtpReply(int Code, string EnhancedCode, string Words, IReadOnlyList<string> Lines)
{
    const int LongestLine = 8 * 1024;
    const int MostLines = 200;

    public bool IsGood => Code is >= 200 and < 400;

    public static async Task<SmtpReply> ReadAsync(MailWire wire, ServerWords clean, CancellationToken time)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = Encoding.UTF8.GetString(await wire.ReadLineAsync(LongestLine, time));
            if (!IsReplyLine(line) || lines.Count == MostLines) throw MailWire.Strange($"This is no answer of a mail server: {clean.Clean(line)}");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length < 4 || line[3] == ' ') return Of(line, lines, clean);
        }
    }

    /// <summary>The reply as an exception.</summary>
    public MailFailure Failure(MailFailureKind? kind = null) =>
        new(kind ?? (Code < 400 ? MailFailureKind.Protocol : Code < 500 ? MailFailureKind.Temporary : MailFailureKind.Permanent), $"{Code} {Words}", Code, EnhancedCode);

    static bool IsReplyLine(string line) =>
        line.Length >= 3 && line[0] is >= '2' and <= '5' && char.IsAsciiDigit(line[1]) && char.IsAsciiDigit(line[2]) && (line.Length == 3 || line[3] is ' ' or '-');

    static SmtpReply Of(string last, List<string> lines, ServerWords clean)
    {
        var code = (last[0] - '0') * 100 + (last[1] - '0') * 10 + last[2] - '0';
        var words = clean.Clean(string.Join(' ', lines));
        return new(code, Enhanced(words.Split(' ')[0]), words, lines);
    }

    static string Enhanced(string word) =>
        word.Split('.') is [{ Length: 1 }, { Length: > 0 and < 4 }, { Length: > 0 and < 4 }] && word[0] is '2' or '4' or '5'
        && word.All(letter => letter == '.' || char.IsAsciiDigit(letter)) ? word : "";
}
