using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Meta;

/// <summary>
/// Answering, looking up, liking and hiding comments: the same on Facebook and Instagram but for a few words
/// (Graph API, "Comment", "Object Comments", "Object Likes"; Instagram Platform, "IG Comment").
/// </summary>
/// <param name="Replies">What the answers to a comment are called in its address.</param>
/// <param name="Text">What the words are called when they are read back.</param>
/// <param name="At">What the time is called when it is read back.</param>
/// <param name="Hidden">What says that a comment is hidden.</param>
sealed record CommentWire(string Replies, string Text, string At, string Hidden)
{
    const int PageSize = 50;

    public static readonly CommentWire Facebook = new("comments", "message", "created_time", "is_hidden"), Instagram = new("replies", "text", "timestamp", "hide");

    // Their clock and ours may differ by a little.
    static readonly TimeSpan apart = TimeSpan.FromMinutes(2);

    /// <summary>There is one level of answers: what answers an answer stands beside it.</summary>
    public static string Above(Parcel parcel) => parcel.Reference is { Length: > 0 } above ? above : Bare(parcel.ReplyToKey ?? "");

    /// <summary>Their own id again, without the letter by which we tell kinds apart.</summary>
    public static string Bare(string key) => key.Length > 2 && key[1] == ':' ? key[2..] : key;

    public WireRequest Answer(Parcel parcel, Account account, string label) =>
        Graph.Post(account, $"{Uri.EscapeDataString(Above(parcel))}/{Replies}", label, json => json.WriteString("message", parcel.Text));

    public WireRequest Ask(Parcel parcel, Account account, string label) =>
        Graph.Get(account, $"{Uri.EscapeDataString(Above(parcel))}/{Replies}?fields=id,{Text},from,{At}{(Replies == "comments" ? "&order=reverse_chronological" : "")}&limit={PageSize}", label);

    /// <summary>Ours is what the account said in the same words since it was tried.</summary>
    public Settlement Read(WireAnswer answer, Parcel parcel, DateTimeOffset triedAt, IReadOnlySet<string> taken)
    {
        var body = GraphAnswer.Parse(answer);
        if (answer.Status != 200 || body.Part("data").ValueKind != JsonValueKind.Array) return new Settlement.CannotTell();

        JsonElement[] said = [.. body.Each("data")];
        var ours = said.Where(one => (one.Part("from").Word("id") ?? parcel.To.Scope) == parcel.To.Scope && PlainText.SameWords(one.Said(Text), parcel.Text) && (Made(one) ?? triedAt) >= triedAt - apart);
        if (ours.Select(one => one.Word("id", 1000)).FirstOrDefault(id => id is not null && !taken.Contains(id)) is { } found) return new Settlement.Found(found);

        return said.Length < PageSize || said.Any(one => Made(one) < triedAt - apart) ? new Settlement.Absent() : new Settlement.CannotTell();
    }

    public WireRequest Acting(Act act, Account account)
    {
        var id = Uri.EscapeDataString(Bare(act.MessageKey));
        return act.Kind switch
        {
            ActKind.Like => Graph.Post(account, $"{id}/likes", "like a comment", _ => { }),
            ActKind.Unlike => Graph.Get(account, $"{id}/likes", "take a like back") with { Method = "DELETE" },
            var kind => Graph.Post(account, id, kind == ActKind.Hide ? "hide a comment" : "show a comment again", json => json.WriteBoolean(Hidden, kind == ActKind.Hide)),
        };
    }

    public static ChannelProblem? ReadActing(WireAnswer answer, DateTimeOffset now) => GraphAnswer.Read(answer, now, body => body.IsTrue("success") ? "done" : null) switch
    {
        Ending.Accepted => null,
        Ending.Rejected refused => refused.Problem,
        Ending.Later later => later.Problem,
        Ending.Disconnected lost => lost.Problem,
        Ending.Unsure unsure => unsure.Problem,
        _ => ChannelProblem.NotUnderstood(),
    };

    // They write 2026-11-21T12:00:00+0000.
    DateTimeOffset? Made(JsonElement one) =>
        one.Time(At) ?? (DateTimeOffset.TryParse(one.Word(At), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null);
}
