using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Connections;

/// <summary>
/// The Bot API over a real socket, with a memory: hands out what happened to whoever asks, from where they ask, takes what is sent, keeps files, and
/// misbehaves as it is told: repeats itself, hangs up, is down, refuses the token.
/// </summary>
public sealed class FakeTelegram : IAsyncDisposable
{
    public const string Token = "700000001:AAFakeTokenOfMarulaCareBot_0123456789", Bot = "MarulaCareBot", Secret = "3f9a0b1c7c0e4f3a2b1d4c5e8f9a5d60";

    readonly WebApplication app;
    readonly Lock gate = new();
    readonly List<(long Id, string Update)> updates = [];
    TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long last = 500;
    int messages = 1000;

    FakeTelegram(WebApplication app) => this.app = app;

    public enum Mood { Well, HangsUp, IsDown, Repeats, SendsHtml, HasAnotherReader }

    public string Url => app.Urls.First();

    public ConcurrentQueue<JsonObject> Sent { get; } = new();

    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentQueue<Mood> Moods { get; } = new();

    public bool KnowsTheToken { get; set; } = true;

    /// <summary>It takes what is sent and hangs up.</summary>
    public bool LosesTheAnswer { get; set; }

    public static async Task<FakeTelegram> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var telegram = new FakeTelegram(app);
        app.MapPost($"/bot{Token}/{{method}}", (Delegate)telegram.CallAsync);
        app.MapGet($"/file/bot{Token}/photos/roof.jpg", () => Results.Bytes(FakeCarrier.Picture, "application/octet-stream"));
        await app.StartAsync();
        return telegram;
    }

    public static string Message(long id, long from, string text, string name = "Nomsa", string more = "") => $$"""
        {"update_id":{{id}},"message":{"message_id":{{id}},"date":{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}},"chat":{"id":{{from}},"type":"private"},"from":{"id":{{from}},"is_bot":false,"first_name":"{{name}}"}{{more}},"text":{{JsonValue.Create(text).ToJsonString()}} } }
        """;

    /// <summary>Somebody writes to the bot; the number of the message.</summary>
    public long Hears(long from, string text, string name = "Nomsa", string more = "")
    {
        lock (gate)
        {
            updates.Add((++last, Message(last, from, text, name, more)));
            Ring();
            return last;
        }
    }

    public void Happens(Func<long, string> update)
    {
        lock (gate)
        {
            updates.Add((++last, update(last)));
            Ring();
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    void Ring()
    {
        news.TrySetResult();
        news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    async Task<IResult> CallAsync(string method, HttpContext http)
    {
        Calls.Enqueue(method);
        if (!KnowsTheToken) return Error(401, "Unauthorized");

        var said = http.Request.HasFormContentType ? await FormAsync(http.Request) : (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        if (method == "getUpdates") return await AskedAsync(http, said);
        if (method.StartsWith("send", StringComparison.Ordinal)) return Take(http, method, said);
        return method switch
        {
            "getMe" => Ok($$"""{"id":1,"is_bot":true,"first_name":"Marula","username":"{{Bot}}"}"""),
            "getFile" => Ok("""{"file_id":"AgAC-large","file_path":"photos/roof.jpg"}"""),
            _ => Ok("true"),
        };
    }

    async Task<IResult> AskedAsync(HttpContext http, JsonObject asked)
    {
        var mood = Moods.TryDequeue(out var planned) ? planned : Mood.Well;
        if (mood == Mood.HangsUp) { http.Abort(); return Results.Empty; }
        if (mood == Mood.IsDown) return Results.StatusCode(502);
        if (mood == Mood.SendsHtml) return Results.Content("<html>Bad Gateway</html>", "text/html");
        if (mood == Mood.HasAnotherReader) return Error(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");

        var offset = asked["offset"]?.GetValue<long>() ?? 0;
        if (mood == Mood.Repeats) offset = Math.Max(0, offset - 30);
        Task next;
        lock (gate)
        {
            if (updates.Exists(one => one.Id >= offset)) return Updates(offset);
            next = news.Task;
        }
        await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(2), http.RequestAborted));
        lock (gate) return Updates(offset);
    }

    IResult Updates(long from) => Ok($"[{string.Join(',', updates.Where(one => one.Id >= from).Take(100).Select(one => one.Update))}]");

    IResult Take(HttpContext http, string method, JsonObject said)
    {
        said["method"] = method;
        Sent.Enqueue(said);
        if (LosesTheAnswer || said["text"]?.ToString() == "lose the answer")
        {
            http.Abort();
            return Results.Empty;
        }
        return Ok(string.Create(CultureInfo.InvariantCulture, $$"""{"message_id":{{Interlocked.Increment(ref messages)}},"date":1,"chat":{"id":{{said["chat_id"]}},"type":"private"} }"""));
    }

    static async Task<JsonObject> FormAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var said = new JsonObject(form.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value.ToString())));
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            said[file.Name] = $"{file.FileName} {file.ContentType} {bytes.Length}";
        }
        return said;
    }

    static IResult Ok(string result) => Results.Content($$"""{"ok":true,"result":{{result}}}""", "application/json");

    static IResult Error(int code, string why) => Results.Content($$"""{"ok":false,"error_code":{{code}},"description":"{{why}}"}""", "application/json", statusCode: code);
}
