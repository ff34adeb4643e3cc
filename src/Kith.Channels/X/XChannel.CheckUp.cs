using System.Text;
using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.X;

public sealed partial class XChannel : ICheckUp
{
    /// <summary>
    /// Hooks belong to the app and not to the account, so the app asks for a token of its own first (X, "OAuth 2.0 App-Only"), and then for its hooks
    /// ("V2 webhooks API"). A hook that did not answer X's question within ten seconds is switched off there, and nothing says so.
    /// </summary>
    public WireRequest? Question(IReadOnlyList<WireAnswer?> answers, Account account) => !IsTold(account) ? null : answers switch
    {
        [] => new("POST", $"{Api(account)}/oauth2/token", "ask X for the app's own token")
        {
            Headers = [new("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(account["consumer_key"])}:{Uri.EscapeDataString(account["consumer_secret"])}"))}")],
            ContentType = "application/x-www-form-urlencoded",
            Body = "grant_type=client_credentials"u8.ToArray(),
        },
        [{ Status: 200 } token] when Root(token).Word("access_token", 1000) is { } bearer =>
            new("GET", $"{Api(account)}/2/webhooks", "ask X for the hooks of the app") { Headers = [new("Authorization", $"Bearer {bearer}")] },
        _ => null,
    };

    /// <inheritdoc/>
    public IReadOnlyList<Concern> Read(IReadOnlyList<WireAnswer?> answers, Account account, DateTimeOffset now)
    {
        if (answers is not [_, { Status: 200 } said, ..] || Root(said) is not { ValueKind: JsonValueKind.Object } hooks) return [];

        var ours = hooks.Each("data").Where(hook => hook.Word("url", 2000)?.TrimEnd('/') == account.HookUrl).ToList();
        return ours.Count == 0 ? [new(ConcernKind.HookOff, "X has no hook with the address of this connection, so it brings nothing. The README of this channel says how to make one.")]
            : ours.TrueForAll(hook => hook.Part("valid").ValueKind == JsonValueKind.False)
                ? [new(ConcernKind.HookOff, "X has switched the hook of this connection off, because its question was not answered in time. See that X can reach this address, and validate the hook again in X's console.")]
                : [];
    }

    static JsonElement Root(WireAnswer answer) => GraphAnswer.Parse(answer);
}
