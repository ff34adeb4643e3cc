using System.Net;
using System.Text;
using System.Text.Json;
using Kith.Channels.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests;

/// <summary>Somebody else's server: signs what people say by Generic HTTP and knocks at the hook.</summary>
public sealed class Sender(KithUnderTest kith, House house, Guid connection, string secret)
{
    readonly HttpClient http = kith.CreateClient();

    public Guid Connection => connection;

    public static async Task<Sender> ConnectAsync(KithUnderTest kith, House? house = null, bool enabled = true, string? secret = null)
    {
        var (home, id) = (house ?? kith.Marula, Ids.New(TimeProvider.System));
        secret ??= Channels.Secrets.Make(Channels.SecretShape.Whsec);
        await using (var work = await kith.Store.WriteAsync(home.Id, Actor.System, "connect", CancellationToken.None))
        {
            work.Db.Add(new Connection
            {
                WorkspaceId = home.Id,
                Id = id,
                Channel = "http",
                Name = $"Partner {id:N}",
                Enabled = enabled,
                CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
                Secrets = kith.Services.GetRequiredService<SealedSecrets>().Seal(home.Id, id, new Dictionary<string, string> { ["secret"] = secret }),
            });
            await work.CommitAsync(CancellationToken.None);
        }
        await kith.Services.GetRequiredService<ConnectionBook>().SettledAsync();
        return new(kith, home, id, secret);
    }

    public static string Message(string id, string from, string text, DateTime? at = null, string? replyTo = null, string? thread = null, string? name = null) =>
        JsonSerializer.Serialize(new { type = "message.created", data = new { id, from = new { handle = from, name }, text, at, reply_to = replyTo, thread } });

    public Task<HttpResponseMessage> SayAsync(string id, string from, string text, DateTime? at = null, string? replyTo = null, string? thread = null, string? name = null) =>
        SendAsync(id, Encoding.UTF8.GetBytes(Message(id, from, text, at, replyTo, thread, name)));

    /// <summary>Something that happened, by the type it has there.</summary>
    public Task<HttpResponseMessage> TellAsync(string type, object data, string? id = null) =>
        SendAsync(id ?? Guid.NewGuid().ToString("N"), JsonSerializer.SerializeToUtf8Bytes(new { type, data }));

    public async Task<HttpResponseMessage> SendAsync(string id, byte[] body, string? signWith = null, DateTimeOffset? at = null, string path = "")
    {
        var timestamp = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/http/{connection}{path}") { Content = new ByteArrayContent(body) };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", $"{timestamp}");
        request.Headers.Add("webhook-signature", StandardWebhook.SignWithAll([signWith ?? secret], id, timestamp, body));
        return await http.SendAsync(request);
    }

    /// <summary>Said, kept and applied.</summary>
    public async Task TellsAsync(string id, string from, string text, DateTime? at = null, string? replyTo = null, string? thread = null, string? name = null)
    {
        Assert.Equal(HttpStatusCode.OK, (await SayAsync(id, from, text, at, replyTo, thread, name)).StatusCode);
        await kith.CaughtUpAsync();
    }

    public Task<List<Moment>> MomentsAsync(string handle) => kith.LookAtAsync(house, db =>
        (from m in db.Moments join h in db.Handles on m.PersonId equals h.PersonId where h.Value == handle orderby m.At, m.Id select m).ToListAsync());

    public Task<List<Case>> CasesAsync(string handle) => kith.LookAtAsync(house, db =>
        (from c in db.Cases join h in db.Handles on c.PersonId equals h.PersonId where h.Value == handle orderby c.Number select c).ToListAsync());

    public Task<Handle> HandleAsync(string value) => kith.LookAtAsync(house, db => db.Handles.SingleAsync(h => h.Value == value));
}

static class HotTests
{
    /// <summary>Everything acknowledged so far is on the timelines.</summary>
    public static async Task CaughtUpAsync(this KithUnderTest kith)
    {
        var applier = kith.Services.GetRequiredService<Applier>();
        for (var i = 0; i < 3000 && !applier.HasCaughtUp; i++) await Task.Delay(10);
        Assert.True(applier.HasCaughtUp, "what was kept is not applied");
    }

    public static async Task<T> LookAtAsync<T>(this KithUnderTest kith, House house, Func<KithDb, Task<T>> look)
    {
        await using var work = await kith.Store.ReadAsync(house.Id, CancellationToken.None);
        return await look(work.Db);
    }
}
