using Kith.Channels.WebChat;

namespace Kith.Widget;

/// <summary>Which chat a request speaks of, and who the visitor is by the token they show.</summary>
sealed class VisitorDesk(ConnectionBook book, TimeProvider clock)
{
    public const string Channel = "webchat";

    public OpenConnection ChatOrRefuse(Guid connection) => book.Find(Channel, connection) ?? throw Refusal.NotFound("This chat is not open.");

    public Visitor? Read(OpenConnection chat, string? token) =>
        token is { Length: > 0 } ? VisitorToken.Read(token, chat.Account["secret"], clock.GetUtcNow()) : null;

    public VisitorAtDesk VisitorOrRefuse(Guid connection, HttpRequest request)
    {
        var chat = ChatOrRefuse(connection);
        var token = request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var shown] ? shown : null;
        return Read(chat, token) is { } visitor ? new(chat, visitor) : throw new Refusal("not_known", "Please open the chat again.", StatusCodes.Status401Unauthorized);
    }
}

/// <summary>A visitor who showed a token of ours, at the chat it is for.</summary>
sealed record VisitorAtDesk(OpenConnection Chat, Visitor Visitor)
{
    public string Scope => Chat.Id.ToString("N");

    /// <summary>The handles this browser may speak by, the one it speaks by now first: what a site signed for, and the browser itself.</summary>
    public IReadOnlyList<string> Values { get; } =
        Visitor.UserId is null ? [Visitor.Handle(Chat.Id).Value] : [Visitor.Handle(Chat.Id).Value, (Visitor with { UserId = null }).Handle(Chat.Id).Value];
}
