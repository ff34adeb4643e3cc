using System.Text.Json;

namespace Kith.Channels.Meta;

/// <summary>Requests to the Graph API: its address, the version in the path, the token as Bearer.</summary>
static class Graph
{
    public const string Address = "https://graph.facebook.com", Version = "v26.0";

    public static string AddressOf(Account account) => (account["graph_url"] is { Length: > 0 } own ? own : Address).TrimEnd('/');

    public static string VersionOf(Account account) => account["graph_version"] is { Length: > 0 } own ? own : Version;

    public static WireRequest Get(Account account, string path, string label) => new("GET", UrlOf(account, path), label) { Headers = [Bearer(account)] };

    public static WireRequest Post(Account account, string path, string label, Action<Utf8JsonWriter> body) => new("POST", UrlOf(account, path), label)
    {
        Headers = [Bearer(account)],
        ContentType = "application/json",
        Body = Written(body),
    };

    public static KeyValuePair<string, string> Bearer(Account account) => new("Authorization", $"Bearer {account["graph_token"]}");

    static string UrlOf(Account account, string path) => $"{AddressOf(account)}/{Uri.EscapeDataString(VersionOf(account))}/{path}";

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
