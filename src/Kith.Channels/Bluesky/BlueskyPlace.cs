using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kith.Channels.Bluesky;

/// <summary>
/// How far an account was read. Notifications come newest first: where a page does not reach what is known, its cursor is laid on a pile and the
/// next older page is asked for, until one does; then the pile is taken off again, so that all are brought in the order in which they happened.
/// </summary>
sealed record BlueskyPlace
{
    const int MostSeen = 200, MostBack = 100, HashLength = 16;

    /// <summary>They sort by the time the author's own app gives, which may lag: this much is looked at again, as far as the newest page reaches and now and then as a whole.</summary>
    static readonly TimeSpan Overlap = TimeSpan.FromDays(1), BetweenLooks = TimeSpan.FromHours(1);

    /// <summary>The newest that was there at the very first look; nothing older is ever taken.</summary>
    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;

    /// <summary>The newest that was brought.</summary>
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MinValue;

    /// <summary>What of the overlap was brought before, as short hashes.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    /// <summary>The pile: for each page further back its cursor, after the hash of the last post on the page above.</summary>
    public IReadOnlyList<string> Back { get; init; } = [];

    /// <summary>Below the post with this hash all was brought, when the pile is being taken off.</summary>
    public string? Below { get; init; }

    /// <summary>When the whole overlap was last looked at.</summary>
    public DateTimeOffset Looked { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Whether it is looked at now: pages are asked for until one reaches its end.</summary>
    public bool IsLookingBack { get; init; }

    /// <summary>The page to ask for; null for the newest.</summary>
    public string? Cursor => Back is [.., var top] && top.Length > HashLength ? top[HashLength..] : null;

    /// <summary>Where the log of direct messages goes on; null before it was asked for.</summary>
    public string? Chat { get; init; }

    /// <summary>Whether the next question is for direct messages.</summary>
    public bool IsChatNext { get; init; }

    public DateTimeOffset Horizon => Until - DateTimeOffset.MinValue < Overlap || Until - Overlap < From ? From : Until - Overlap;

    public static BlueskyPlace? Read(string? place)
    {
        if (place is null) return null;

        var (document, _) = StrictJson.Parse(Encoding.UTF8.GetBytes(place));
        using (document)
            return document?.RootElement is not { } root ? null : new()
            {
                From = Time(root, "from"),
                Until = Time(root, "until"),
                Seen = Texts(root, "seen"),
                Back = Texts(root, "back"),
                Below = root.Peek("below"),
                Looked = Time(root, "looked"),
                IsLookingBack = root.Peek("next") == "back",
                Chat = root.Peek("chat"),
                IsChatNext = root.Peek("next") == "chat",
            };
    }

    public string Write()
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("from", From);
            json.WriteString("until", Until);
            Write(json, "seen", Seen);
            Write(json, "back", Back);
            if (Below is not null) json.WriteString("below", Below);
            if (Chat is not null) json.WriteString("chat", Chat);
            json.WriteString("looked", Looked);
            if (IsChatNext || IsLookingBack) json.WriteString("next", IsChatNext ? "chat" : "back");
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(body.ToArray());
    }

    /// <summary>From the newest page on, all of the overlap once more when that was long ago.</summary>
    public BlueskyPlace At(DateTimeOffset now) => Back.Count == 0 && now - Looked >= BetweenLooks ? this with { Looked = now, IsLookingBack = true } : this;

    /// <summary>One page further back; where the pile is too high the newest fall off it, and are found again from the top.</summary>
    public BlueskyPlace Deeper(string cursor, string last) => this with { Back = [.. Back.TakeLast(MostBack - 1), Hash(last) + cursor], Below = null };

    /// <summary>Whether nothing is missing between this page and what was brought.</summary>
    public bool IsReachedBy(IReadOnlyList<(string Uri, DateTimeOffset At)> page) => page.Count == 0 || Hash(page[^1].Uri) == Below || page.Any(one => one.At <= (IsLookingBack ? Horizon : Until));

    /// <summary>With what this page brought, one page nearer to the newest.</summary>
    public BlueskyPlace Brought(IReadOnlyList<(string Uri, DateTimeOffset At)> page)
    {
        var until = page.Count > 0 && page.Max(one => one.At) is var newest && newest > Until ? newest : Until;
        var next = this with { Until = until, IsLookingBack = false, Back = [.. Back.SkipLast(1)], Below = Back is [.., var top] ? top[..Math.Min(top.Length, HashLength)] : null };
        return next with { Seen = [.. page.Where(one => one.At >= next.Horizon).Select(one => Hash(one.Uri)).Concat(Seen).Distinct().Take(MostSeen)] };
    }

    public bool Knows(string uri) => Seen.Contains(Hash(uri));

    static string Hash(string uri) => OutsideKey.Hash(Encoding.UTF8.GetBytes(uri))[..HashLength];

    static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0) return;

        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    static DateTimeOffset Time(JsonElement root, string name) =>
        DateTimeOffset.TryParse(root.Peek(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : DateTimeOffset.MinValue;

    static string[] Texts(JsonElement root, string name) => !root.TryGetProperty(name, out var texts) || texts.ValueKind != JsonValueKind.Array ? []
        : [.. texts.EnumerateArray().Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.GetString()!)];
}
