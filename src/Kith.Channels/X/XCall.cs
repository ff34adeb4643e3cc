using System.Text.Json;
using Kith.Channels.OAuth;

namespace Kith.Channels.X;

/// <summary>Requests to X's API in the name of our account: each is signed in the moment in which it leaves.</summary>
static class XCall
{
    public static WireRequest Get(Account account, string url, string label) => Signed(new("GET", url, label), account);

    public static WireRequest Delete(Account account, string url, string label) => Signed(new("DELETE", url, label), account);

    public static WireRequest Write(string method, Account account, string url, string label, Action<Utf8JsonWriter> body) =>
        Signed(new(method, url, label) { ContentType = "application/json", Body = Written(body) }, account);

    public static string Escaped(string id) => Uri.EscapeDataString(id);

    static WireRequest Signed(WireRequest request, Account account)
    {
        var keys = new RequestSignature(account["consumer_key"], account["consumer_secret"], account["access_token"], account["access_secret"]);
        return request with { Stamp = (now, nonce) => [new("Authorization", keys.Header(request.Method, request.Url, now, nonce))] };
    }

    static byte[] Written(Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}
