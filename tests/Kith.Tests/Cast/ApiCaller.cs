using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Kith.Tests;

/// <summary>Somebody at the door: sends JSON, reads JSON.</summary>
public sealed class ApiCaller
{
    public ApiCaller(HttpClient http, string? token)
    {
        Http = http;
        if (token is not null) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }

    public HttpClient Http { get; }

    public async Task<JsonNode> GetAsync(string path) => await ReadAsync(await Http.GetAsync(path), HttpStatusCode.OK);

    public async Task<JsonNode> PostAsync(string path, object? body, HttpStatusCode expected = HttpStatusCode.Created) =>
        await ReadAsync(await Http.PostAsJsonAsync(path, body, Wire.Json), expected);

    public async Task<JsonNode> PutAsync(string path, object? body, HttpStatusCode expected = HttpStatusCode.OK) =>
        await ReadAsync(await Http.PutAsJsonAsync(path, body, Wire.Json), expected);

    public async Task<JsonNode> PatchAsync(string path, object? body, HttpStatusCode expected = HttpStatusCode.OK) =>
        await ReadAsync(await Http.PatchAsJsonAsync(path, body, Wire.Json), expected);

    public async Task<JsonNode> DeleteAsync(string path, HttpStatusCode expected = HttpStatusCode.NoContent) =>
        await ReadAsync(await Http.DeleteAsync(path), expected);

    /// <summary>Whatever comes back, good or bad.</summary>
    public async Task<JsonNode> TryPostAsync(string path, object? body)
    {
        var text = await (await Http.PostAsJsonAsync(path, body, Wire.Json)).Content.ReadAsStringAsync();
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public async Task<JsonNode> GetProblemAsync(string path, HttpStatusCode expected) => await ReadAsync(await Http.GetAsync(path), expected);

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body, HttpStatusCode expected) =>
        await ReadAsync(await Http.SendAsync(new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, body?.GetType() ?? typeof(object), options: Wire.Json) }), expected);

    static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
