using System.Net.Http.Headers;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>
/// The one way out: every request of ours to somebody else's server. No redirects, no proxy, no cookies, a cap on size and time, and
/// only to where <see cref="OutboundGuard"/> lets it. Nothing of a request is ever logged but its label.
/// </summary>
public sealed class OutboundWire : IDisposable
{
    const int LargestAnswer = 256 * 1024;
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly HttpMessageInvoker invoker;
    readonly TimeProvider clock;

    public OutboundWire(OutboundGuard guard, TimeProvider clock)
    {
        this.clock = clock;
        invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 64,
            ConnectCallback = guard.ConnectAsync,
        });
    }

    public Task<Carried> SendAsync(WireRequest request, CancellationToken stop) => SendAsync(request, LargestAnswer, stop);

    public async Task<Carried> SendAsync(WireRequest request, int largest, CancellationToken stop)
    {
        using var patient = new CancellationTokenSource(request.Patience ?? Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patient.Token, stop);
        try
        {
            using var message = Message(request);
            using var answer = await invoker.SendAsync(message, either.Token);
            var (body, whole) = await ReadAsync(answer.Content, largest, either.Token);
            return new Carried(new WireAnswer((int)answer.StatusCode, new AnswerHeaders(answer), body), whole);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException or UriFormatException)
        {
            return new Carried(null, false) { BytesLeft = !NeverConnected(failure) };
        }
    }

    public void Dispose() => invoker.Dispose();

    HttpRequestMessage Message(WireRequest request)
    {
        var url = new Uri(request.Url, UriKind.Absolute);
        if (url.Scheme is not ("http" or "https")) throw new UriFormatException("Only http and https leave here.");

        var message = new HttpRequestMessage(new HttpMethod(request.Method), url);
        // A connection that is used again may be closed under a request, which the handler then repeats by itself: a second SMS.
        message.Headers.ConnectionClose = true;
        var stamped = request.Stamp?.Invoke(clock.GetUtcNow(), Secrets.Make(SecretShape.Path)) ?? [];
        foreach (var (name, value) in request.Headers.Concat(stamped)) message.Headers.TryAddWithoutValidation(name, value);
        // Without a body the handler believes it may repeat a request whose connection was closed unanswered, and does, three times.
        message.Content = new ReadOnlyMemoryContent(request.Body);
        if (request.ContentType is { } type) message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return message;
    }

    static bool NeverConnected(Exception failure) => failure is UriFormatException or HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
    } || failure.InnerException is OutboundGuard.NotAllowed;

    static async Task<(byte[] Body, bool Whole)> ReadAsync(HttpContent content, int largest, CancellationToken stop)
    {
        await using var stream = await content.ReadAsStreamAsync(stop);
        using var read = new MemoryStream();
        var room = new byte[16 * 1024];
        while (await stream.ReadAsync(room, stop) is > 0 and var count)
        {
            read.Write(room, 0, Math.Min(count, largest - (int)read.Length));
            if (read.Length == largest) return (read.ToArray(), false);
        }
        return (read.ToArray(), true);
    }

    sealed class AnswerHeaders(HttpResponseMessage answer) : IHeaders
    {
        readonly Dictionary<string, string> byName = answer.Headers.Concat(answer.Content.Headers)
            .GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => string.Join(',', group.SelectMany(pair => pair.Value)), StringComparer.OrdinalIgnoreCase);

        public string? this[string name] => byName.GetValueOrDefault(name);
    }
}

/// <summary>What came of a request.</summary>
/// <param name="Answer">Null when none came.</param>
/// <param name="Whole">False when the answer was cut off.</param>
public sealed record Carried(WireAnswer? Answer, bool Whole)
{
    /// <summary>Whether the request may have reached them although no answer came.</summary>
    public bool BytesLeft { get; init; } = true;
}
