using Kith.Channels;

namespace Kith.Connections;

/// <summary>One try over the HTTP wire: the channel says what to send and what the answer means, the host does what is between.</summary>
sealed class SendDelivery(OutboundWire wire, TimeProvider clock)
{
    public async Task<Ending> TryAsync(Departure departure, CancellationToken stop)
    {
        if (departure.Connection.Can<IDeliver>() is not { } channel)
            return new Ending.Rejected(ChannelProblem.Rejected("This connection cannot send."));
        // Whoever sleeps too long between claim and send may have been given up by another node.
        if (clock.GetUtcNow().UtcDateTime - departure.At > Delivery.Lease / 4) return new Ending.Later(ChannelProblem.Unreachable());

        var request = channel.Request(departure.Parcel, departure.AttemptKey, departure.Connection.Account, clock.GetUtcNow());
        var carried = await wire.SendAsync(request, stop);
        return carried.Answer is { } answer ? channel.Read(answer, clock.GetUtcNow()) : Ending.NoAnswer(carried.BytesLeft);
    }
}
