using System.Text.RegularExpressions;

namespace Kith.People;

/// <summary>A pattern over digits as the numbering plans write it, compiled when a number first asks for it.</summary>
sealed class DigitPattern(string written)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    Regex? entire;
    Regex? start;

    public string Written => written;

    // Strangers choose the digits: an automaton without backtracking answers in the length of the number, whatever the pattern.
    public bool Matches(string digits) =>
        (entire ??= new Regex($@"^(?:{written})\z", RegexOptions.NonBacktracking, Patience)).IsMatch(digits);

    public bool Begins(string digits) => (start ??= Start).IsMatch(digits);

    /// <summary>The match at the very start, with its groups: what a prefix was, and what it carried.</summary>
    public Match AtStart(string digits) => (start ??= Start).Match(digits);

    public string Rewrite(string digits, string template) => (start ??= Start).Replace(digits, template, 1);

    Regex Start => new($"^(?:{written})", RegexOptions.CultureInvariant, Patience);
}
