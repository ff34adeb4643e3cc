namespace Kith.Channels;

/// <summary>A request for the host to make on the HTTP wire.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Url">The whole address. May hold a password: never print it.</param>
/// <param name="Label">What may be printed instead: no secret, no person.</param>
public sealed record WireRequest(string Method, string Url, string Label)
{
    /// <summary>Headers besides the content type. May hold credentials.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Type of the body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>How long they may take to answer, where it is longer than usual; null for the host's own patience.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>
    /// Headers that are right only in the moment in which it leaves, a signature over the time (RFC 5849); null where there are none. Pure: the host
    /// gives its clock and a word it never gave before.
    /// </summary>
    public Func<DateTimeOffset, string, IReadOnlyList<KeyValuePair<string, string>>>? Stamp { get; init; }

    /// <summary>The label: everything else may hold a secret.</summary>
    public override string ToString() => Label;
}

/// <summary>What came back.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body, cut off by the host at a sane size.</param>
public sealed record WireAnswer(int Status, IHeaders Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>How long Retry-After says to wait, at least a second and at most a day; null when it says nothing we understand.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now)
    {
        if (Headers["retry-after"] is not { Length: > 0 } said) return null;

        var wait = int.TryParse(said, System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(said, System.Globalization.CultureInfo.InvariantCulture, out var until) ? until - now
            : (TimeSpan?)null;
        return wait is null ? null : TimeSpan.FromSeconds(Math.Clamp(wait.Value.TotalSeconds, 1, 86_400));
    }

    /// <summary>The status alone.</summary>
    public override string ToString() => $"answer {Status}";
}
