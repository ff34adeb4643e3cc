using Kith.Channels;
using Draft = Kith.Channels.Draft;

namespace Kith.Widget;

/// <summary>Sends a code to a number that somebody only says is theirs: a message of the door and not of the conversation, so it stands on no timeline.</summary>
sealed class CodeBySms(ConnectionBook book, OutboundWire wire, TimeProvider clock)
{
    /// <summary>The connection that a workspace's codes come from; the same from which the conversation goes on.</summary>
    public OpenConnection? From(Guid workspace) =>
        book.All.Where(c => c.WorkspaceId == workspace && c.Enabled && c.Can<IDeliver>() is not null && PhoneSurface(c) is not null).OrderByDescending(c => c.Channel.Id == "sms").ThenBy(c => c.Name).FirstOrDefault();

    public async Task SendAsync(Guid workspace, string number, string code, CancellationToken stop)
    {
        var sent = From(workspace) is { } connection && PhoneSurface(connection) is { } surface && connection.Can<IPrepare>() is { } prepare
            && prepare.Prepare(new Draft(surface.Id, new HandleRef("phone", "", number, surface.Identity.Strength), $"{code} is your code for the chat. It works for ten minutes."), connection.Account, clock.GetUtcNow())
                is Prepared.Ready { Parcels: [var parcel, ..] }
            && await CarryAsync(connection, parcel, stop);
        if (!sent) throw new Refusal("not_sent", "We could not send an SMS there just now. We go on here.");
    }

    async Task<bool> CarryAsync(OpenConnection connection, Parcel parcel, CancellationToken stop)
    {
        var deliver = connection.Can<IDeliver>()!;
        var carried = await wire.SendAsync(deliver.Request(parcel, Ids.New(clock).ToString(), connection.Account, clock.GetUtcNow()), stop);
        return carried.Answer is { } answer && deliver.Read(answer, clock.GetUtcNow()) is Ending.Accepted or Ending.Unsure;
    }

    static Surface? PhoneSurface(OpenConnection connection) => connection.Channel.Surfaces.FirstOrDefault(s => s is { HandleKind: "phone", MayStart: true });
}
