using System.Text.Json;
using Kith.Channels;
using Kith.Channels.Http;

namespace Kith.Audit;

/// <summary>An anchor as it leaves, and as whoever keeps it writes it down: one JSON object in one line.</summary>
/// <param name="Type">Always <c>record.anchored</c>.</param>
/// <param name="Hash">What link <paramref name="Seq"/> hashes to, in hexadecimal.</param>
/// <param name="Restored">True where a back-up was put in place: what was said of places behind is gone for good reason.</param>
sealed record AnchorMessage(string Type, Guid Workspace, long Seq, string Hash, DateTime At, bool Restored)
{
    const string Anchored = "record.anchored";
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    /// <summary>The id is the same at every try, so whoever gets it twice knows.</summary>
    public static WireRequest Of(Anchor anchor, string url, string secret, DateTimeOffset now)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new AnchorMessage(Anchored, anchor.WorkspaceId, anchor.Seq, anchor.Hash, anchor.At, anchor.IsRestored), JsonSerializerOptions.Web);
        var (id, timestamp) = ($"anchor_{anchor.WorkspaceId:N}_{anchor.Seq}_{anchor.At.Ticks}", now.ToUnixTimeSeconds());
        return new("POST", url, "tell the end of the record")
        {
            Headers = [new("webhook-id", id), new("webhook-timestamp", $"{timestamp}"), new("webhook-signature", StandardWebhook.SignWithAll([secret], id, timestamp, body))],
            ContentType = "application/json",
            Body = body,
            Patience = patience,
        };
    }

    /// <summary>Null where a line is no such message.</summary>
    public static Anchor? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AnchorMessage>(line, JsonSerializerOptions.Web) is { Type: Anchored, Seq: > 0, Hash.Length: 64 } said
                ? new(said.Workspace, said.Seq, said.Hash.ToLowerInvariant(), said.At, said.Restored) : null;
        }
        catch (JsonException) { return null; }
    }
}
