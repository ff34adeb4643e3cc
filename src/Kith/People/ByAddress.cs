namespace Kith.People;

/// <summary>Finds people by what they are reached under: whole, or from its beginning; a telephone number in whatever writing.</summary>
static class ByAddress
{
    const int FewestDigits = 3;

    public static async Task<IReadOnlyList<Guid>> FindAsync(string query, int most, KithDb db, CancellationToken stop)
    {
        var found = new List<Guid>();
        foreach (var beginning in Beginnings(query, await HomeRegion.OfAsync(db, stop)))
        {
            // Who may not know an address could else find it letter by letter.
            var end = db.Sight.Scopes.ContactDetails ? FindPeople.Until(beginning) : beginning + "\u0001";
            var left = most - found.Count;
            if (left <= 0) break;
            found.AddRange(await db.Handles.Where(h => h.Value.CompareTo(beginning) >= 0 && h.Value.CompareTo(end) < 0)
                .OrderBy(h => h.Value).Take(left).Select(h => h.PersonId).ToListAsync(stop));
            found.AddRange(await db.PersonClaims.Where(c => c.Value.CompareTo(beginning) >= 0 && c.Value.CompareTo(end) < 0)
                .OrderBy(c => c.Value).Take(left).Select(c => c.PersonId).ToListAsync(stop));
            found = [.. found.Distinct()];
        }
        return [.. found.Take(most)];
    }

    static IEnumerable<string> Beginnings(string query, string? region)
    {
        if (query.Contains('\0', StringComparison.Ordinal) || query.Length is < 2 or > 300) return [];
        return (PhoneNumber.TryParse(query, region, out var number) ? number.Variants.Prepend(number.E164) : PartOfNumber(query, region))
            .Concat([query, query.ToLowerInvariant()]).Distinct();
    }

    /// <summary>The first digits of a number, as they would stand in its international form.</summary>
    static IEnumerable<string> PartOfNumber(string query, string? region)
    {
        var digits = string.Concat(query.Where(char.IsAsciiDigit));
        if (digits.Length < FewestDigits || query.Any(c => char.IsLetter(c) || c == '@')) return [];
        if (query.StartsWith('+')) return [$"+{digits}"];
        if (digits.StartsWith("00", StringComparison.Ordinal)) return [$"+{digits[2..]}"];
        return NumberPlans.OfRegion(region) is { } home ? [$"+{home.CallingCode}{digits.TrimStart('0')}", $"+{digits}"] : [$"+{digits}"];
    }
}
