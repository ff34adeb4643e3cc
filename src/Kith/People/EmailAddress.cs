using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Kith.People;

/// <summary>An email address in the one form under which we keep it: lower case, its domain as the name system spells it.</summary>
public sealed record EmailAddress
{
    // RFC 5321 §4.5.3.1, in octets. A path holds 256 of them, of which two are the angle brackets.
    const int LongestLocal = 64, LongestAddress = 254, LongestWritten = 1000;

    static readonly IdnMapping Names = new() { UseStd3AsciiRules = true };

    EmailAddress(string local, string domain) => (Local, Domain) = (local, domain);

    public string Local { get; }
    public string Domain { get; }
    public string Value => $"{Local}@{Domain}";

    public static bool TryParse(string? written, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        if (written is null or { Length: > LongestWritten }) return false;

        var bare = Unwrap(written);
        var at = bare.LastIndexOf('@');
        if (at < 1 || LocalPart(bare[..at]) is not { } local || DomainName(bare[(at + 1)..]) is not { } domain) return false;
        if (Encoding.UTF8.GetByteCount(local) + 1 + domain.Length > LongestAddress) return false;

        address = new(local, domain);
        return true;
    }

    public override string ToString() => Value;

    static string Unwrap(string written)
    {
        var bare = written.Trim();
        if (bare.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) bare = bare[7..].Split('?')[0];
        return bare is ['<', .. var inside, '>'] ? inside.Trim() : bare;
    }

    // By the letter of the standard only the receiving host may fold case; in practice they all do, and people type as they please.
    static string? LocalPart(string written)
    {
        if (!IsWellFormed(written)) return null;
        var local = Unquote(written.Normalize(NormalizationForm.FormC).ToLowerInvariant().Normalize(NormalizationForm.FormC));
        return Encoding.UTF8.GetByteCount(local) <= LongestLocal && (IsDotted(local) || IsQuoted(local)) ? local : null;
    }

    // A name without a dot is a machine of somebody's own network: no answer of ours would ever reach it.
    static string? DomainName(string written)
    {
        try
        {
            var name = Names.GetAscii(written.EndsWith('.') ? written[..^1] : written).ToLowerInvariant();
            return name.Split('.') is [_, .., { Length: > 0 } top] && !top.All(char.IsAsciiDigit) ? name : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Letters that cannot be seen make two addresses look like one.
    static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune =>
        rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));

    static string Unquote(string local) => local is ['"', .. var inside, '"'] && IsDotted(inside) ? inside : local;

    static bool IsQuoted(string local) => local is ['"', .. { Length: > 0 } inside, '"'] && !inside.AsSpan().ContainsAny('"', '\\');

    static bool IsDotted(string local) => local.Split('.').All(atom => atom.Length > 0 && atom.All(MayStandUnquoted));

    static bool MayStandUnquoted(char letter) =>
        letter > '\u007F' || char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-/=?^_`{|}~".Contains(letter, StringComparison.Ordinal);
}
