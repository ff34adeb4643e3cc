using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Kith.Api;

/// <summary>X-Forwarded headers are believed from the proxies that the operator named, and from nobody else: anybody can write them.</summary>
static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        var named = app.Services.GetRequiredService<KithSettings>().TrustedProxies.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (named.Length == 0) return;

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var one in named) options.KnownIPNetworks.Add(Network(one));
        app.UseForwardedHeaders(options);
    }

    static System.Net.IPNetwork Network(string said)
    {
        if (System.Net.IPNetwork.TryParse(said, out var network)) return network;
        if (IPAddress.TryParse(said, out var one)) return new(one, one.GetAddressBytes().Length * 8);
        throw new KithCannotStart($"KITH_TRUSTED_PROXIES names {said}, which is neither an address nor a network such as 10.0.0.0/8.");
    }
}
