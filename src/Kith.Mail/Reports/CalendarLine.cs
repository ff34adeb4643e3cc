using System.Globalization;
using System.Text;

namespace Kith.Mail;

/// <summary>A content line (RFC 5545 §3.1).</summary>
sealed record CalendarLine(string Name, string? Zone, string Value)
{
    public static CalendarLine? Read(string line)
    {
        var colon = Colon(line);
        if (colon <= 0) return null;
        var parts = line[..colon].Split(';');
        var zone = parts.Skip(1).FirstOrDefault(p => p.StartsWith("TZID=", StringComparison.OrdinalIgnoreCase))?["TZID=".Length..].Trim('"');
        return new(parts[0].Trim().ToUpperInvariant(), zone, line[(colon + 1)..].Trim());
    }

    // Colons within quotes belong to a parameter.
    static int Colon(string line)
    {
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"') quoted = !quoted;
            if (line[i] == ':' && !quoted) return i;
        }
        return -1;
    }

    /// <summary>The value as text, escapes undone (RFC 5545 §3.3.11), on one line.</summary>
    public string Words()
    {
        var words = new StringBuilder(Value.Length);
        for (var i = 0; i < Value.Length; i++)
            if (Value[i] != '\\' || i + 1 == Value.Length) words.Append(Value[i]);
            else words.Append(Value[++i] is 'n' or 'N' ? ' ' : Value[i]);
        return SafeText.Line(words.ToString()).Trim();
    }

    /// <summary>The value as a time; null when nobody can say which moment it is. A day alone begins at midnight UTC.</summary>
    public DateTimeOffset? Time()
    {
        if (DateTime.TryParseExact(Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return new(day, TimeSpan.Zero);
        if (DateTime.TryParseExact(Value, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out var utc)) return new(utc, TimeSpan.Zero);
        if (Zone is null || !DateTime.TryParseExact(Value, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        if (local.Year is < 2 or > 9998 || !IsZoneName(Zone) || !TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone)) return null;
        return new(local, zone.GetUtcOffset(local));
    }

    // Unix finds time zones as files: a name from a stranger must not lead elsewhere.
    static bool IsZoneName(string zone) =>
        zone.Length <= 100 && !zone.StartsWith('/') && !zone.Contains("..", StringComparison.Ordinal) && zone.All(c => char.IsAsciiLetterOrDigit(c) || "/_-+ .()".Contains(c));

    /// <summary>The value as a duration (RFC 5545 §3.3.6).</summary>
    public TimeSpan? Length()
    {
        if (!Value.StartsWith('P') || Value.Length > 20) return null;
        var (length, number) = (TimeSpan.Zero, 0);
        foreach (var letter in Value.AsSpan(1))
        {
            if (char.IsAsciiDigit(letter) && number < 1000) number = number * 10 + (letter - '0');
            else if (letter != 'T') (length, number) = (length + Unit(letter) * number, 0);
        }
        return length;
    }

    static TimeSpan Unit(char letter) => letter switch
    {
        'W' => TimeSpan.FromDays(7),
        'D' => TimeSpan.FromDays(1),
        'H' => TimeSpan.FromHours(1),
        'M' => TimeSpan.FromMinutes(1),
        'S' => TimeSpan.FromSeconds(1),
        _ => TimeSpan.Zero,
    };
}
