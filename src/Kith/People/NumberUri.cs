using System.Text.RegularExpressions;

namespace Kith.People;

/// <summary>RFC 3966: <c>tel:555-4417;phone-context=+2782</c>. Anything else is searched for the number within.</summary>
static class NumberUri
{
    const string Context = ";phone-context=";
    const string Subaddress = ";isub=";

    static readonly Regex Prefix = new(@"^\+[0-9.()\-]*[0-9][0-9.()\-]*\z", RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
    static readonly Regex Domain =
        new(@"^(?:[0-9](?:[0-9\-]*[0-9])?\.)*[a-zA-Z]+(?:\-*[0-9])*\.?\z", RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));

    public static string? Unwrap(string folded)
    {
        var at = folded.IndexOf(Context, StringComparison.Ordinal);
        var number = at < 0 ? WrittenNumber.Within(folded) : InContext(folded, at);
        var end = number?.IndexOf(Subaddress, StringComparison.Ordinal) ?? -1;
        return end > 0 ? number![..end] : number;
    }

    static string? InContext(string folded, int at)
    {
        var context = folded[(at + Context.Length)..].Split(';')[0];
        if (!Prefix.IsMatch(context) && !Domain.IsMatch(context)) return null;

        var tel = folded.IndexOf("tel:", StringComparison.Ordinal);
        var start = tel < 0 ? 0 : tel + 4;
        var local = start < at ? folded[start..at] : folded[at..start];
        return context.StartsWith('+') ? context + local : local;
    }
}
