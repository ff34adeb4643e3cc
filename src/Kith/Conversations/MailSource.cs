using System.Text.Json.Nodes;
using Kith.Mail;

namespace Kith.Conversations;

/// <summary>The bytes of a mail as it came: from our own store, or from the intake while they are on their way there.</summary>
sealed class MailSource(KeptFiles files, HotPath path)
{
    public async Task<(Moment Moment, InboundMail Mail)> ReadAsync(KithDb db, Guid id, CancellationToken stop)
    {
        var (moment, bytes) = await BytesAsync(db, id, stop);
        return (moment, MimeReader.Read(bytes));
    }

    /// <summary>A moment that is not there, is no mail, or whose mail is gone gives the same answer.</summary>
    public async Task<(Moment Moment, byte[] Bytes)> BytesAsync(KithDb db, Guid id, CancellationToken stop)
    {
        var moment = await db.Moments.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.Kind == MomentKind.Message, stop) ?? throw Refusal.NotFound();
        var source = (moment.Detail?["media"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(file => file["source"] is not null) ?? throw Refusal.NotFound();
        return (moment, await FromStoreAsync(db.WorkspaceId, source, stop) ?? await FromIntakeAsync(moment, source, stop) ?? throw Refusal.NotFound());
    }

    async Task<byte[]?> FromStoreAsync(Guid workspace, JsonObject source, CancellationToken stop) =>
        source["hash"]?.ToString() is { } hash ? await files.ReadAsync(workspace, hash, stop) : null;

    async Task<byte[]?> FromIntakeAsync(Moment moment, JsonObject source, CancellationToken stop) =>
        source["inside"]?.ToString() is { } key && await path.FindAsync(moment.WorkspaceId, moment.ConnectionId!.Value, key, stop) is { } kept ? kept.Body : null;
}
