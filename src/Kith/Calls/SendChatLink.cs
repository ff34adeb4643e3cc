using Kith.Channels;

namespace Kith.Calls;

/// <summary>
/// Speaking becomes writing: a link that works once goes by SMS to the number that is spoken with, whoever asked for it, a teammate by a press or
/// the caller by a key. Whoever comes back with it is known to be them.
/// </summary>
static class SendChatLink
{
    /// <summary>A connection that reaches a telephone with words.</summary>
    public static bool Reaches(OpenConnection connection) =>
        connection.Channel.Surfaces.Any(surface => surface is { HandleKind: AddressKind.Phone, MayStart: true, Visibility: Channels.Visibility.Private, Wire: not Channels.Wire.Call });

    public static async Task<Moment> SendAsync(KithDb db, PersonGroup group, Moment call, Connection chat, ChannelRegistry channels, string key, Actor by, Reply reply, PublicAddress address, CancellationToken stop)
    {
        var ways = (await db.WaysAsync(group, channels, reply.Now, stop)).Where(way => way.Surface.HandleKind == AddressKind.Phone && call.ThreadKey?.EndsWith($":{way.Handle.Value}", StringComparison.Ordinal) == true).ToList();
        // A message from the number that they spoke with is one they know.
        var here = ways.Where(way => way.IsAllowed).OrderByDescending(way => call.ThreadKey!.StartsWith($"{way.Connection.Address}:", StringComparison.Ordinal)).FirstOrDefault()
            ?? throw (ways.FirstOrDefault()?.Reason is { } reason ? new Refusal(reason.Code, reason.Words) : new Refusal("no_way", "There is no SMS connection on which the link could reach this number."));
        return await StartMove.OfferAsync(db, group, chat, StartMove.IntoChat(address), here, key, by, reply, stop);
    }
}
