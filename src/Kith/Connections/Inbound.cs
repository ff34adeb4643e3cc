using Kith.Channels;
using Microsoft.AspNetCore.Http.Features;
using Wire = Kith.Api.Wire;

namespace Kith.Connections;

/// <summary>
/// The door for other people's servers: <c>/hooks/{channel}/{connection}/…</c>. Size, proof, disk, answer — in this order. What is
/// forged leaves no trace, what is genuine is answered only when it is on disk, and trouble of our own is 503, so that it comes again.
/// </summary>
static class Inbound
{
    const string Pattern = "/hooks/{channel}/{connection:guid}/{**tail}";
    static readonly string[] methods = ["GET", "POST", "PUT"];

    public static void MapInbound(this WebApplication app) =>
        app.MapMethods(Pattern, methods, TakeAsync)
            .AllowStrangers("The channel proves each request by its signature or secret before anything is kept.").WithMetadata(new OwnDesk());

    static async Task<IResult> TakeAsync(
        string channel, Guid connection, HttpContext http, ConnectionBook book, IntakeWriter writer, IntakeFigures figures, TimeProvider clock)
    {
        if (book.Find(channel, connection) is not { } open || open.Can<IProof>() is not { } proof) return TypedResults.NotFound();
        if (await ReadBodyAsync(http.Request, proof.MaxBody) is not { } body) return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);

        var now = clock.GetUtcNow();
        switch (proof.Prove(RequestOf(http, open, body), open.Account, now))
        {
            case Proof.Genuine genuine:
                var arrival = new Arrival(open.WorkspaceId, open.Id, genuine.Key, genuine.Head, body, Micro(now.UtcDateTime));
                return await writer.KeepAsync(arrival) ? new Answered(genuine.Answer) : Busy(http);
            case Proof.Refused refused:
                return TypedResults.Json(new { code = refused.Code, words = refused.Words }, Wire.Json, statusCode: refused.Status);
            default:
                figures.Forged(channel);
                return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }
    }

    static StatusCodeHttpResult Busy(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "2";
        return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The body, or null when it is larger than the channel ever sends; then no more of it is read.</summary>
    static async Task<byte[]?> ReadBodyAsync(HttpRequest request, int most)
    {
        if (request.ContentLength > most) return null;
        if (request.ContentLength is { } length)
        {
            var whole = new byte[length];
            await request.Body.ReadExactlyAsync(whole, request.HttpContext.RequestAborted);
            return whole;
        }

        using var grown = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var read)
        {
            if (grown.Length + read > most) return null;
            grown.Write(buffer, 0, read);
        }
        return grown.ToArray();
    }

    static RawRequest RequestOf(HttpContext http, OpenConnection open, byte[] body)
    {
        var (tail, query) = TailOf(http);
        var url = open.Account.HookUrl + (tail.Length > 0 ? $"/{tail}" : "") + query;
        return new(http.Request.Method, Uri.UnescapeDataString(tail), query.TrimStart('?'), url, new HostHeaders(http.Request.Headers), body, http.Connection.RemoteIpAddress?.ToString());
    }

    /// <summary>What follows the connection, as it stood on the wire: signatures are made over the letters the sender wrote.</summary>
    static (string Tail, string Query) TailOf(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw && raw[0] == '/' ? raw : http.Request.Path.ToUriComponent() + http.Request.QueryString;
        var path = target.Split('?', 2);
        var parts = path[0].Split('/', 5);
        return (parts.Length > 4 ? parts[4].Trim('/') : "", path.Length > 1 ? "?" + path[1] : "");
    }

    internal static DateTime Micro(DateTime at) => new(at.Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);

    sealed class HostHeaders(IHeaderDictionary headers) : IHeaders
    {
        public string? this[string name] => headers.TryGetValue(name, out var values) ? values.ToString() : null;
    }

    sealed class Answered(HookAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Response.StatusCode = answer.Status;
            if (answer.Body.Length == 0) return Task.CompletedTask;

            http.Response.ContentType = answer.ContentType;
            http.Response.ContentLength = System.Text.Encoding.UTF8.GetByteCount(answer.Body);
            return http.Response.WriteAsync(answer.Body);
        }
    }
}
