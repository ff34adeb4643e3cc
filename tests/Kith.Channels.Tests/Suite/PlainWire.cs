using System.Net;
using System.Net.Http.Headers;

namespace Kith.Channels.Tests.Suite;

/// <summary>The HTTP wire in its plainest form, for tests against real servers.</summary>
static class PlainWire
{
    static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>Makes the request.</summary>
    public static async Task<WireAnswer> DoAsync(WireRequest request)
    {
        using var message = new HttpRequestMessage(new(request.Method), request.Url);
        if (request.ContentType is { } type)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }
        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);

        using var response = await Client.SendAsync(message);
        var headers = response.Headers.Select(header => KeyValuePair.Create(header.Key, string.Join(',', header.Value)));
        return new((int)response.StatusCode, new HeaderBag(headers), await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>What came to a hook, as a channel sees it.</summary>
    public static async Task<RawRequest> ReadAsync(HttpListenerRequest request, string prefix)
    {
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        var target = request.RawUrl!.Split('?', 2);
        var headers = request.Headers.AllKeys.Select(name => KeyValuePair.Create(name!, request.Headers[name]!));
        return new(request.HttpMethod, target[0][prefix.Length..], target.Length > 1 ? target[1] : "", request.Url!.ToString(), new HeaderBag(headers), body.ToArray(), "127.0.0.1");
    }
}
