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

    /// <summary>Where the last so many digits begin, whatever stands between them.</summary>
    static int Place(string said, int digits)
    {
        var at = said.Length;
        while (digits > 0 && at > 0)
            if (char.IsAsciiDigit(said[--at])) digits--;
        return at;
    }
}
