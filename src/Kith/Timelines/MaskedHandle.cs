namespace Kith.Timelines;

/// <summary>Enough of an address to know which one it was, not enough to use it from a screenshot.</summary>
static class MaskedHandle
{
    const string Hidden = "•••";

    public static string Of(Handle handle) => handle.Kind switch
    {
        "phone" when handle.Value.Length > 8 && HandleWords.Label(handle.Kind, handle.Value) is var said => $"{said[..Place(said, 7)].TrimEnd()} {Hidden} {said[Place(said, 4)..].TrimStart()}",
        "email" when handle.Value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at => $"{handle.Value[..1]}{Hidden}{handle.Value[at..]}",
        _ when handle.Value.Length > 12 => $"{handle.Value[..4]}{Hidden}{handle.Value[^4..]}",
        _ => handle.Value,
    };

    /// <summary>For whoever may not know it: the first letter and where the mail goes.</summary>
    public static string Email(string address) => $"{address[..1]}{Hidden}{address[address.IndexOf('@', StringComparison.Ordinal)..]}";

    /// <summary>The country and the last two digits.</summary>
    public static string Number(string number) => $"{number[..3].TrimEnd()} {Hidden} {number[^2..]}";

    public static string Any(string value) => value.Contains(Hidden, StringComparison.Ordinal) ? value : value.Length > 2 ? $"{value[..2]}{Hidden}" : Hidden;

    /// <summary>Where the last so many digits begin, whatever stands between them.</summary>
    static int Place(string said, int digits)
    {
        var at = said.Length;
        while (digits > 0 && at > 0)
            if (char.IsAsciiDigit(said[--at])) digits--;
        return at;
    }
}
