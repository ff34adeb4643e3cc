using System.Text.Json;

namespace Kith.Channels.Meta;

/// <summary>
/// What all of Meta's webhooks have in common: one signature over the raw body, and in it several entries with several events each
/// (Graph API webhooks, "Event notifications"). They give no id to a request, so the hash of its bytes is its key; each event in it
/// carries a time of theirs, so that two requests are never alike by chance.
/// </summary>
static class MetaHook
{
    /// <summary>WhatsApp sends up to 3 MB at once.</summary>
    public const int MaxBody = 3 * 1024 * 1024;

    static readonly HookAnswer Taken = new(200, "text/plain", "");

    public static string? WhyForged(RawRequest bare, Account account) =>
        account["app_secret"].Length == 0 ? "no secret is set"
        : bare.Method != "POST" ? "not posted"
        : !MetaSignature.HasShape(bare.Headers["X-Hub-Signature-256"] ?? "") ? "no signature"
        : null;

    /// <summary>Genuine when it is signed and something in it is of our account.</summary>
    public static Proof Prove(RawRequest request, Account account, string ours, Func<JsonElement, Account, bool> isOurs)
    {
        if (WhyForged(request, account) is { } why) return new Proof.Forged(why);
        if (!MetaSignature.IsRight(request.Headers["X-Hub-Signature-256"]!, account["app_secret"], request.Body.Span)) return new Proof.Forged("wrong signature");
        if (IsOnlyOfOthers(request.Body, account, isOurs)) return new Proof.Forged("another account");

        // One request may hold events of several people: all of a connection stay in their order.
        return new Proof.Genuine(OutsideKey.Of('w', OutsideKey.Hash(request.Body.Span)), Lanes.Of(ours), "", Taken);
    }

    /// <summary>Each event of a request, by the list it stands in, with the path to it.</summary>
    public static IEnumerable<MetaEvent> Events(JsonElement root, string kind)
    {
        if (root.Word("object") != kind) yield break;

        var entries = 0;
        foreach (var entry in root.Each("entry"))
        {
            var at = $"entry.{entries++}";
            foreach (var list in new[] { "changes", "messaging", "standby" })
            {
                var number = 0;
                foreach (var item in entry.Each(list)) yield return new(entry, list, item, $"{at}.{list}.{number++}");
            }
        }
    }

    /// <summary>Reads a kept request; what cannot be read, or holds nothing at all, is one thing we have no word for.</summary>
    public static void Read(in Kept kept, string surface, string kind, ICollection<Fact> facts, Action<MetaEvent> read)
    {
        var (before, key) = (facts.Count, kept.Key);
        var (document, _) = StrictJson.Parse(kept.Body);
        using (document)
        {
            if (document is not null)
                foreach (var one in Events(document.RootElement, kind)) read(one);
            if (facts.Count == before) facts.Add(Unknown(key, surface, document?.RootElement.Word("object", 60) ?? "unreadable", "body"));
        }
    }

    public static Unrecognised Unknown(string key, string surface, string kind, string where) =>
        new(OutsideKey.Of('u', $"{key}/{where}"), surface, null, PlainText.Line(kind, 60), where);

    static bool IsOnlyOfOthers(ReadOnlyMemory<byte> body, Account account, Func<JsonElement, Account, bool> isOurs)
    {
        var (document, _) = StrictJson.Parse(body);
        using (document)
            return document is not null && document.RootElement.Each("entry").Any() && !document.RootElement.Each("entry").Any(entry => isOurs(entry, account));
    }
}

/// <summary>One event of a request.</summary>
/// <param name="Entry">The account it is of.</param>
/// <param name="List">The list it stands in: changes, messaging or standby.</param>
/// <param name="Item">The event.</param>
/// <param name="Where">The path to it.</param>
readonly record struct MetaEvent(JsonElement Entry, string List, JsonElement Item, string Where);
