namespace Kith.Conversations;

/// <summary>The id that a browser makes of a message before it sends it: sent again it is the same message, with other words it is refused.</summary>
static class ClientId
{
    public static Guid Checked(Guid id) => id == Guid.Empty ? throw Refusal.Field("id", "Give the message an id of its own (UUIDv7).") : id;

    /// <summary>Unique under connection and author: two teammates may well have the same idea of an id.</summary>
    public static string KeyOf(Teammate author, Guid id) => $"kith:{author.Id:N}:{Checked(id):N}";

    public static Refusal Taken() => new("id_taken", "A message with this id was sent already, and it said something else.");
}
