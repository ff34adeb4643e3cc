using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Connections;

/// <summary>
/// Asks the machine's own name server for SRV records (RFC 2782), which .NET does not. One question over UDP (RFC 1035); an answer that
/// was cut off, is late or makes no sense is no answer.
/// </summary>
sealed class SrvRecords
{
    const int Srv = 33, Internet = 1, MostHops = 20;
    static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    /// <summary>The place the domain would rather be asked at; null when it names none.</summary>
    public async Task<SrvPlace?> FindAsync(string name, CancellationToken stop)
    {
        if (NameServer() is not { } server || Question(name) is not { } question) return null;

        using var patient = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patient.CancelAfter(patience);
        try
        {
            using var udp = new UdpClient(server.AddressFamily);
            udp.Connect(server, 53);
            await udp.SendAsync(question, patient.Token);
            return Read((await udp.ReceiveAsync(patient.Token)).Buffer, question);
        }
        catch (Exception silence) when (silence is SocketException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return null;
        }
    }

    static IPAddress? NameServer() =>
        NetworkInterface.GetAllNetworkInterfaces().Where(one => one.OperationalStatus == OperationalStatus.Up).SelectMany(one => one.GetIPProperties().DnsAddresses).FirstOrDefault();

    /// <summary>A number nobody can guess, one question, recursion wanted. Null for what is no name.</summary>
    public static byte[]? Question(string name)
    {
        var labels = name.Split('.');
        if (name.Length > 250 || labels.Any(label => label.Length is 0 or > 63 || !Ascii.IsValid(label))) return null;

        byte[] head = [.. RandomNumberGenerator.GetBytes(2), 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0];
        return [.. head, .. labels.SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0, 0, Srv, 0, Internet];
    }

    /// <summary>The best place in an answer: lowest priority, then greatest weight.</summary>
    public static SrvPlace? Read(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> question)
    {
        // It must be about our question, good, and whole.
        if (answer.Length < question.Length || !answer[..2].SequenceEqual(question[..2]) || (answer[2] & 0x82) != 0x80 || (answer[3] & 0x0F) != 0 || !answer[12..question.Length].SequenceEqual(question[12..])) return null;

        var at = question.Length;
        SrvPlace? best = null;
        for (var left = BinaryPrimitives.ReadUInt16BigEndian(answer[6..]); left > 0; left--)
        {
            if (SkipName(answer, ref at) is false || at + 10 > answer.Length) return best;

            var (type, length, data) = (BinaryPrimitives.ReadUInt16BigEndian(answer[at..]), BinaryPrimitives.ReadUInt16BigEndian(answer[(at + 8)..]), at + 10);
            if (data + length > answer.Length) return best;
            if (type == Srv && length > 7 && Place(answer, data) is { } place && (best is null || place.IsBetterThan(best))) best = place;
            at = data + length;
        }
        return best;
    }

    static SrvPlace? Place(ReadOnlySpan<byte> answer, int at)
    {
        var host = Name(answer, at + 6);
        return Uri.CheckHostName(host) == UriHostNameType.Dns
            ? new(host, BinaryPrimitives.ReadUInt16BigEndian(answer[(at + 4)..]), BinaryPrimitives.ReadUInt16BigEndian(answer[at..]), BinaryPrimitives.ReadUInt16BigEndian(answer[(at + 2)..])) : null;
    }

    static bool SkipName(ReadOnlySpan<byte> answer, ref int at)
    {
        while (at < answer.Length)
        {
            var length = answer[at];
            at += length >= 0xC0 ? 2 : length + 1;
            if (length is 0 or >= 0xC0) return true;
        }
        return false;
    }

    /// <summary>A name may point back into the answer; whoever makes it point in circles gets what was read so far.</summary>
    static string Name(ReadOnlySpan<byte> answer, int at)
    {
        var name = new StringBuilder();
        for (var hops = 0; hops < MostHops && at < answer.Length && answer[at] > 0;)
            if (answer[at] >= 0xC0)
            {
                if (at + 1 >= answer.Length) break;
                at = (answer[at] & 0x3F) << 8 | answer[at + 1];
                hops++;
            }
            else
            {
                var end = at + 1 + answer[at];
                if (end > answer.Length || name.Length > 250) break;
                name.Append(name.Length > 0 ? "." : "").Append(Encoding.ASCII.GetString(answer[(at + 1)..end]));
                at = end;
            }
        return name.ToString().ToLowerInvariant();
    }
}

/// <summary>A server and how much its domain would rather be asked there.</summary>
sealed record SrvPlace(string Host, int Port, int Priority, int Weight)
{
    public bool IsBetterThan(SrvPlace other) => Priority < other.Priority || Priority == other.Priority && Weight > other.Weight;
}
