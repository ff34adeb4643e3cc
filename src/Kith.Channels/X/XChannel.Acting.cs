namespace Kith.Channels.X;

public sealed partial class XChannel : IAct
{
    /// <inheritdoc/>
    public WireRequest Acting(Act act, Account account, DateTimeOffset now)
    {
        var (id, likes) = (Bare(act.MessageKey) ?? "", $"{Api(account)}/2/users/{XCall.Escaped(Ours(account))}/likes");
        return act.Kind switch
        {
            ActKind.Like => XCall.Write("POST", account, likes, "like on X", json => json.WriteString("tweet_id", id)),
            ActKind.Unlike => XCall.Delete(account, $"{likes}/{XCall.Escaped(id)}", "take a like back on X"),
            _ => XCall.Write("PUT", account, $"{Api(account)}/2/tweets/{XCall.Escaped(id)}/hidden", "hide on X", json => json.WriteBoolean("hidden", act.Kind == ActKind.Hide)),
        };
    }

    /// <inheritdoc/>
    public ChannelProblem? ReadActing(WireAnswer answer, Act act, DateTimeOffset now) =>
        answer.Status is >= 200 and < 300 ? null
        : answer.Status == 403 && act.Kind is ActKind.Hide or ActKind.Show && !XErrors.Problem(answer, now).IsOfConnection
            ? ChannelProblem.Rejected("X lets us hide only what stands under posts of our own.", "403")
            : XErrors.Problem(answer, now);
}
