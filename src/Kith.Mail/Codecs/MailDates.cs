using System.Globalization;

namespace Kith.Mail;

/// <summary>Dates (RFC 5322 §3.3 and §4.3), and what else stands in <c>Date:</c>: ISO 8601, ctime, AM and PM, two-digit years.</summary>
static class MailDates
{
    static readonly string[] months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    // RFC 5322 §4.3, and what Europe and its neighbours write.
    static readonly Dictionary<string, int> zoneHours = new (int Hours, string Names)[]
    {
        (0, "UT GMT UTC Z WET"),
        (1, "CET MET MEZ BST"),
        (2, "CEST MEST MESZ EET SAST"),
        (3, "EEST MSK"),
        (9, "JST KST"),
        (-4, "EDT"),
        (-5, "EST CDT"),
        (-6, "CST MDT"),
        (-7, "MST PDT"),
        (-8, "PST"),
    }.SelectMany(z => z.Names.Split(' ').Select(n => (n, z.Hours))).ToDictionary(z => z.n, z => z.Hours, StringComparer.OrdinalIgnoreCase);

    public static DateTimeOffset? Read(string header)
    {
        var text = Comments.Strip(SafeText.Cut(header, 200)).Trim(' ', '\t', '"');
        if (Iso(text) is { } iso) return iso;
        // RFC 5322 §4.3: blanks may stand around the colons.
        if (text.Contains(" :", StringComparison.Ordinal) || text.Contains(": ", StringComparison.Ordinal)) text = string.Join(':', text.Split(':', StringSplitOptions.TrimEntries));
        var found = new Found();
        foreach (var word in text.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries)) found.Take(word);
        return found.Moment();
    }

    static DateTimeOffset? Iso(string text) =>
        text.Length > 9 && char.IsAsciiDigit(text[3]) && text[4] == '-'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    struct Found
    {
        int? day, month, year, hour;
        int minute, second;
        TimeSpan? offset;

        public void Take(string word)
        {
            if (word.Contains(':') && hour is null) TakeTime(word);
            else if (word[0] is '+' or '-' && hour is not null) offset ??= Numeric(word);
            else if (word.Contains('-')) foreach (var piece in word.Split('-', StringSplitOptions.RemoveEmptyEntries)) Take(piece);
            else if (char.IsAsciiLetter(word[0])) TakeWord(word);
            else TakeNumber(word.Trim('.'));
        }

        void TakeTime(string word)
        {
            var zone = word.IndexOfAny(['+', '-'], 1);
            var time = (zone < 0 ? word : word[..zone]).Split(':');
            if (time.Length < 2 || !Number(time[0], out var hours) || !Number(time[1], out minute)) return;
            hour = hours;
            var seconds = time.Length > 2 ? time[2] : "";
            var digits = seconds.TakeWhile(char.IsAsciiDigit).Count();
            _ = Number(seconds[..digits], out second);
            if (digits < seconds.Length && char.IsAsciiLetter(seconds[digits])) TakeWord(seconds[digits..]);
            if (zone > 0) offset = Numeric(word[zone..]);
        }

        void TakeWord(string word)
        {
            if (word.Equals("AM", StringComparison.OrdinalIgnoreCase) && hour == 12) hour = 0;
            else if (word.Equals("PM", StringComparison.OrdinalIgnoreCase) && hour < 12) hour += 12;
            else if (month is null && word.Length >= 3 && Array.IndexOf(months, word[..3].ToLowerInvariant()) is >= 0 and var found) month = found + 1;
            else if (hour is not null && zoneHours.TryGetValue(word, out var hours)) offset ??= TimeSpan.FromHours(hours);
            else if (hour is not null && word.Length > 3 && word[3] is '+' or '-' && zoneHours.ContainsKey(word[..3])) offset ??= Numeric(word[3..]);
        }

        void TakeNumber(string word)
        {
            if (!Number(word, out var number)) return;
            if (day is null && word.Length <= 2 && number is >= 1 and <= 31) day = number;
            else if (year is null && (month is not null || word.Length == 4)) year = Century(number, word.Length);
        }

        // RFC 5322 §4.3: two digits below 50 are this century's, three count from 1900.
        static int Century(int year, int digits) => digits switch
        {
            <= 2 when year < 50 => year + 2000,
            <= 3 => year + 1900,
            _ => year,
        };

        static TimeSpan? Numeric(string zone)
        {
            var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
            if (digits.Length > 5 || !Number(digits, out var number)) return null;
            var minutes = digits.Length <= 2 ? number * 60 : number / 100 * 60 + number % 100;
            return minutes > 14 * 60 ? TimeSpan.Zero : TimeSpan.FromMinutes(zone[0] == '-' ? -minutes : minutes);
        }

        static bool Number(string digits, out int number) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);

        public readonly DateTimeOffset? Moment() =>
            (day, month, year) is ({ } d, { } m, { } y and >= 1900 and <= 9998) && d <= DateTime.DaysInMonth(y, m) && (hour ?? 0) <= 24 && minute < 60
                ? new DateTimeOffset(y, m, d, (hour ?? 0) % 24, minute, Math.Min(second, 59), offset ?? TimeSpan.Zero) : null;
    }
}
