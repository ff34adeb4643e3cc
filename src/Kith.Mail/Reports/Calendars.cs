using System.Text;

namespace Kith.Mail;

/// <summary>Reads of an invitation (RFC 5545, RFC 6047) what a card shows: the first event, no recurrence, nothing accepted.</summary>
static class Calendars
{
    const int MostText = 1 << 20, LongestField = 1000;

    public static Appointment? Of(List<MimeNode> parts)
    {
        if (parts.Find(p => p.Type is "text/calendar" or "application/ics") is not { } part) return null;
        var text = part.Text ?? Charsets.Decode(part.Content.Span, part.Charset);
        return Read(text.Length > MostText ? text[..MostText] : text, part.Parameters.GetValueOrDefault("method"));
    }

    static Appointment? Read(string text, string? method)
    {
        var fields = new Dictionary<string, CalendarLine>();
        var inEvent = false;
        foreach (var line in Unfolded(text))
        {
            if (CalendarLine.Read(line) is not { } field) continue;
            if (field is { Name: "BEGIN", Value: "VEVENT" }) inEvent = true;
            else if (field is { Name: "END", Value: "VEVENT" }) break;
            else if (inEvent) fields.TryAdd(field.Name, field);
            else if (field.Name == "METHOD") method ??= field.Value;
        }
        if (!inEvent) return null;
        string Words(string name) => fields.TryGetValue(name, out var field) ? SafeText.Cut(field.Words(), LongestField) : "";
        DateTimeOffset? Time(string name) => fields.TryGetValue(name, out var field) ? field.Time() : null;

        return new(SafeText.Line(method ?? "").Trim().ToLowerInvariant(), Words("SUMMARY"), Time("DTSTART"), Time("DTEND") ?? End(fields), Words("LOCATION"), Organizer(Words("ORGANIZER")));
    }

    static DateTimeOffset? End(Dictionary<string, CalendarLine> fields)
    {
        if (!fields.TryGetValue("DTSTART", out var start) || !fields.TryGetValue("DURATION", out var duration)) return null;
        if (start.Time() is not { } begins || duration.Length() is not { } length) return null;
        return begins.Year < 9000 && length < TimeSpan.FromDays(3650) ? begins + length : null;
    }

    static string Organizer(string value) => value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? value["mailto:".Length..] : value;

    // A line that begins with a blank goes on with the one before (RFC 5545 §3.1).
    static IEnumerable<string> Unfolded(string text)
    {
        var line = new StringBuilder();
        foreach (var next in text.Split('\n'))
        {
            var words = next.TrimEnd('\r');
            if (words.Length > 0 && words[0] is ' ' or '\t')
            {
                line.Append(words, 1, words.Length - 1);
                continue;
            }
            yield return line.ToString();
            line.Clear().Append(words);
        }
        yield return line.ToString();
    }
}
