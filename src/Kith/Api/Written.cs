namespace Kith.Api;

/// <summary>What a teammate wrote into a field: cleaned of what is not visible, refused when it is too long. Never cut in silence.</summary>
static class Written
{
    /// <summary>One line shown among others: no controls, nothing that turns its neighbours round, no towers of accents.</summary>
    public static string? Line(string? written, string field, int longest)
    {
        if (written is null) return null;
        var line = PersonName.Plain(written);
        return line.Length <= longest ? line : throw Refusal.Field(field, $"This may have {longest} characters at most.");
    }

    public static string RequiredLine(string? written, string field, int longest) =>
        Line(written, field, longest) is { Length: > 0 } line ? line : throw Refusal.Field(field, "This must not be empty.");

    /// <summary>Words of a message or a note: the writer's own, but for control characters that are neither line nor tab.</summary>
    public static string Text(string? written, string field, int longest)
    {
        var text = (written ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (text.Any(IsUnwanted)) text = string.Concat(text.Where(letter => !IsUnwanted(letter)));
        text = string.Concat(text.EnumerateRunes()).Trim();
        return text.Length <= longest ? text : throw Refusal.Field(field, $"This may have {longest} characters at most.");
    }

    static bool IsUnwanted(char letter) => char.IsControl(letter) && letter is not ('\n' or '\t');
}
