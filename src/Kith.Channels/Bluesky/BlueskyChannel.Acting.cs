namespace Kith.Channels.Bluesky;

public sealed partial class BlueskyChannel : IAct
{
    const string LikeType = "app.bsky.feed.like";

    /// <inheritdoc/>
    public WireRequest Acting(Act act, Account account, DateTimeOffset now)
    {
        var key = Tid.Of($"{act.Key}");
        return act.Kind == ActKind.Unlike
            ? Procedure(account, "com.atproto.repo.deleteRecord", "take a like back on Bluesky", json =>
            {
                json.WriteString("repo", account[IOpenSession.Who]);
                json.WriteString("collection", LikeType);
                json.WriteString("rkey", key);
            })
            : Put(account, LikeType, key, "like on Bluesky", json =>
            {
                // Without a reference the server says what is missing, and nothing is liked.
                if (BlueskyReference.Read(act.Reference) is { } liked) BlueskyReference.Write(json, "subject", liked.Parent);
                json.WriteString("createdAt", Written(Tid.TimeOf($"{act.Key}") ?? act.SaidAt));
            });
    }

    /// <inheritdoc/>
    public ChannelProblem? ReadActing(WireAnswer answer, Act act, DateTimeOffset now)
    {
        if (answer.Status is >= 200 and < 300) return BlueskyErrors.NameIn(answer).Length == 0 && StrictJson.Parse(answer.Body).Document is { } said ? Done(said) : ChannelProblem.NotUnderstood();

        return BlueskyErrors.Ending(answer, now) switch
        {
            Ending.Later later => later.Problem,
            Ending.Rejected refused => refused.Problem,
            Ending.Disconnected lost => lost.Problem,
            _ => ChannelProblem.Unreachable("Bluesky cannot be reached.", BlueskyErrors.Vendor(answer)),
        };
    }

    static ChannelProblem? Done(IDisposable said)
    {
        said.Dispose();
        return null;
    }
}
