using System.Text;
using Kith.Channels;
using Microsoft.AspNetCore.Http.Features;
using Account = Kith.Channels.Account;
using Wire = Kith.Api.Wire;

namespace Kith.Connections;

/// <summary>
/// The door for other people's servers: <c>/hooks/{channel}/{connection}/…</c>. Path, size, proof, disk, answer — in this order. What is
/// forged leaves no trace, what is genuine is answered only when it is on disk, and trouble of our own is 503, so that it comes again.
/// Nobody is signed in here and no page is shown: these requests are answered before whatever is there for people.
/// </summary>
sealed class Inbound(ConnectionBook book, IntakeWriter writer, PublishedKeys published, IntakeFigures figures, KnowTheHouse house, TimeProvider clock, ILogger<Inbound> log)
{
    /// <summary>A claimed length is believed up to here; what is longer gets room as it comes, so that a claim alone costs nothing.</summary>
    const int Believed = 64 * 1024, Unsaid = 16 * 1024;

    public async Task TakeAsync(HttpContext http)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await AnswerAsync(http);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = bad.StatusCode;
        }
    }

    async Task AnswerAsync(HttpContext http)
    {
        var channel = (string)http.Request.RouteValues["channel"]!;
        if (!Guid.TryParse((string)http.Request.RouteValues["connection"]!, out var connection)
            || book.Find(channel, connection) is not { } open || open.Can<IProof>() is not { } proof)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var bare = RequestOf(http, open);
        if (HttpMethods.IsGet(bare.Method) && open.Can<IHandshake>()?.Answer(bare, open.Account) is { } handshake)
        {
            Say(http.Response, handshake);
            return;
        }
        if (proof.WhyForged(bare, open.Account) is not null)
        {
            Forged(http.Response, channel);
            return;
        }
        if (await ReadBodyAsync(http.Request, proof.MaxBody) is not { } body)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var now = clock.GetUtcNow();
        switch (await ProveAsync(proof, bare with { Body = body }, open.Account, now, http.RequestAborted))
        {
            case Proof.Genuine proved:
                if (await AnsweredAsync(open, proved, bare with { Body = body }, http.RequestAborted) is not { } genuine)
                {
                    Busy(http.Response);
                    return;
                }
                var arrival = new Arrival(open.WorkspaceId, open.Id, genuine.Key, genuine.Head, body, Micro(now.UtcDateTime));
                if (await writer.KeepAsync(arrival)) Say(http.Response, genuine.Answer);
                else Busy(http.Response);
                return;
            case Proof.Refused refused:
                http.Response.StatusCode = refused.Status;
                await http.Response.WriteAsJsonAsync(new { code = refused.Code, words = refused.Words }, Wire.Json);
                return;
            case Proof.Needs:
                Busy(http.Response);
                return;
            default:
                Forged(http.Response, channel);
                return;
        }
    }

    async Task<Proof> ProveAsync(IProof proof, RawRequest request, Account account, DateTimeOffset now, CancellationToken stop)
    {
        var said = proof.Prove(request, account, now);
        if (said is not Proof.Needs { Request: var needed } || await published.FindAsync(needed, stop) is not { } file) return said;

        said = proof.Prove(request with { Fetched = file }, account, now);
        if (said is Proof.Needs) published.Forget(needed);
        return said;
    }

    /// <summary>The same with what the other side waits to be told; null when we cannot know that now.</summary>
    async Task<Proof.Genuine?> AnsweredAsync(OpenConnection open, Proof.Genuine proved, RawRequest request, CancellationToken stop)
    {
        if (open.Can<IAnswer>() is not { } answers) return proved;

        try
        {
            return answers.Answer(proved, request, open.Account, await house.AskAsync(open, stop));
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(broken, "The hours of the house could not be read; the caller's carrier is asked to come again");
            return null;
        }
    }

    void Forged(HttpResponse response, string channel)
    {
        figures.Forged(channel);
        response.StatusCode = StatusCodes.Status403Forbidden;
    }

    static void Busy(HttpResponse response)
    {
        response.Headers.RetryAfter = "2";
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
    }

    /// <summary>Into the buffer of the answer: what is small goes out with its head, in one piece.</summary>
    static void Say(HttpResponse response, HookAnswer answer)
    {
        response.StatusCode = answer.Status;
        if (answer.Body.Length == 0) return;

        response.ContentType = answer.ContentType;
        response.ContentLength = Encoding.UTF8.GetByteCount(answer.Body);
        Encoding.UTF8.GetBytes(answer.Body, response.BodyWriter);
    }

    /// <summary>The body, or null when it is larger than the channel ever sends; then no more of it is read.</summary>
    static async Task<byte[]?> ReadBodyAsync(HttpRequest request, int most)
    {
        if (request.ContentLength > most) return null;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = most + 1L;
        var body = new byte[Math.Min(request.ContentLength ?? Unsaid, Believed)];
        var length = 0;
        while (length < request.ContentLength || request.ContentLength is null)
        {
            if (length == body.Length) Array.Resize(ref body, (int)Math.Min(request.ContentLength ?? most + 1L, body.Length * 2L));
            if (await request.Body.ReadAsync(body.AsMemory(length), request.HttpContext.RequestAborted) is not (> 0 and var read)) break;
            if ((length += read) > most) return null;
        }
        if (length < request.ContentLength) throw new BadHttpRequestException("The body is shorter than it was said to be.");

        return length == body.Length ? body : body[..length];
    }

    static RawRequest RequestOf(HttpContext http, OpenConnection open)
    {
        var (tail, query) = TailOf(http);
        var url = open.Account.HookUrl + (tail.Length > 0 ? $"/{tail}" : "") + query;
        return new(http.Request.Method, Uri.UnescapeDataString(tail), query.TrimStart('?'), url, new HostHeaders(http.Request.Headers), default, http.Connection.RemoteIpAddress?.ToString());
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
}
