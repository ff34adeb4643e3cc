using System.Text;
using System.Text.Json;

namespace Kith.Channels.WebChat;

public sealed partial class WebChatChannel : IProof, IReadFacts
{
    /// <inheritdoc/>
    public int MaxBody => 128 * 1024;

    /// <inheritdoc/>
    public Proof Prove(RawRequest request, Account account, DateTimeOffset now)
    {
        if (account["secret"].Length == 0) return new Proof.Forged("no secret is set");
        if (VisitorToken.Read(Bearer(request), account["secret"], now) is not { } visitor) return new Proof.Forged("no valid visitor token");
        if (request.Method != "POST") return new Proof.Refused(405, "method_not_allowed", "Send it by POST.");

        var (document, refused) = StrictJson.Parse(request.Body);
        if (document is null) return refused!;

        using (document)
        {
            try
            {
                var key = KeyOf(request.Tail, document.RootElement, visitor, account);
                // The token stays out of the store: whom it named is kept instead.
                var head = $"{request.Tail} {Encoding.UTF8.GetString(VisitorToken.Write(visitor))}";
                return new Proof.Genuine(key, Lanes.Of(visitor.Handle(account.Connection).Value), head, HookAnswer.Nothing);
            }
            catch (BadField bad)
            {
                return bad.Refused;
            }
        }
    }

    /// <inheritdoc/>
    public void Read(in Kept kept, Account account, ICollection<Fact> facts)
    {
        var split = kept.Head.IndexOf(' ', StringComparison.Ordinal);
        var visitor = split < 0 ? null : VisitorToken.Open(Encoding.UTF8.GetBytes(kept.Head[(split + 1)..]));
        var (document, _) = StrictJson.Parse(kept.Body);
        using (document)
        {
            try
            {
                facts.Add(document is null || visitor is null ? Unreadable(kept.Key)
                    : Fact(kept.Head[..split], document.RootElement, visitor, kept.Key, account));
            }
            catch (BadField)
            {
                facts.Add(Unreadable(kept.Key));
            }
        }
    }

    static Unrecognised Unreadable(string key) => new(key, SurfaceId, null, "unreadable", "body");

    static string Bearer(RawRequest request) =>
        request.Headers["Authorization"] is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..] : "";

    // The visitor is part of the key: nobody can take another's id, or hide a message behind it.
    static string KeyOf(string tail, JsonElement body, Visitor visitor, Account account) => tail switch
    {
        "messages" => OutsideKey.Of('m', $"{visitor.Id}:{Message(body, visitor, "", account).Key}"),
        "read" => OutsideKey.Of('r', $"{visitor.Id}:{Uuid(body, "upTo")}"),
        _ => throw new BadField(PlainText.Line(tail, 40), "is nothing a chat can do"),
    };

    static Fact Fact(string tail, JsonElement body, Visitor visitor, string key, Account account) =>
        tail == "read" ? ReadMark(body, visitor, key, account) : Message(body, visitor, key, account);

    static MessageReceived Message(JsonElement body, Visitor visitor, string key, Account account)
    {
        var id = Uuid(body, "id");
        var from = visitor.Handle(account.Connection);
        MediaRef[] files = [.. body.Items("attachments", max: Files.MaxCount).Select(File)];
        var text = files.Length > 0 ? body.Text("text") ?? "" : body.Needed("text", max: Length.Max);
        if (text.Length > Length.Max) throw new BadField("text", $"is longer than {Length.Max} characters");

        return new(key.Length > 0 ? key : id, SurfaceId, null, from.Value, Named(from, body), text)
        {
            ReplyToKey = body.Text("replyTo"),
            Attachments = files,
            Claims = Claims(body, visitor),
        };
    }

    static DeliveryChanged ReadMark(JsonElement body, Visitor visitor, string key, Account account) =>
        new(key, SurfaceId, null, Uuid(body, "upTo"), null, DeliveryProgress.Read) { From = visitor.Handle(account.Connection), AndEarlier = true };

    static string Uuid(JsonElement body, string name) =>
        Guid.TryParse(body.Needed(name, max: 36), out var id) && id.Version == 7 ? id.ToString() : throw new BadField(name, "must be a UUID of version 7");

    // Only bytes that were uploaded to us before: a visitor cannot make us fetch an address.
    static MediaRef File(JsonElement file)
    {
        var hash = file.Needed("hash", "attachments.", 64);
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower)) throw new BadField("attachments.hash", "must be the hash an upload answered");
        return new($"kith:{hash}", null, PlainText.Line(file.Needed("name", "attachments.", 255)));
    }

    static HandleRef Named(HandleRef handle, JsonElement body) =>
        handle.Name is null && body.Text("name") is { Length: > 0 } name ? handle with { Name = PlainText.Line(name) } : handle;

    static List<ClaimRef> Claims(JsonElement body, Visitor visitor)
    {
        List<ClaimRef> claims = [];
        if ((visitor.Email ?? body.Text("email")) is { Length: > 0 and <= 320 } email) claims.Add(new("email", PlainText.Line(email, 320)));
        if (body.Text("phone") is { Length: > 0 and <= 40 } phone) claims.Add(new("phone", PlainText.Line(phone, 40)));
        return claims;
    }
}
