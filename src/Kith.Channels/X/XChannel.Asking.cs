using System.Globalization;
using System.Text;
using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.X;

public sealed partial class XChannel : IPoll
{
    const int MostAtOnce = 100, FewAtFirst = 5;
    const string Fields = "tweet.fields=author_id,conversation_id,created_at,referenced_tweets,edit_history_tweet_ids,entities,attachments,note_tweet"
        + "&expansions=author_id,attachments.media_keys,referenced_tweets.id&user.fields=name,username&media.fields=url,preview_image_url,type";

    /// <summary>300 questions in 15 minutes are allowed; each thing that comes is paid for once.</summary>
    static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    /// <summary>Null where X brings them: <see cref="Asking"/> says how a place is written.</summary>
    public WireRequest? Ask(Account account, string? place)
    {
        if (IsTold(account)) return null;

        var asking = Asking.Parse(place);
        var since = asking is { Since: not Nothing } ? $"&since_id={XCall.Escaped(asking.Since)}" : "";
        var page = asking?.Page is { } token ? $"&pagination_token={XCall.Escaped(token)}" : "";
        return XCall.Get(account, $"{Api(account)}/2/users/{XCall.Escaped(Ours(account))}/mentions?max_results={(asking is null ? FewAtFirst : MostAtOnce)}{since}{page}&{Fields}", "ask X for mentions");
    }

    /// <inheritdoc/>
    public Polled Read(WireAnswer answer, string? place, Account account, DateTimeOffset now)
    {
        var asking = Asking.Parse(place);
        if (answer.Status == 400 && asking?.Page is not null) return new Polled.Brought([], asking.Since, Between);
        if (answer.Status != 200) return NotBrought(answer, now);

        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
            return document?.RootElement is { } page && page.Part("meta").ValueKind == JsonValueKind.Object ? Brought(page, asking, account) : new Polled.Later(ChannelProblem.NotUnderstood());
    }

    static Polled Brought(JsonElement page, Asking? asking, Account account)
    {
        var posts = page.Each("data").Where(post => post.Word("id") is { } id && IsId(id)).ToList();
        var newest = posts.Select(post => post.Word("id")!).Append(asking?.Newest ?? Nothing).OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal).Last();
        // What was said before anybody connected us is not brought: it may be years.
        if (asking is null) return new Polled.Brought([], newest, Between);

        var items = posts.AsEnumerable().Reverse().Select(post => new PolledItem(OutsideKey.Of('q', post.Word("id")!), Event(post, page, account))).ToList();
        return page.Part("meta").Word("next_token", 200) is { } next && !next.Contains(' ') && posts.Count > 0
            ? new Polled.Brought(items, new Asking(asking.Since, newest, next).ToString(), TimeSpan.Zero)
            : new Polled.Brought(items, newest, Between);
    }

    static Polled NotBrought(WireAnswer answer, DateTimeOffset now)
    {
        var problem = XErrors.Problem(answer, now);
        return problem.IsOfConnection ? new Polled.Disconnected(problem)
            : answer.Status == 429 ? new Polled.Later(problem, XErrors.WaitIn(answer, now))
            : new Polled.Later(answer.Status is >= 400 and < 500 ? ChannelProblem.Rejected("X does not answer for this account. Press Test to see why.", problem.Vendor) : ChannelProblem.Unreachable("X cannot be reached.", problem.Vendor));
    }

    /// <summary>A post as a hook would have brought it, with those of what came beside it that it names.</summary>
    static byte[] Event(JsonElement post, JsonElement page, Account account)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("data");
            json.WriteString("event_type", "post.mention.create");
            json.WriteStartObject("filter");
            json.WriteString("user_id", Ours(account));
            json.WriteEndObject();
            json.WritePropertyName("payload");
            post.WriteTo(json);
            WriteBeside(json, post, page.Part("includes"));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    static void WriteBeside(Utf8JsonWriter json, JsonElement post, JsonElement includes)
    {
        var tweets = includes.Each("tweets").Where(one => Names(post, one.Word("id"))).ToList();
        string?[] authors = [.. tweets.Append(post).Select(one => one.Word("author_id"))];
        json.WriteStartObject("includes");
        Write("users", includes.Each("users").Where(user => authors.Contains(user.Word("id"))));
        Write("media", includes.Each("media").Where(media => Names(post, media.Word("media_key"))));
        Write("tweets", tweets);
        json.WriteEndObject();

        void Write(string name, IEnumerable<JsonElement> all)
        {
            json.WriteStartArray(name);
            foreach (var one in all) one.WriteTo(json);
            json.WriteEndArray();
        }
    }

    static bool Names(JsonElement post, string? id) => id is { Length: > 0 } && post.GetRawText().Contains($"\"{id}\"", StringComparison.Ordinal);

    const string Nothing = "0";

    /// <summary>A place: the newest post we know; while several pages of newer ones are read, also the newest of those and the page to go on with.</summary>
    sealed record Asking(string Since, string Newest, string? Page)
    {
        public static Asking? Parse(string? place) => place?.Split(' ') switch
        {
            [var since] when IsId(since) => new(since, since, null),
            [var since, var newest, var page] when IsId(since) && IsId(newest) => new(since, newest, page),
            _ => null,
        };

        public override string ToString() => Page is null ? Since : $"{Since} {Newest} {Page}";
    }
}
