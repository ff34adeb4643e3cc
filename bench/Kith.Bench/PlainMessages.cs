using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Bench;

/// <summary>Messages for a Generic HTTP connection, signed; one of fifty is by somebody new.</summary>
sealed class PlainMessages(Target target, string type, int people)
{
    readonly byte[] key = Convert.FromBase64String(target.Secret["whsec_".Length..]);

    /// <param name="due">When it was to be sent, as a time stamp: what it waited counts.</param>
    public byte[] Request(string id, Random dice, long due)
    {
        var at = DateTime.UtcNow - Stopwatch.GetElapsedTime(due);
        var person = dice.Next(100) < 2 ? $"new-{id}" : $"person-{dice.Next(people)}";
        var body = $$$"""{"type":"{{{type}}}","data":{"id":"{{{id}}}","from":{"handle":"{{{person}}}"},"text":"{{{Words.Text(dice)}}}","at":"{{{at:O}}}"}}""";
        var time = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{id}.{time}.{body}")));
        return Encoding.ASCII.GetBytes($"POST /hooks/http/{target.Connection} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nwebhook-id: {id}\r\nwebhook-timestamp: {time}\r\nwebhook-signature: v1,{signature}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
