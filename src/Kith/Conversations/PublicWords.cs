using System.Text.RegularExpressions;

namespace Kith.Conversations;

/// <summary>
/// What everybody will read: the teammate's words with their name below, and none of the person's private facts in them. An address or a
/// card number is never said in public; what only looks like a number of an order or a claim may be, by somebody who says so.
/// </summary>
static class PublicWords
{
    const int ShortestPhone = 7, FewestInReference = 5;

    static readonly Regex digits = new(@"\+?\d(?:[\d .()/-]{0,30}\d)?", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    static readonly Regex link = new(@"https?://\S{1,2000}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    static readonly Regex reference = new(@"\b(?:[A-Za-z]{1,6}[-/#]?)?\d[\d/-]{1,24}\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>What stands below the words.</summary>
    public static string EndingOf(Teammate by) => $"\n— {by.NameInPublic}";

    /// <summary>Everything private in these words, the certain first.</summary>
    public static IReadOnlyList<PrivateFact> Find(string text, IEnumerable<(string Kind, string Value)> known)
    {
        var found = new List<PrivateFact>();
        foreach (var (kind, value) in known.Distinct())
            if (Said(text, kind, value) is { } said) found.Add(new(kind == AddressKind.Email ? PrivateKind.Email : kind == AddressKind.Phone ? PrivateKind.Phone : PrivateKind.Handle, said));
        // The digits of an address on the web are its own, and one in ten of them would pass for a card.
        var plain = link.Replace(text, " ");
        found.AddRange(digits.Matches(plain).Where(run => IsCard(run.Value)).Select(run => new PrivateFact(PrivateKind.Card, run.Value)));
        found.AddRange(reference.Matches(plain).Where(run => IsReference(run.Value) && !found.Exists(one => one.Text.Contains(run.Value, StringComparison.Ordinal))).Select(run => new PrivateFact(PrivateKind.Number, run.Value)));
        return [.. found.DistinctBy(one => (one.Kind, one.Text))];
    }

    public static Refusal Refused(PrivateFact fact) => new("private_in_public", $"“{fact.Text}” is {NameOf(fact.Kind)}, and this is public. Take it out.");

    static string NameOf(PrivateKind kind) => kind switch
    {
        PrivateKind.Email => "their email address",
        PrivateKind.Phone => "their phone number",
        PrivateKind.Handle => "an address of theirs elsewhere",
        PrivateKind.Card => "a card number",
        _ => "a number of an order or a claim, by its looks",
    };

    static string? Said(string text, string kind, string value) => kind switch
    {
        AddressKind.Phone => digits.Matches(text).Select(run => run.Value).FirstOrDefault(run => SameNumber(run, value)),
        _ when value.Length >= 4 && text.IndexOf(value, StringComparison.OrdinalIgnoreCase) is >= 0 and var at => text.Substring(at, value.Length),
        _ => null,
    };

    /// <summary>However it is written: with or without the country, with blanks or strokes.</summary>
    static bool SameNumber(string said, string known)
    {
        var (one, other) = (DigitsOf(said).TrimStart('0'), DigitsOf(known));
        return one.Length >= ShortestPhone && other.EndsWith(one, StringComparison.Ordinal);
    }

    static bool IsReference(string run) => DigitsOf(run).Length >= (run.Any(char.IsAsciiLetter) ? FewestInReference - 1 : FewestInReference) && !IsDate(run);

    static bool IsDate(string run) => run.Split('-', '/') is { Length: 3 } parts && parts.All(part => part.Length is 1 or 2 or 4 && part.All(char.IsAsciiDigit));

    /// <summary>13 to 19 digits that pass the check by which card numbers are made (ISO/IEC 7812-1).</summary>
    static bool IsCard(string run)
    {
        var number = DigitsOf(run);
        if (number.Length is < 13 or > 19) return false;

        var sum = number.Reverse().Select((digit, at) => (Value: digit - '0', IsDoubled: at % 2 == 1)).Sum(d => d.IsDoubled ? (d.Value * 2 / 10) + (d.Value * 2 % 10) : d.Value);
        return sum % 10 == 0;
    }

    static string DigitsOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}

/// <summary>Something private in words that everybody would read.</summary>
/// <param name="Text">As it stands in the words.</param>
public sealed record PrivateFact(PrivateKind Kind, string Text)
{
    /// <summary>Nobody may say it in public after all.</summary>
    public bool IsCertain => Kind != PrivateKind.Number;
}

public enum PrivateKind { Email, Phone, Handle, Card, Number }
