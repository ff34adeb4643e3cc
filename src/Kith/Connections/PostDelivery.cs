using System.Text;
using Kith.Channels;
using Kith.Mail;
using Parcel = Kith.Channels.Parcel;

namespace Kith.Connections;

/// <summary>One try over the mail wire: the channel composes the mail and says what the answer means, the host hands it in.</summary>
sealed class PostDelivery(MailVisit visit, EnclosedFiles files, CopyToSent copies, TimeProvider clock)
{
    public async Task<Ending> TryAsync(Departure departure, CancellationToken stop)
    {
        if (departure.Connection.Can<IPost>() is not { } channel) return new Ending.Rejected(ChannelProblem.Rejected("This connection cannot send."));
        if (await files.OfAsync(departure, stop) is not { } enclosed) return Departure.WithoutAFile;

        var parcel = departure.Parcel with { Html = await KeptAsync(departure, departure.Enclosed.Html, stop), Text = await KeptAsync(departure, departure.Enclosed.Words, stop) ?? departure.Parcel.Text };
        if (Composed(channel, parcel, enclosed, departure) is not { } mail) return new Ending.Rejected(ChannelProblem.Rejected("This cannot be written as a mail."));

        var ending = await HandInAsync(departure, channel, mail, stop);
        if (ending is Ending.Accepted && mail.KeepsCopy) copies.Add(departure.Connection, mail.Bytes);
        return ending;
    }

    MailToPost? Composed(IPost channel, Parcel parcel, IReadOnlyList<OutboundAttachment> files, Departure departure)
    {
        try { return channel.Compose(parcel, files, departure.AttemptKey, departure.Connection.Account, clock.GetUtcNow()); }
        catch (ArgumentException) { return null; }
    }

    async Task<Ending> HandInAsync(Departure departure, IPost channel, MailToPost mail, CancellationToken stop)
    {
        try
        {
            await using var submission = await visit.HandInAsync(departure.Connection, stop);
            // A sign-in that had to be renewed first takes its time: whoever comes too late may have been given up by another node.
            if (clock.GetUtcNow().UtcDateTime - departure.At > Delivery.Lease / 2) return new Ending.Later(ChannelProblem.Unreachable());

            return channel.Read(new(await submission.SendAsync(mail.Envelope, mail.Bytes, stop), null), mail);
        }
        catch (MailFailure failure) when (failure is { Kind: MailFailureKind.SignIn, InnerException: NoToken why })
        {
            return new Ending.Disconnected(new ChannelProblem(Channels.ProblemCode.SignInExpired, $"It cannot send: {why.Message}"));
        }
        catch (MailFailure failure)
        {
            return channel.Read(new(null, failure), mail);
        }
    }

    async Task<string?> KeptAsync(Departure departure, string? kept, CancellationToken stop) =>
        kept is { } hash && await files.BytesAsync(departure, hash, stop) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
