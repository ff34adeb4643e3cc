using Kith.Channels;
using Wire = Kith.Channels.Wire;

namespace Kith.Connections;

/// <summary>One try over the wire of its surface: the channel says what to send and what the answer means, the host does what is between.</summary>
sealed class SendDelivery(OutboundWire wire, PostDelivery post, TimeProvider clock)
{
    public Task<Ending> TryAsync(Departure departure, CancellationToken stop)
    {
        // Whoever sleeps too long between claim and send may have been given up by another node.
        if (clock.GetUtcNow().UtcDateTime - departure.At > Delivery.Lease / 4) return Task.FromResult<Ending>(new Ending.Later(ChannelProblem.Unreachable()));

        return departure.Surface.Wire == Wire.Mail ? post.TryAsync(departure, stop) : RequestAsync(departure, stop);
    }

    async Task<Ending> RequestAsync(Departure departure, CancellationToken stop)
    {
        if (departure.Connection.Can<IDeliver>() is not { } channel)
            return new Ending.Rejected(ChannelProblem.Rejected("This connection cannot send."));

        var request = channel.Request(departure.Parcel, departure.AttemptKey, departure.Connection.Account, clock.GetUtcNow());
        var carried = await wire.SendAsync(request, stop);
        return carried.Answer is { } answer ? channel.Read(answer, clock.GetUtcNow()) : Ending.NoAnswer(carried.BytesLeft);
    }
}
