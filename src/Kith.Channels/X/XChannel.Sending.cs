using System.Globalization;
using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.X;

public sealed partial class XChannel : IPrepare, IDeliver, ISettle, IMedia
{
    const int PageToLookAt = 10;

    /// <summary>Their clock and ours may differ by a little.</summary>
    static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now)
    {
        var text = PlainText.Clean(draft.Text);
        return Refuse(draft, text, account, now) ?? (Prepared)new Prepared.Ready(
            [new(SurfaceOf(draft), draft.To, text) { ThreadKey = draft.ThreadKey, ReplyToKey = draft.ReplyToKey, PostKey = IsPublic(draft) ? draft.PostKey : null }]);
    }

    /// <inheritdoc/>
    public WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now) => parcel.Surface == Direct
        ? XCall.Write("POST", account, $"{Api(account)}/2/dm_conversations/with/{XCall.Escaped(parcel.To.Value)}/messages", "send by X", json => json.WriteString("text", parcel.Text))
        : XCall.Write("POST", account, $"{Api(account)}/2/tweets", "answer on X", json =>
        {
            json.WriteString("text", parcel.Text);
            // Without what it answers X would take it for a post of its own: an answer to nothing is refused there.
            json.WriteStartObject("reply");
            json.WriteString("in_reply_to_tweet_id", Answered(parcel));
            json.WriteEndObject();
        });

    /// <inheritdoc/>
    public Ending Read(WireAnswer answer, DateTimeOffset now)
    {
        if (answer.Status is < 200 or >= 300) return XErrors.Ending(answer, now);

        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
            return document is null ? new Ending.Unsure(ChannelProblem.NotUnderstood())
                : (document.RootElement.Part("data").Word("id") ?? document.RootElement.Part("data").Word("dm_event_id")) is { } id ? new Ending.Accepted(id)
                : new Ending.Unsure(ChannelProblem.NotUnderstood());
    }

    /// <inheritdoc/>
    public WireRequest Ask(Parcel parcel, string attemptKey, DateTimeOffset triedAt, Account account) => parcel.Surface == Direct
        ? XCall.Get(account, $"{Api(account)}/2/dm_conversations/with/{XCall.Escaped(parcel.To.Value)}/dm_events?dm_event.fields=created_at,sender_id,text&event_types=MessageCreate&max_results={PageToLookAt}", "look for a message on X")
        : XCall.Get(account, $"{Api(account)}/2/users/{XCall.Escaped(Ours(account))}/tweets?max_results={PageToLookAt}&since_id={IdAt(triedAt - ClocksApart)}&tweet.fields=created_at,entities,referenced_tweets", "look for an answer on X");

    /// <inheritdoc/>
    public Settlement Read(WireAnswer answer, Parcel parcel, DateTimeOffset triedAt, IReadOnlySet<string> taken)
    {
        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
        {
            if (answer.Status != 200 || document?.RootElement is not { } page || !(page.Part("data").ValueKind == JsonValueKind.Array || page.Part("meta").Number("result_count") == 0)) return new Settlement.CannotTell();

            var since = triedAt - ClocksApart;
            var said = page.Each("data").Where(one => IsSame(one, parcel) && !(XPost.At(one, "created_at") < since)).Select(one => one.Word("id"));
            if (said.FirstOrDefault(id => id is not null && !taken.Contains(id)) is { } found) return new Settlement.Found(found);

            var sawAll = page.Part("meta").Word("next_token", 1000) is null || page.Each("data").Any(one => XPost.At(one, "created_at") < since);
            return sawAll ? new Settlement.Absent() : new Settlement.CannotTell();
        }
    }

    /// <summary>Pictures of posts lie at addresses that let everybody in: no key goes along.</summary>
    public WireRequest? Fetch(MediaRef media, Account account) =>
        Uri.TryCreate(media.Ref, UriKind.Absolute, out var url) && url.Scheme == "https" ? new("GET", media.Ref, "fetch a file") : null;

    static Prepared.Refusal? Refuse(Draft draft, string text, Account account, DateTimeOffset now)
    {
        if (draft.Situation.Stopped)
            return new(ChannelProblem.OptedOut(), "Answer where they still want to hear from you.");
        if (draft.To.Kind != Kind || !IsId(draft.To.Value))
            return new(ChannelProblem.NoSuchRecipient("This person is not known on X."), "Choose another channel.");
        if (IsPublic(draft) && OnlyWhenSummoned(draft.Situation, now) is WindowState.Closed)
            return new(ChannelProblem.WindowClosed(Uninvited), WayOut);
        if (string.IsNullOrWhiteSpace(text))
            return new(ChannelProblem.Rejected("There is nothing to send."), "Write something.");
        if (draft.Attachments.Count > 0)
            return new(ChannelProblem.Rejected("Only words can be sent here."), "Send files on another channel.");
        return IsPublic(draft) ? RefusePost(text, account) : text.Length > Message.Max
            ? new(ChannelProblem.TooLarge("A direct message on X has 10,000 characters at most."), "Send it in several messages.") : null;
    }

    static Prepared.Refusal? RefusePost(string text, Account account)
    {
        if (XText.Weigh(text) > Post.Max)
            return new(ChannelProblem.TooLarge("A post on X has 280 characters at most; emoji and the letters of some scripts count as two, a link as 23."), "Say it shorter, or go on by direct message.");
        return account["links"] == Yes || XText.FirstLink(text) is not { } link ? null
            : new(ChannelProblem.Rejected($"“{PlainText.Line(link, 60)}” is a link, and X charges {PriceOf("price_link", account).ToString("0.00#", CultureInfo.InvariantCulture)} for an answer with one."),
                "Leave it out, send it by direct message, or allow links in the settings of this connection.");
    }

    static bool IsPublic(Draft draft) => SurfaceOf(draft) == Mentions;

    static string SurfaceOf(Draft draft) => draft.Surface == Direct ? Direct : Mentions;

    static string Answered(Parcel parcel) => Bare(parcel.ReplyToKey) ?? Bare(parcel.PostKey) ?? "";

    // Their own id again, without the letter by which we tell kinds apart.
    static string? Bare(string? key) => key is { Length: > 2 } && key[1] == ':' ? key[2..] : null;

    static bool IsId(string id) => id.Length is > 0 and <= 20 && id.All(char.IsAsciiDigit);

    /// <summary>Their ids grow with time: the first 42 bits are the milliseconds since 2010-11-04T01:42:54.657Z.</summary>
    static string IdAt(DateTimeOffset time) =>
        (Math.Max(0, time.ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22).ToString(CultureInfo.InvariantCulture);

    static bool IsSame(JsonElement said, Parcel parcel) => parcel.Surface == Direct
        ? said.Word("sender_id") is { } sender && sender != parcel.To.Value && XText.SameWords(said.Said("text"), parcel.Text)
        : said.Each("referenced_tweets").Any(one => one.Word("type") == "replied_to" && one.Word("id") == Answered(parcel)) && XText.SameWords(said.Said("text"), parcel.Text);
}
