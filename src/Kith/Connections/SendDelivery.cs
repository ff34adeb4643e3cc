using Kith.Channels;
using Parcel = Kith.Channels.Parcel;
using Wire = Kith.Channels.Wire;

namespace Kith.Connections;

/// <summary>One try over the wire of its surface: the channel says what to send and what the answer means, the host does what is between.</summary>
sealed class SendDelivery(ConnectionWire wire, EnclosedFiles files, PostDelivery post, TimeProvider clock)
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

        if (await LoadedAsync(departure, stop) is not { } parcel) return Departure.WithoutAFile;

        var spoken = await wire.SendAsync(departure.Connection, account => channel.Request(parcel, departure.AttemptKey, account, clock.GetUtcNow()), stop);
        return spoken switch
        {
            { Trouble: { IsOfConnection: true } ended } => new Ending.Disconnected(ended),
            { Trouble: { } trouble } => new Ending.Later(trouble, spoken.After),
            { Carried.Answer: { } answer } => channel.Read(answer, clock.GetUtcNow()),
            _ => Ending.NoAnswer(spoken.Carried.BytesLeft),
        };
    }

    /// <summary>With the bytes of its files, where the other side does not fetch them; null when one is not there any more.</summary>
    async Task<Parcel?> LoadedAsync(Departure departure, CancellationToken stop)
    {
        if (departure.Surface.Attachments is not { ByUrl: false } || departure.Parcel.Attachments.Count == 0) return departure.Parcel;

        return await files.OfAsync(departure, stop) is not { } bytes ? null
            : departure.Parcel with { Attachments = [.. departure.Parcel.Attachments.Zip(bytes, (file, enclosed) => file with { Bytes = enclosed.Content })] };
    }
}
