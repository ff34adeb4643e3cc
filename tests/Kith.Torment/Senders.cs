using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels.Http;
using Kith.Tests;

namespace Kith.Torment;

/// <summary>
/// People who write by Generic HTTP as fast as they are answered. Each sends message 0, 1, 2, … of its own and, like a platform, sends
/// a message again under the same id until it is acknowledged.
/// </summary>
sealed class Senders(RunningKith kith, string hook, string secret, int people)
{
    readonly byte[] key = StandardWebhook.Key(secret)!;
    readonly ConcurrentDictionary<string, byte> acknowledged = new();
    int resent;

    /// <summary>Marula connects whoever writes by Generic HTTP.</summary>
    public static async Task<Senders> ConnectAsync(RunningKith kith, Town town, int people)
    {
        var secret = NewSecret();
        kith.Http.DefaultRequestHeaders.Authorization = new("Bearer", town.Marula.Tokens[Cast.Mina.FirstName]);
        var answer = await kith.Http.PostAsJsonAsync(new Uri(kith.Address, "api/connections"), new { channel = "http", name = "torment", settings = new { secret } });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        kith.Http.DefaultRequestHeaders.Authorization = null;
        return new(kith, new Uri(kith.Address, $"hooks/http/{JsonNode.Parse(body)!["id"]}").ToString(), secret, people);
    }

    public ICollection<string> Acknowledged => acknowledged.Keys;

    public int Resent => resent;

    public Task WriteAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, people).Select(person => WriteAsync(person, stop)));

    async Task WriteAsync(int person, CancellationToken stop)
    {
        await Task.Yield();
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var id = $"p{person}-{n}";
            while (!await SendAsync(id, person, n, stop))
            {
                if (stop.IsCancellationRequested) return;
                Interlocked.Increment(ref resent);
                await Task.Delay(20, CancellationToken.None);
            }
            acknowledged.TryAdd(id, 0);
        }
    }

    async Task<bool> SendAsync(string id, int person, int n, CancellationToken stop)
    {
        var now = TimeProvider.System.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "message.created",
            data = new { id, from = new { handle = $"person-{person}", name = $"Person {person}" }, text = $"{n}", at = now.UtcDateTime },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, hook) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", StandardWebhook.Sign(key, id, now.ToUnixTimeSeconds(), body));
        try
        {
            using var answer = await kith.Http.SendAsync(request, stop);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    static string NewSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
