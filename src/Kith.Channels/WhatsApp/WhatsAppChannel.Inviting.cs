using System.Text.RegularExpressions;

namespace Kith.Channels.WhatsApp;

public sealed partial class WhatsAppChannel : IInvite
{
    const string OwnLinks = "https://wa.me";

    /// <summary>
    /// Opens a talk with the number, with words that are ready to be sent (WhatsApp, "click to chat"). Nothing else comes along, so the token stands in
    /// them, and whoever sends them brings it.
    /// </summary>
    public string? LinkFor(Account account, string token) => NumberOf(account) is { Length: > 0 } number && token.Length > 0
        ? $"{LinksOf(account)}/{number}?text={Uri.EscapeDataString($"Hello, let's go on here. (code {token})")}" : null;

    static string NumberOf(Account account) => string.Concat(account.Phone(account["number"]).Where(char.IsAsciiDigit));

    static string LinksOf(Account account) => (account["links"] is { Length: > 0 } own ? own : OwnLinks).TrimEnd('/');

    /// <summary>The token in somebody's first words, and the words without it; no token where none stands there.</summary>
    internal static (string? Token, string Words) BroughtIn(string text) => Code().Match(text) is { Success: true } code
        ? (code.Groups[1].Value, $"{text.AsSpan(0, code.Index).TrimEnd()}{text.AsSpan(code.Index + code.Length)}") : (null, text);

    [GeneratedRegex(@"\(code ([A-Za-z0-9_-]{1,64})\)", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
