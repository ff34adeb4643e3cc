using Kith.Channels.Meta;

namespace Kith.Channels.Telegram;

public sealed partial class TelegramChannel : ICheckUp
{
    static readonly TimeSpan lately = TimeSpan.FromHours(6);

    /// <summary>A hook that fails is tried again by Telegram for a day, and then what it would have brought is gone (Bot API, "getWebhookInfo").</summary>
    public WireRequest? Question(IReadOnlyList<WireAnswer?> answers, Account account) =>
        IsTold(account) && answers.Count == 0 ? Call(account, "getWebhookInfo", "ask Telegram about our hook", _ => { }) : null;

    /// <inheritdoc/>
    public IReadOnlyList<Concern> Read(IReadOnlyList<WireAnswer?> answers, Account account, DateTimeOffset now)
    {
        if (answers is not [{ Status: 200 } said] || GraphAnswer.Parse(said).Part("result") is not { ValueKind: System.Text.Json.JsonValueKind.Object } hook) return [];

        return hook.Word("url", 2000) != account.HookUrl ? [new(ConcernKind.HookOff, "Telegram brings the messages of this bot to another address. Press Test, and it is told this one again.")]
            : hook.Number("pending_update_count") > 0 && hook.Time("last_error_date") > now - lately
                ? [new(ConcernKind.HookOff, "Telegram cannot bring what people write: this address does not answer it. See that it can be reached from the internet by https, within a day, or what waits there is lost.")]
                : [];
    }
}
