using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Kith.Team;

/// <summary>
/// What the server must remember between the options and the answer of a passkey. It is found by the challenge the browser signed and
/// taken out once, so that an answer that was overheard is worth nothing the second time.
/// </summary>
sealed class PasskeyCeremonies(TimeProvider clock)
{
    const int MostWaiting = 20_000;
    static readonly TimeSpan life = TimeSpan.FromMinutes(5);
    readonly ConcurrentDictionary<string, Ceremony> waiting = new();

    public void Begin(string options, string? state, Guid? account)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (waiting.Count >= MostWaiting)
            foreach (var (old, ceremony) in waiting)
                if (ceremony.Until < now) waiting.TryRemove(old, out _);
        if (waiting.Count >= MostWaiting) throw new Refusal("slow_down", "Too many are signing in at this moment. Please try again.", StatusCodes.Status429TooManyRequests);

        waiting[(string)JsonNode.Parse(options)!["challenge"]!] = new(state, account, now + life);
    }

    public string? Take(string credential, Guid? account) =>
        ChallengeOf(credential) is { } challenge && waiting.TryRemove(challenge, out var ceremony) && ceremony.Account == account && ceremony.Until > clock.GetUtcNow().UtcDateTime
            ? ceremony.State : throw Refused();

    public static Refusal Refused() => new("wrong_passkey", "This passkey was not accepted. Please try again.", StatusCodes.Status401Unauthorized);

    static string? ChallengeOf(string credential)
    {
        try
        {
            var said = (string?)JsonNode.Parse(credential)?["response"]?["clientDataJSON"];
            return said is null ? null : (string?)JsonNode.Parse(Base64Url.DecodeFromChars(said.TrimEnd('=')))?["challenge"];
        }
        catch (Exception unread) when (unread is System.Text.Json.JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    sealed record Ceremony(string? State, Guid? Account, DateTime Until);
}
