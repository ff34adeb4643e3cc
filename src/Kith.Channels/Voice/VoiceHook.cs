namespace Kith.Channels.Voice;

/// <summary>
/// What a request of the carrier says of itself: which step of which call it is, and with whom. What our own addresses carry in their query is
/// signed with them, so it is as good as what the carrier says.
/// </summary>
readonly record struct VoiceHook(string Tail, UrlForm Query, UrlForm Form, bool WasClosed)
{
    public const string Closed = "closed";

    /// <summary>The call that everything else hangs on: a leg of it names it as its parent.</summary>
    public string CallSid => Tail == VoiceTail.Leg && Form["ParentCallSid"] is { Length: > 0 } parent ? parent : Form["CallSid"];

    /// <summary>Ours for calls that we make, theirs for the others.</summary>
    public string CallKey => Query["id"] is { Length: > 0 } ours ? ours : CallSid;

    public CallDirection Direction => Query["id"].Length > 0 ? CallDirection.Out : CallDirection.In;

    public string RecordingSid => Form["RecordingSid"] is { Length: > 0 } said ? said : LastOf(Form["RecordingUrl"]);

    public static VoiceHook Of(RawRequest request, UrlForm query, UrlForm form) => new(request.Tail, query, form, false);

    public static VoiceHook Of(in Kept kept)
    {
        var at = kept.Head.IndexOf('?', StringComparison.Ordinal);
        var words = (at < 0 ? kept.Head : kept.Head[..at]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var query = UrlForm.Parse(at < 0 ? "" : kept.Head[(at + 1)..]);
        return new(words.ElementAtOrDefault(1) ?? "", query, words is ["GET", ..] ? query : UrlForm.Parse(kept.Body.Span), words.Contains(Closed));
    }

    /// <summary>Who is on the other side, as the carrier or our own address writes it.</summary>
    public string Theirs => Query.Find("with") ?? (Form["Direction"].StartsWith("outbound", StringComparison.Ordinal) ? Form["To"] : Form["From"]);

    static string LastOf(string url) => url.Split('?')[0].TrimEnd('/').Split('/')[^1].Split('.')[0];
}
