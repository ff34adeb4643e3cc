using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.Bench;

/// <summary>Fills a running Kith with very many messages, through its own door: for feeling early what is slow when there is much.</summary>
static class SeedFlood
{
    const int People = 5_000, Senders = 16;
    const string Name = "Flood";

    /// <param name="said">How many messages, the address of the Kith, and a token of one of its owners or admins.</param>
    public static async Task<int> RunAsync(List<string> said)
    {
        if (said is not [var number, var address, var token] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var messages) || !Uri.TryCreate(address, UriKind.Absolute, out var kith))
        {
            Console.Error.WriteLine("flood MESSAGES ADDRESS TOKEN");
            return 2;
        }
        var flood = new Flood(await ConnectAsync(kith, token), "message.created", People);
        while (flood.Sent - flood.Refused < messages)
        {
            await flood.RunAsync(Senders, 0, 1);
            Console.WriteLine($"{flood.Sent - flood.Refused} of {messages}");
        }
        return 0;
    }

    static async Task<Target> ConnectAsync(Uri kith, string token)
    {
        using var http = new HttpClient { BaseAddress = kith };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var secret = Secrets.Make(SecretShape.Whsec);
        using var answer = await http.PostAsJsonAsync("/api/connections", new { channel = "http", name = Name, settings = new { secret } });
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The connection could not be made: {await answer.Content.ReadAsStringAsync()}");
        var host = (await Dns.GetHostAddressesAsync(kith.Host)).OrderBy(one => one.AddressFamily).First();
        return new(new IPEndPoint(host, kith.Port), (Guid)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!, secret);
    }
}
