using System.Text.RegularExpressions;

namespace Kith.Mail;

/// <summary>Finds the enhanced status code (RFC 3463) in what a server said, or what its three digits (RFC 5321 §4.2) amount to.</summary>
static partial class StatusCode
{
    [GeneratedRegex(@"(?:^|[^0-9.])([245]\.[0-9]{1,3}\.[0-9]{1,3})(?:$|[^0-9.]|\.(?:$|[^0-9]))", RegexOptions.NonBacktracking)]
    private static partial Regex Enhanced();

    [GeneratedRegex(@"(?:^|[^0-9.])([45])[0-5][0-9](?:$|[^0-9.])", RegexOptions.NonBacktracking)]
    private static partial Regex Basic();

    /// <summary>The code; empty when nothing like one was said.</summary>
    public static string In(string words)
    {
        if (Enhanced().Match(words) is { Success: true } code) return code.Groups[1].Value;
        return Basic().Match(words) is { Success: true } basic ? $"{basic.Groups[1].Value}.0.0" : "";
    }

    /// <summary>What became of the mail when only the code is told (RFC 3463 §2).</summary>
    public static string Action(string status) => status switch
    {
        ['2', ..] => "delivered",
        ['4', ..] => "delayed",
        _ => "failed",
    };
}
