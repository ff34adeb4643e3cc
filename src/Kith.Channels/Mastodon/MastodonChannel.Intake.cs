using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kith.Channels.Mastodon;

public sealed partial class MastodonChannel : IPoll, IReadFacts
{
    const int MostAtOnce = 40, MostFiles = 50, MostMentions = 100;

    /// <summary>The place of an account that nobody has mentioned yet. Opaque as ids are, no server has one that is earlier.</summary>
    const string Beginning = "0";

    static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(1), BetweenPages = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public WireRequest? Ask(Account account, string? place) =>
        Call(account, "GET", $"/api/v1/notifications?{UrlForm.Write(Question(place))}", "ask Mastodon for what is new");

    /// <inheritdoc/>
    public Polled Read(WireAnswer answer, string? place, Account account, DateTimeOffset now)
    {
        if (answer.Status != 200) return NotBrought(answer, now);

        using var list = MastodonJson.List(answer.Body);
        return list is null ? new Polled.Later(ChannelProblem.NotUnderstood()) : Brought([.. list.RootElement.GetProperty("items").EnumerateArray()], place, account);
    }

    /// <inheritdoc/>
    public void Read(in Kept kept, Account account, ICollection<Fact> facts)
    {
        var (document, _) = StrictJson.Parse(kept.Body);
        using (document)
        {
            try
            {
                facts.Add(document is null ? Unknown(kept.Key, "unreadable") : FactIn(document.RootElement, kept.Key, account));
            }
            catch (BadField)
            {
                facts.Add(Unknown(kept.Key, "unreadable"));
            }
        }
    }

    /// <summary>
    /// What strangers say to us alone is held back from an account by default (NotificationPolicy, Mastodon 4.3): it is asked for by name. The first
    /// time only the newest is asked for, to know where to begin.
    /// </summary>
    static IEnumerable<KeyValuePair<string, string>> Question(string? place)
    {
        yield return new("types[]", "mention");
        yield return new("types[]", "update");
        yield return new("include_filtered", "true");
        yield return new("limit", place is null ? "1" : $"{MostAtOnce}");
        if (place is not null) yield return new("min_id", place);
    }

    static Polled Brought(JsonElement[] told, string? place, Account account)
    {
        var items = InOrder(told).Select(one => (Id: one.Id("id"), Body: JsonMarshal.GetRawUtf8Value(one).ToArray())).ToList();
        if (items.Exists(item => item.Id is null)) return new Polled.Later(ChannelProblem.NotUnderstood());

        var pause = TimeSpan.FromSeconds(PauseOf(account));
        var newest = items.Count > 0 ? items[^1].Id : place ?? Beginning;
        if (place is null) return new Polled.Brought([], newest, pause);

        // A server that knows no min_id tells the newest again and again; what was told before ends at our place.
        var fresh = items.Skip(items.FindLastIndex(item => item.Id == place) + 1).ToList();
        return new Polled.Brought([.. fresh.Select(item => new PolledItem(OutsideKey.Of('n', item.Id!), item.Body))], newest,
            fresh.Count < MostAtOnce ? pause : BetweenPages);
    }

    /// <summary>Newest first is their order, also of the page after a place. Ids are opaque, so only the times can tell.</summary>
    static IEnumerable<JsonElement> InOrder(JsonElement[] told) =>
        told.Length > 1 && told[0].Time("created_at") < told[^1].Time("created_at") ? told : told.Reverse();

    static Polled NotBrought(WireAnswer answer, DateTimeOffset now) => answer.Status switch
    {
        401 => new Polled.Disconnected(ChannelProblem.SignInExpired("401")),
        403 => new Polled.Later(ChannelProblem.Rejected("Mastodon does not let us read who mentions this account. Give its token read:notifications and read:statuses, and see that the account is not limited.", "403"), AfterRefusal),
        404 or 410 => new Polled.Later(ChannelProblem.Rejected("Mastodon's API is not at this address. Check the address of the server.", MastodonErrors.Code(answer)), AfterRefusal),
        429 => new Polled.Later(ChannelProblem.RateLimited(vendor: "429"), MastodonErrors.Wait(answer, now)),
        _ => new Polled.Later(ChannelProblem.Unreachable("Mastodon cannot be reached.", MastodonErrors.Code(answer)), answer.RetryAfter(now)),
    };

    static Fact FactIn(JsonElement told, string key, Account account)
    {
        var kind = told.Peek("type") ?? "";
        if (kind is not ("mention" or "update")) return Unknown(key, kind.Length > 0 ? kind : "no type");
        if (told.Inner("status") is not { } status) return Unknown(key, $"{kind} without a status");

        var author = told.Inner("account") ?? status.Inner("account") ?? throw new BadField("account", "is missing");
        var from = From(author, account);
        return from.Value == FediverseName.Own(account) ? Unknown(key, "our own")
            : kind == "update" ? Edited(told, status, from, key)
            : Said(status, author, from, account);
    }

    static MessageReceived Said(JsonElement status, JsonElement author, HandleRef from, Account account)
    {
        var (surface, id) = (SurfaceOf(status), status.Id("id") ?? throw new BadField("status.id", "is missing"));
        var post = surface == PublicId ? PostOf(status, id) : null;
        var (mentions, own) = (status.Items("mentions", "status.", MostMentions).ToList(), FediverseName.Own(account));
        return new(KeyOf(status), surface, status.Time("created_at"), post is null ? from.Value : $"{post.OutsideKey}:{from.Value}", from, StatusWords.Of(status))
        {
            // A local id, as our answers have them: it finds ours, and what others said is not looked for by it.
            ReplyToKey = status.Id("in_reply_to_id") is { } answered ? OutsideKey.Of('m', answered) : null,
            Post = post,
            Attachments = [.. status.Items("media_attachments", "status.", MostFiles).Select(FileOf).OfType<MediaRef>()],
            IsAutomatic = author.Says("bot"),
            Reference = new StatusReference(status.Peek("visibility") is { Length: > 0 } said ? PlainText.Line(said, 20).Replace(' ', '_') : "direct", id,
                mentions.Where(one => FediverseName.Of(one.Peek("acct"), account) == own).Select(one => one.Id("id")).FirstOrDefault()).ToString(),
            Others = post is not null ? [] : [.. mentions.Select(one => FediverseName.Of(one.Peek("acct"), account)).OfType<string>().Where(name => name != own && name != from.Value).Distinct()
                .Select(name => new HandleRef(Kind, "", name, IdentityStrength.PlatformAccount))],
        };
    }

    /// <summary>A server says so of every edit of what mentions us, or only of what we boosted, as it likes.</summary>
    static MessageEdited Edited(JsonElement told, JsonElement status, HandleRef from, string key)
    {
        var version = status.Peek("edited_at") is { Length: > 0 } at ? PlainText.Line(at, 40) : key;
        return new(OutsideKey.Of('e', $"{UriOf(status)}:{version}"), SurfaceOf(status), status.Time("edited_at") ?? told.Time("created_at"), KeyOf(status), from, StatusWords.Of(status));
    }

    /// <summary>
    /// The API names the status above and no root. What answers one of ours stands under the post of that, which the host knows; everything else
    /// under what it answers, or under itself.
    /// </summary>
    static PostRef PostOf(JsonElement status, string id) => status.Id("in_reply_to_id") is { } above
        ? new(OutsideKey.Of('p', above)) { SameAs = OutsideKey.Of('m', above) }
        : new(OutsideKey.Of('p', id)) { Url = UrlIn(status, "url") };

    static string SurfaceOf(JsonElement status) => StatusReference.IsPublic(status.Peek("visibility")) ? PublicId : DirectId;

    static HandleRef From(JsonElement author, Account account)
    {
        var name = FediverseName.Of(author.Peek("acct"), account) ?? throw new BadField("account.acct", "is missing");
        var shown = PlainText.Line(author.Peek("display_name") is { Length: > 0 } display ? display : author.Peek("username") ?? "");
        return new(Kind, "", name, IdentityStrength.PlatformAccount, shown.Length > 0 ? shown : null);
    }

    static MediaRef? FileOf(JsonElement file) =>
        (UrlIn(file, "url") ?? UrlIn(file, "remote_url")) is { } url ? new(url, null, PlainText.Line(Uri.UnescapeDataString(new Uri(url).Segments[^1]), 100)) : null;

    static string? UrlIn(JsonElement parent, string name) =>
        parent.Peek(name) is { Length: > 0 and <= 2000 } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? url : null;

    /// <summary>The same on every server, where ids are each server's own.</summary>
    static string KeyOf(JsonElement status) => OutsideKey.Of('m', UriOf(status));

    static string UriOf(JsonElement status) => status.Needed("uri", "status.", 4000);

    static Unrecognised Unknown(string key, string kind) => new(key, DirectId, null, PlainText.Line(kind, 60), "notification");
}
