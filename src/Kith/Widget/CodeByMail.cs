using Kith.Channels;
using Kith.Mail;
using Draft = Kith.Channels.Draft;
using Wire = Kith.Channels.Wire;

namespace Kith.Widget;

/// <summary>
/// Sends a code to a mail address that somebody only says is theirs. It says what it is and nothing that whoever asked could have written;
/// like the code by SMS it stands on no timeline.
/// </summary>
sealed class CodeByMail(ConnectionBook book, MailDoor door, TimeProvider clock)
{
    public const string Subject = "Your code";

    /// <summary>The mailbox that a workspace's codes come from; the same from which the conversation goes on.</summary>
    public OpenConnection? From(Guid workspace) =>
        book.All.Where(c => c.WorkspaceId == workspace && c.Enabled && c.Can<IPost>()?.Submission(c.Account) is not null).OrderBy(c => c.Name).ThenBy(c => c.Id).FirstOrDefault();

    public async Task SendAsync(Guid workspace, string address, string code, CancellationToken stop)
    {
        if (From(workspace) is not { } connection || Pack(connection, address, code) is not { } parcel || !await HandInAsync(connection, parcel, stop))
            throw new Refusal("not_sent", "We could not send a mail there just now. We go on here.");
    }

    Parcel? Pack(OpenConnection connection, string address, string code)
    {
        var surface = connection.Channel.Surfaces.First(one => one.Wire == Wire.Mail);
        var house = connection.Account["name"] is { Length: > 0 } name ? $" with {name}" : "";
        var text = $"{code} is your code for the conversation{house}. It works for ten minutes.\n\nIf you did not ask for it, there is nothing to do: without the code nobody can use your address.";
        return connection.Can<IPrepare>()?.Prepare(new Draft(surface.Id, new HandleRef(AddressKind.Email, "", address, surface.Identity.Strength), text) { Subject = Subject, ThreadKey = Ids.New(clock).ToString("N") }, connection.Account, clock.GetUtcNow())
            is Prepared.Ready { Parcels: [var parcel] } ? parcel : null;
    }

    async Task<bool> HandInAsync(OpenConnection connection, Parcel parcel, CancellationToken stop)
    {
        var channel = connection.Can<IPost>()!;
        var mail = channel.Compose(parcel, [], Ids.New(clock).ToString(), connection.Account, clock.GetUtcNow());
        try
        {
            await using var submission = await door.HandInAsync(mail.Server, mail.SignIn, stop);
            return channel.Read(new(await submission.SendAsync(mail.Envelope, mail.Bytes, stop), null), mail) is Ending.Accepted or Ending.Unsure;
        }
        catch (MailFailure failure)
        {
            return channel.Read(new(null, failure), mail) is Ending.Unsure;
        }
    }
}
