using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Kith.Widget;

/// <summary>GET /chat/{connection}/stream: server-sent events that say when to ask again, and who is writing.</summary>
static class ChatStream
{
    static readonly TimeSpan beat = TimeSpan.FromSeconds(10), distance = TimeSpan.FromMilliseconds(150);

    public static async Task ListenAsync(Guid connection, VisitorDesk desk, Store store, ChatEars ears, HttpContext http, TimeProvider clock)
    {
        var (at, stop) = (desk.VisitorOrRefuse(connection, http.Request), http.RequestAborted);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var ear = new ChatEar(at.Chat.WorkspaceId);
        ears.Add(ear);
        try
        {
            await KnowAsync(ear, at, store, stop);
            await SayAsync(http.Response, "event: news\ndata: {}\n\n", stop);
            while (!stop.IsCancellationRequested) await TellAsync(ear, at, store, http.Response, clock, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
        finally { ears.Remove(ear); }
    }

    static async Task TellAsync(ChatEar ear, VisitorAtDesk at, Store store, HttpResponse response, TimeProvider clock, CancellationToken stop)
    {
        if (!await HearsAsync(ear.Sounds, clock, stop))
        {
            await SayAsync(response, "event: beat\ndata: {}\n\n", stop);
            return;
        }
        var hasNews = false;
        while (ear.Sounds.TryRead(out var sound))
        {
            hasNews |= !sound.IsTyping;
            if (sound.IsTyping) await SayAsync(response, $"event: typing\ndata: {JsonSerializer.Serialize(new { name = sound.TypingName }, Wire.Json)}\n\n", stop);
        }
        if (!hasNews) return;

        if (!ear.IsKnown) await KnowAsync(ear, at, store, stop);
        await SayAsync(response, "event: news\ndata: {}\n\n", stop);
        await Task.Delay(distance, clock, stop);
    }

    static async Task<bool> HearsAsync(ChannelReader<ChatSound> sounds, TimeProvider clock, CancellationToken stop)
    {
        using var waited = new CancellationTokenSource(beat, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(waited.Token, stop);
        try { return await sounds.WaitToReadAsync(either.Token); }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested) { return false; }
    }

    static async Task KnowAsync(ChatEar ear, VisitorAtDesk at, Store store, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(at.Chat.WorkspaceId, stop);
        ear.Know(await ChatSight.OfAsync(work.Db, at, stop));
    }

    static async Task SayAsync(HttpResponse response, string words, CancellationToken stop)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(words), stop);
        await response.Body.FlushAsync(stop);
    }
}
