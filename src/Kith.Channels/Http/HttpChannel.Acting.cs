using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Http;

public sealed partial class HttpChannel : IAct
{
    /// <inheritdoc/>
    public WireRequest Acting(Act act, Account account, DateTimeOffset now)
    {
        // Liked, taken back and liked again is three requests: each has an id of its own, or the third would count as the first.
        var id = string.Create(CultureInfo.InvariantCulture, $"act_{act.Key:N}_{now.ToUnixTimeMilliseconds()}");
        return Signed(Body(TypeOf(act.Kind), json => Write(json, act)), id, account, now, "act by Generic HTTP");
    }

    /// <inheritdoc/>
    public ChannelProblem? ReadActing(WireAnswer answer, Act act, DateTimeOffset now) => Read(answer, now) switch
    {
        Ending.Accepted => null,
        Ending.Disconnected lost => lost.Problem,
        Ending.Rejected rejected => rejected.Problem,
        Ending.Later later => later.Problem,
        _ => ChannelProblem.NotUnderstood(Number(answer)),
    };

    static string TypeOf(ActKind kind) => kind switch
    {
        ActKind.Like => "message.liked",
        ActKind.Unlike => "message.unliked",
        ActKind.Hide => "message.hidden",
        _ => "message.shown",
    };

    static void Write(Utf8JsonWriter json, Act act)
    {
        json.WriteString("id", Bare(act.MessageKey));
        if (act.PostKey is not { } post) return;

        json.WriteStartObject("post");
        json.WriteString("id", Bare(post));
        json.WriteEndObject();
    }
}
