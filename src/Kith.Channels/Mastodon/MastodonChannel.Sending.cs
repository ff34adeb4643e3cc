using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kith.Channels.Mastodon;

public sealed partial class MastodonChannel : IPrepare, IDeliver, ISettle, IMedia, IAct
{
    /// <summary>Whatever its length, a link counts 23 there.</summary>
    const int LengthOfALink = 23, MostLookedAt = 40;

    /// <summary>Our clock and theirs differ.</summary>
    static readonly TimeSpan Doubt = TimeSpan.FromMinutes(5);

    static readonly Regex Link = new(@"https?://\S*[\w/]", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    static readonly Regex Mentioned = new(@"(?:^|[^\w/=@])@[\w][\w.@-]*", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now)
    {
        var text = PlainText.Clean(draft.Text);
        if (draft.Situation.Stopped) return new Prepared.Refusal(ChannelProblem.OptedOut(), "Answer where they still want to hear from you.");
        if (draft.To.Kind != Kind || !FediverseName.IsOne(draft.To.Value))
            return new Prepared.Refusal(ChannelProblem.NoSuchRecipient("This person has not written to us on Mastodon."), "Choose another channel.");
        if (draft.Attachments.Count > 0)
            return new Prepared.Refusal(ChannelProblem.Rejected("On Mastodon only words can be sent from here."), "Send files by email or in the chat, or say where they can be found.");
        if (string.IsNullOrWhiteSpace(text)) return new Prepared.Refusal(ChannelProblem.Rejected("There is nothing to send."), "Write something.");
        if (WhyTooOpen(draft, text) is { } refusal) return refusal;
        if (CountOf(Opening(draft.To) + text) > LimitOf(account))
            return new Prepared.Refusal(ChannelProblem.TooLarge($"A post on this server has {LimitOf(account)} characters at most, the name of who is answered among them."), "Say it shorter, or in several messages.");

        var isPublic = draft.Surface == PublicId;
        return new Prepared.Ready(
        [
            new(isPublic ? PublicId : DirectId, draft.To, text)
            {
                ReplyToKey = draft.ReplyToKey, ThreadKey = draft.ThreadKey, PostKey = isPublic ? draft.PostKey : null, Reference = draft.Reference,
            },
        ]);
    }

    /// <inheritdoc/>
    public WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now)
    {
        var request = Call(account, "POST", "/api/v1/statuses", "send by Mastodon");
        return request with { Headers = [.. request.Headers, new("Idempotency-Key", attemptKey)], ContentType = "application/json", Body = Status(parcel) };
    }

    /// <inheritdoc/>
    public Ending Read(WireAnswer answer, DateTimeOffset now)
    {
        if (answer.Status is < 200 or >= 300) return MastodonErrors.Ending(answer, now);

        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
            return document?.RootElement.Id("id") is { } id && document.RootElement.Peek("uri") is { Length: > 0 } ? new Ending.Accepted(id) : new Ending.Unsure(ChannelProblem.NotUnderstood(MastodonErrors.Code(answer)));
    }

    /// <inheritdoc/>
    public WireRequest Ask(Parcel parcel, string attemptKey, DateTimeOffset triedAt, Account account) => StatusReference.Parse(parcel.Reference)?.Own is { } own
        ? Call(account, "GET", $"/api/v1/accounts/{Uri.EscapeDataString(own)}/statuses?limit={MostLookedAt}&exclude_reblogs=true", "look what we said on Mastodon")
        : Call(account, "GET", "/api/v1/accounts/verify_credentials", "ask Mastodon who we are");

    /// <inheritdoc/>
    public Settlement Read(WireAnswer answer, Parcel parcel, DateTimeOffset triedAt, IReadOnlySet<string> taken)
    {
        using var list = answer.Status == 200 ? MastodonJson.List(answer.Body) : null;
        if (list is null) return new Settlement.CannotTell();

        var since = triedAt - Doubt;
        JsonElement[] ours = [.. list.RootElement.GetProperty("items").EnumerateArray()];
        if (ours.Where(one => one.Time("created_at") >= since && Says(one, parcel)).Select(one => one.Id("id")).FirstOrDefault(id => id is not null && !taken.Contains(id)) is { } found)
            return new Settlement.Found(found);

        // Only who looked far enough back can say that it is not there.
        return ours.Length < MostLookedAt || ours.Any(one => one.Time("created_at") < since) ? new Settlement.Absent() : new Settlement.CannotTell();
    }

    /// <inheritdoc/>
    public WireRequest? Fetch(MediaRef media, Account account) =>
        Uri.TryCreate(media.Ref, UriKind.Absolute, out var url) && (url.Scheme == "https" || IsOfServer(url, account)) ? new("GET", media.Ref, "fetch a file from Mastodon") : null;

    /// <inheritdoc/>
    public WireRequest Acting(Act act, Account account, DateTimeOffset now) =>
        Call(account, "POST", $"/api/v1/statuses/{Uri.EscapeDataString(StatusReference.Parse(act.Reference)?.Id ?? "0")}/{(act.Kind == ActKind.Unlike ? "unfavourite" : "favourite")}", "like on Mastodon");

    /// <inheritdoc/>
    public ChannelProblem? ReadActing(WireAnswer answer, Act act, DateTimeOffset now)
    {
        if (answer.Status is < 200 or >= 300) return MastodonErrors.OfActing(answer, now);

        var (document, _) = StrictJson.Parse(answer.Body);
        using (document) return document?.RootElement.Id("id") is null ? ChannelProblem.NotUnderstood(MastodonErrors.Code(answer)) : null;
    }

    /// <summary>Nothing is said to more people than it answers, and a private word to nobody besides the one it is for.</summary>
    static Prepared.Refusal? WhyTooOpen(Draft draft, string text)
    {
        if (draft.Surface == PublicId)
            return StatusReference.Parse(draft.Reference) is { } answered && !StatusReference.IsPublic(answered.Visibility)
                ? new(ChannelProblem.Rejected("They said this to few, and it is not answered in public."), "Answer them alone.") : null;

        // Whoever is named in a direct message gets it, too.
        return Mentioned.Matches(text).FirstOrDefault(one => !one.Value.TrimEnd('.').EndsWith(Opening(draft.To).TrimEnd(), StringComparison.OrdinalIgnoreCase)) is { } other
            ? new(ChannelProblem.Rejected($"On Mastodon a private message that names {PlainText.Line(other.Value[other.Value.IndexOf('@')..], 60)} is shown to them, too."), "Write the name without the @.") : null;
    }

    /// <summary>Who is not named is not reached: a direct message without a name would go to nobody. So it is put here, and nowhere else can leave it out.</summary>
    static string Opening(HandleRef to) => $"@{to.Value} ";

    static byte[] Status(Parcel parcel)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("status", Opening(parcel.To) + parcel.Text);
            json.WriteString("visibility", VisibilityOf(parcel));
            if (StatusReference.Parse(parcel.Reference) is { } answered) json.WriteString("in_reply_to_id", answered.Id);
            json.WriteEndObject();
        }
        return body.ToArray();
    }

    /// <summary>
    /// Never wider than what it answers. A public word is answered unlisted: everybody under it reads the answer, and the timelines of strangers stay
    /// clean. A word to somebody's followers is answered to them alone, because "private" would show ours to our followers, who are others.
    /// </summary>
    static string VisibilityOf(Parcel parcel) =>
        parcel.Surface == PublicId && StatusReference.Parse(parcel.Reference) is null or { Visibility: "public" or "unlisted" } ? "unlisted" : "direct";

    /// <summary>As Mastodon counts: letters as a person sees them, and a link as 23.</summary>
    static int CountOf(string text) => new StringInfo(Link.Replace(text, new string('x', LengthOfALink))).LengthInTextElements;

    /// <summary>What stands there is ours when it says our words, however the server wrote their blanks, and answers what ours answers.</summary>
    static bool Says(JsonElement status, Parcel parcel)
    {
        try
        {
            return StatusReference.Parse(parcel.Reference)?.Id == status.Id("in_reply_to_id") && Bare(StatusWords.Of(status)) == Bare(parcel.Text);
        }
        catch (BadField)
        {
            return false;
        }
    }

    static string Bare(string text) => string.Concat(text.Where(one => !char.IsWhiteSpace(one)));

    static bool IsOfServer(Uri url, Account account) =>
        url.Scheme == "http" && Uri.TryCreate(account["server"], UriKind.Absolute, out var server) && server.GetLeftPart(UriPartial.Authority) == url.GetLeftPart(UriPartial.Authority);
}
