using System.Text;
using System.Text.RegularExpressions;
using Kith.Mail.Composing;

namespace Kith.Mail.Tests.Composing;

/// <summary>Mails of the cast, and what is needed to look into their bytes.</summary>
static partial class Letters
{
    public static readonly OutboundMail Plain = new()
    {
        From = new("Rosa", "rosa@kith.test"),
        To = [new("Nomsa Dlamini", "nomsa@example.org")],
        Subject = "Your policy",
        Date = new DateTimeOffset(2026, 3, 7, 9, 5, 1, TimeSpan.FromHours(2)),
        MessageId = "m1@kith.test",
        Text = "Dear Nomsa,\nit is done.\n",
    };

    public static string Write(OutboundMail mail) => Encoding.UTF8.GetString(MailComposer.Compose(mail));

    public static string Header(string mail, string name) =>
        mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")
            .Single(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))[(name.Length + 2)..];

    public static string Body(string mail) => mail[(mail.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    /// <summary>What encoded words say (RFC 2047), blanks between two of them left out.</summary>
    public static string Decoded(string header) =>
        EncodedWord().Replace(Between().Replace(header, "?==?"), word => Encoding.UTF8.GetString(word.Groups[1].Value == "B" ? Convert.FromBase64String(word.Groups[2].Value) : Unquoted(word.Groups[2].Value.Replace('_', ' '))));

    /// <summary>The bytes that quoted-printable stands for.</summary>
    public static byte[] Unquoted(string text)
    {
        var (joined, bytes) = (text.Replace("=\r\n", "", StringComparison.Ordinal), new List<byte>());
        for (var at = 0; at < joined.Length; at++)
        {
            var isCode = joined[at] == '=';
            bytes.Add(isCode ? Convert.ToByte(joined.Substring(at + 1, 2), 16) : (byte)joined[at]);
            if (isCode) at += 2;
        }
        return [.. bytes];
    }

    /// <summary>The text of a mail that has nothing else.</summary>
    public static string Text(string mail) => Header(mail, "Content-Transfer-Encoding") switch
    {
        "quoted-printable" => Encoding.UTF8.GetString(Unquoted(Body(mail))),
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(Body(mail))),
        _ => Body(mail),
    };

    [GeneratedRegex(@"=\?utf-8\?([BQ])\?([^?]*)\?=", RegexOptions.NonBacktracking)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\?= +=\?", RegexOptions.NonBacktracking)]
    private static partial Regex Between();
}
