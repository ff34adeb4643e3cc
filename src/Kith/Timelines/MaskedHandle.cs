namespace Kith.Timelines;

/// <summary>Enough of an address to know which one it was, not enough to use it from a screenshot.</summary>
static class MaskedHandle
{
    const string Hidden = "•••";

    public static string Of(Handle handle) => handle.Kind switch
    {
        "phone" when handle.Value.Length > 8 => $"{handle.Value[..^7]} {Hidden} {handle.Value[^4..]}",
        "email" when handle.Value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at => $"{handle.Value[..1]}{Hidden}{handle.Value[at..]}",
        _ when handle.Value.Length > 12 => $"{handle.Value[..4]}{Hidden}{handle.Value[^4..]}",
        _ => handle.Value,
    };
}
