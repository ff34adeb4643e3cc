using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Telegram;

/// <summary>
/// What a refusal of the Bot API means: <c>{ok:false, error_code, description, parameters?{retry_after, migrate_to_chat_id}}</c>. Codes are few,
/// so some of them can only be told apart by their words.
/// </summary>
static class TelegramErrors
{
    const int LongestWait = 3600;

    public static Ending Ending(WireAnswer answer, JsonElement said, DateTimeOffset now)
    {
        var code = (int)(said.Number("error_code") ?? answer.Status);
        var (words, vendor) = (said.Peek("description") ?? "", code.ToString(CultureInfo.InvariantCulture));
        return code switch
        {
            400 when words.Contains("not modified", StringComparison.OrdinalIgnoreCase) => new Ending.Accepted(null),
            400 when words.Contains("chat not found", StringComparison.OrdinalIgnoreCase) => new Ending.Rejected(ChannelProblem.NoSuchRecipient("Telegram knows nobody under this number.", vendor)),
            401 or 404 => new Ending.Disconnected(ChannelProblem.SignInExpired(vendor)),
            403 when words.Contains("deactivated", StringComparison.OrdinalIgnoreCase) => new Ending.Rejected(ChannelProblem.NoSuchRecipient("This account of Telegram is closed.", vendor)),
            403 when words.Contains("blocked", StringComparison.OrdinalIgnoreCase) => new Ending.Rejected(ChannelProblem.OptedOut(vendor)),
            403 => new Ending.Rejected(ChannelProblem.Rejected("Telegram does not let us write to them before they write to us.", vendor)),
            413 => new Ending.Rejected(ChannelProblem.TooLarge("Telegram says that it is too large.", vendor)),
            429 => new Ending.Later(ChannelProblem.RateLimited(vendor: vendor), WaitIn(said) ?? answer.RetryAfter(now)),
            // There is no key to send it again under, and no way to look whether it came.
            >= 500 or < 400 => new Ending.Unsure(ChannelProblem.Unreachable("Telegram failed while it took the message; it may have come.", vendor)),
            _ => new Ending.Rejected(ChannelProblem.Rejected("Telegram does not take this message.", vendor)),
        };
    }

    /// <summary>How long they ask us to wait.</summary>
    public static TimeSpan? WaitIn(JsonElement said) =>
        said.ValueKind == JsonValueKind.Object && said.TryGetProperty("parameters", out var more) && more.Number("retry_after") is > 0 and var seconds
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestWait)) : null;
}
