using System.Net;
using System.Net.Sockets;

namespace Kith.Connections;

/// <summary>
/// Which addresses belong to the public internet. Whatever is reserved, private, local or a way to write another address inside one
/// (IPv4-mapped, NAT64, 6to4, Teredo) does not: no stranger's URL may lead there.
/// </summary>
public static class PublicInternet
{
    static readonly IPNetwork[] reserved =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    static readonly IPNetwork unicast6 = IPNetwork.Parse("2000::/3");

    public static bool Has(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && (address.ScopeId != 0 || !unicast6.Contains(address))) return false;
        return !reserved.Any(network => network.Contains(address));
    }
}
