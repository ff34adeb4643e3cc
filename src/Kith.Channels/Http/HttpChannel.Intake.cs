using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Http;

public sealed partial class HttpChannel : IProof, IReadFacts
{
    static readonly HookAnswer Taken = new(200, "application/json", """{"taken":true}""");

    /// <inheritdoc/>
    public int MaxBody => 256 * 1024;

    /// <inheritdoc/>
    public Proof Prove(RawRequest request, Account account, DateTimeOffset now)
    {
        if (StandardWebhook.WhyForged(request, SecretsOf(account), now) is { } why) return new Proof.Forged(why);

        var (document, refused) = StrictJson.Parse(request.Body);
        if (document is null) return refused!;

        using (document)
        {
            try
            {
                // Whoever writes a sender should learn of a mistake at once, not find it set aside later.
                var key = OutsideKey.Of('w', request.Headers["webhook-id"]!);
                var fact = Fact(document.RootElement, key, account);
                return new Proof.Genuine(key, Lanes.Of(LaneOf(fact)), "", Taken);
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
        var (document, _) = StrictJson.Parse(kept.Body);
        using (document)
        {
            try
            {
                facts.Add(document is null ? Unknown(kept.Key, "unreadable") : Fact(document.RootElement, kept.Key, account));
            }
            catch (BadField)
            {
                facts.Add(Unknown(kept.Key, "unreadable"));
            }
        }
    }

    static Fact Fact(JsonElement root, string key, Account account)
    {
        var type = root.Needed("type", max: 100);
        var data = root.Inner("data") ?? throw new BadField("data", "is missing");
        return type switch
        {
            "message.created" => Created(data, account),
            "message.edited" => new MessageEdited($"e:{key[2..]}", SurfaceOf(data), At(data), MessageKey(data), From(data, account), Words(data)),
            "message.withdrawn" => new MessageWithdrawn($"x:{key[2..]}", SurfaceOf(data), At(data), MessageKey(data), From(data, account)),
            "delivery.changed" => Receipt(data),
            "consent.changed" => Consent(data, key, account),
            _ => Unknown(key, type),
        };
    }

    static Unrecognised Unknown(string key, string kind) => new(key, SurfaceId, null, PlainText.Line(kind, 60), "type");

    static string LaneOf(Fact fact) => fact switch
    {
        MessageReceived message => message.From.Value,
        MessageEdited edited => edited.From?.Value ?? "",
        MessageWithdrawn withdrawn => withdrawn.From?.Value ?? "",
        ConsentChanged consent => consent.From.Value,
        DeliveryChanged delivery => delivery.AttemptKey!,
        _ => "",
    };

    static MessageReceived Created(JsonElement data, Account account)
    {
        var from = From(data, account);
        MediaRef[] files = [.. data.Items("attachments", "data.", Files.MaxCount).Select(File)];
        var post = Post(data);
        return new(MessageKey(data), SurfaceOf(data), At(data), post is null ? Thread(data, from) : Thread(post, from), from, files.Length > 0 ? data.Text("text", "data.") ?? "" : Words(data))
        {
            ReplyToKey = Optional(data, "reply_to") is { } id ? OutsideKey.Of('m', id) : null,
            Subject = Optional(data, "subject"),
            Attachments = files,
            Claims = [.. Claims(data.Inner("from", "data.")!.Value)],
            Post = post,
        };
    }

    static string SurfaceOf(JsonElement data) => data.Inner("post", "data.") is null ? SurfaceId : PublicId;

    static PostRef? Post(JsonElement data)
    {
        if (data.Inner("post", "data.") is not { } post) return null;

        var url = Within(post, "url", 2000);
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")) throw new BadField("data.post.url", "must be an http or https address");
        return new(OutsideKey.Of('p', post.Needed("id", "data.post.", 200)))
        {
            Url = url,
            Text = Within(post, "text", Length.Max),
            AuthorName = Within(post, "author", 200) is { } author ? PlainText.Line(author) : null,
            At = At(post),
        };
    }

    static string? Within(JsonElement post, string name, int max) =>
        post.Text(name, "data.post.") is not { Length: > 0 } text ? null : text.Length <= max ? text : throw new BadField($"data.post.{name}", $"is longer than {max} characters");

    // Many speak under one post: each has a thread of their own there.
    static string Thread(PostRef post, HandleRef from) => $"{post.OutsideKey}:{from.Value}";

    static DeliveryChanged Receipt(JsonElement data)
    {
        var (id, state) = (data.Needed("id", "data.", 200), data.Needed("state", "data.", 20));
        var progress = state switch
        {
            "accepted" => DeliveryProgress.Accepted,
            "sent" => DeliveryProgress.Sent,
            "delivered" => DeliveryProgress.Delivered,
            "read" => DeliveryProgress.Read,
            "failed" => DeliveryProgress.Failed,
            _ => throw new BadField("data.state", "must be accepted, sent, delivered, read or failed"),
        };
        return new(OutsideKey.Of('s', $"{id}:{state}"), SurfaceId, At(data), PlainText.Line(id), null, progress)
        {
            Problem = progress == DeliveryProgress.Failed ? ChannelProblem.Rejected(Optional(data, "reason") ?? "The other side could not deliver it.") : null,
        };
    }

    static ConsentChanged Consent(JsonElement data, string key, Account account)
    {
        var given = data.TryGetProperty("given", out var said) && said.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? said.GetBoolean() : throw new BadField("data.given", "must be true or false");
        return new($"c:{key[2..]}", SurfaceId, At(data), From(data, account), given, Optional(data, "proof") ?? "The other side said so.");
    }

    static string MessageKey(JsonElement data) => OutsideKey.Of('m', data.Needed("id", "data.", 200));

    static string Words(JsonElement data) => data.Needed("text", "data.", Length.Max);

    static string? Optional(JsonElement data, string name) => data.Text(name, "data.") is { Length: > 0 } text ? PlainText.Line(text) : null;

    static string Thread(JsonElement data, HandleRef from) => Optional(data, "thread") ?? from.Value;

    static HandleRef From(JsonElement data, Account account)
    {
        var from = data.Inner("from", "data.") ?? throw new BadField("data.from", "is missing");
        var handle = PlainText.Line(from.Needed("handle", "data.from.", 200));
        if (handle.Length == 0) throw new BadField("data.from.handle", "is missing");
        if (from.Text("kind", "data.from.") is not (null or "http" or "phone" or "email")) throw new BadField("data.from.kind", "must be http, phone or email");

        var name = from.Text("name", "data.from.") is { Length: > 0 } given ? PlainText.Line(given) : null;
        return new(Kind, account.Connection.ToString("N"), handle, IdentityStrength.PlatformAccount, name);
    }

    // A bridge may say that its handle is a phone number. We believe that it says so, and join nobody for it.
    static IEnumerable<ClaimRef> Claims(JsonElement from)
    {
        if (from.Text("kind") is "phone" or "email") yield return new(from.Text("kind")!, PlainText.Line(from.Text("handle")!));
    }

    static MediaRef File(JsonElement file)
    {
        var url = file.Needed("url", "data.attachments.", 2000);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != "https") throw new BadField("data.attachments.url", "must be an https address");
        return new(url, file.Text("type", "data.attachments.") is { } type ? PlainText.Line(type, 100) : null, file.Text("name", "data.attachments.") is { } name ? PlainText.Line(name) : null);
    }

    static DateTimeOffset? At(JsonElement data) =>
        data.Text("at", "data.") is not { } at ? null
        : DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime()
        : throw new BadField("data.at", "must be a time like 2026-11-21T09:30:00Z");
}
