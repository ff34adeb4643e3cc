using System.Net;
using System.Net.Sockets;

namespace Kith.Connections;

/// <summary>Finds the addresses of a name; the system's own lookup where nobody says otherwise.</summary>
public delegate Task<IPAddress[]> LookUpName(string name, CancellationToken stop);

/// <summary>
/// Where requests of ours may go: the public internet, and the hosts the operator allowed by name. An address written out is judged
/// when it is saved; every address is judged again at the moment of connecting, so a name that changes its mind gains nothing.
/// </summary>
public sealed class OutboundGuard(KithSettings settings, PublicAddress own, OwnPlaces places, LookUpName lookUp)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with an address somebody wants us to call, or null.</summary>
    public string? WhyNot(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return "This is no http or https address.";
        if (address.UserInfo.Length > 0) return "An address must not hold a user or password.";
        if (IsPrivate(address) && !IsAllowed(address.IdnHost, address.Port))
            return "This address is not on the public internet. Whoever runs Kith can allow it with KITH_ALLOW_PRIVATE.";
        return null;
    }

    /// <summary>Connects to the host of a request, or throws <see cref="NotAllowed"/> before a single packet leaves.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop) => await DialAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, stop);

    /// <summary>Connects to a server that is no web server, under the same rule.</summary>
    public async Task<Stream> DialAsync(string host, int port, CancellationToken stop)
    {
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patient.CancelAfter(patience);
        var addresses = await AddressesAsync(new DnsEndPoint(host, port), patient.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, patient.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception failure)
        {
            socket.Dispose();
            if (failure is OperationCanceledException && !stop.IsCancellationRequested) throw new SocketException((int)SocketError.TimedOut);
            throw;
        }
    }

    async Task<IPAddress[]> AddressesAsync(DnsEndPoint place, CancellationToken stop)
    {
        var addresses = IPAddress.TryParse(place.Host, out var literal) ? [literal] : await lookUp(place.Host, stop);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        // One private answer among public ones is what a name says that wants to be rebound.
        if (!IsAllowed(place.Host, place.Port) && !addresses.All(PublicInternet.Has)) throw new NotAllowed();
        return addresses;
    }

    bool IsAllowed(string host, int port) =>
        Allowed.Any(entry => entry.Equals(host, StringComparison.OrdinalIgnoreCase) || entry.Equals($"{host}:{port}", StringComparison.OrdinalIgnoreCase));

    /// <summary>The demo's pretend providers live in this very process.</summary>
    IEnumerable<string> Allowed =>
        settings.Demo && Uri.TryCreate(own.Base, UriKind.Absolute, out var home) ? settings.AllowPrivate.Append($"{home.IdnHost}:{home.Port}").Concat(places.All) : settings.AllowPrivate;

    static bool IsPrivate(Uri address) =>
        IPAddress.TryParse(address.IdnHost, out var literal) ? !PublicInternet.Has(literal)
        : address.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase) || address.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    public sealed class NotAllowed() : IOException("This address is not on the public internet.");
}
