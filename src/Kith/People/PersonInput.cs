using System.Text.RegularExpressions;

namespace Kith.People;

/// <summary>What somebody typed about a person, in the form under which we keep it, or the sentence that says why not.</summary>
static partial class PersonInput
{
    const int LongestClaim = 300;

    public static string? Name(string? written) =>
        written is { Length: > 4 * PersonName.Longest } ? throw Refusal.Field("name", $"A name has at most {PersonName.Longest} letters.") : PersonName.Clean(written);

    public static string? Language(string? written) => written is null or "" ? null
        : LanguageTag.IsMatch(written) ? written
        : throw Refusal.Field("language", "A language is written as en or pt-BR.");

    public static string? TimeZone(string? written) => written is null or "" ? null
        : TimeZoneInfo.TryFindSystemTimeZoneById(written, out var zone) && zone.HasIanaId ? zone.Id
        : throw Refusal.Field("timeZone", "A time zone is written as Africa/Johannesburg.");

    /// <summary>An address that somebody says is a person's, in its one form.</summary>
    public static SaidAddress Address(SaidAddress? said, string? region) =>
        TryAddress(said?.Kind, said?.Value, region, out var problem) ?? throw Refusal.Field("claims", problem!);

    public static SaidAddress? TryAddress(string? kind, string? value, string? region, out string? problem)
    {
        var clean = PersonName.Clean(value);
        problem = clean is null || value!.Length > LongestClaim ? "A claim has a kind and a value." : null;
        if (problem is not null) return null;

        switch (kind)
        {
            case AddressKind.Phone when PhoneNumber.TryParse(value, region, out var number): return new(kind, number.E164);
            case AddressKind.Phone: problem = $"“{clean}” is not a phone number that can be called."; return null;
            case AddressKind.Email when EmailAddress.TryParse(value, out var address): return new(kind, address.Value);
            case AddressKind.Email: problem = $"“{clean}” is not an email address."; return null;
            case { Length: > 0 and <= 40 } when Kind.IsMatch(kind): return new(kind, clean!);
            default: problem = "The kind of a claim is phone, email, name or another short word."; return null;
        }
    }

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$", RegexOptions.IgnoreCase)]
    private static partial Regex LanguageTag { get; }

    [GeneratedRegex("^[a-z][a-z0-9_-]*$")]
    private static partial Regex Kind { get; }
}
