using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Meta;

/// <summary>Asks Meta about our token (Graph API, "debug_token") and about who is brought the events of the account ("subscribed_apps").</summary>
/// <param name="Account">The setting with the id of what events are subscribed for.</param>
/// <param name="What">What that is, in words.</param>
/// <param name="Needed">The permissions without which it is of no use, and what each lets us do.</param>
sealed record MetaCheckUp(string Account, string What, IReadOnlyList<(string Permission, string Deed)> Needed)
{
    public WireRequest? Question(IReadOnlyList<WireAnswer?> answers, Account account) => answers.Count switch
    {
        0 => Graph.Get(account, $"debug_token?input_token={Uri.EscapeDataString(account["graph_token"])}", "ask Meta about our token"),
        1 => Graph.Get(account, $"{Uri.EscapeDataString(account[Account])}/subscribed_apps", "ask Meta who is brought the events"),
        _ => null,
    };

    public IReadOnlyList<Concern> Read(IReadOnlyList<WireAnswer?> answers, DateTimeOffset now) =>
        [.. answers is [{ } token, ..] ? OfToken(GraphAnswer.Parse(token).Part("data"), now) : [], .. answers is [_, { Status: 200 } apps, ..] ? OfApps(GraphAnswer.Parse(apps)) : []];

    IEnumerable<Concern> OfToken(JsonElement token, DateTimeOffset now)
    {
        if (token.Part("is_valid").ValueKind == JsonValueKind.False)
        {
            yield return new(ConcernKind.EndsSoon, "Meta says that the access token is not good any more. Make a new one for a system user, which does not end, and put it in.");
            yield break;
        }
        if (Ends(token, now) is { } end)
            yield return new(ConcernKind.EndsSoon, $"The access token ends on {end.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}. Make one for a system user, which does not end, and put it in before.", end);

        string[] may = [.. Scopes(token)];
        foreach (var (permission, deed) in may.Length == 0 ? [] : Needed.Where(one => !may.Contains(one.Permission)))
            yield return new(ConcernKind.MayNot, $"Kith may not {deed}: the access token lacks the permission {permission}. Add it to the app at Meta, make a new token and put it in.");
    }

    // Zero stands for never. What people allowed the app to see ends on a day of its own.
    static DateTimeOffset? Ends(JsonElement token, DateTimeOffset now) =>
        new[] { token.Time("expires_at"), token.Time("data_access_expires_at") }.Where(end => end is not null && end < now + Concern.Ahead).Min();

    static IEnumerable<string> Scopes(JsonElement token) => token.Part("scopes") is { ValueKind: JsonValueKind.Array } scopes
        ? scopes.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => MessagingWords.Try(one) ?? "") : [];

    IEnumerable<Concern> OfApps(JsonElement body)
    {
        if (body.Part("data") is not { ValueKind: JsonValueKind.Array } apps) yield break;

        if (apps.GetArrayLength() == 0)
            yield return new(ConcernKind.HookOff, $"Meta brings nothing of {What} to Kith: no app is subscribed to it. The README of this channel says how to subscribe yours.");
        else if (body.Each("data").All(app => app.Part("subscribed_fields").ValueKind == JsonValueKind.Array && !Fields(app).Contains("messages")))
            yield return new(ConcernKind.HookOff, $"Meta does not bring what people write to {What}: the app is not subscribed to its messages. The README of this channel says how.");
    }

    static IEnumerable<string> Fields(JsonElement app) =>
        app.Part("subscribed_fields").EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => MessagingWords.Try(one) ?? "");
}
