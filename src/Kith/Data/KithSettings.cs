using System.Globalization;
using System.Net;
using Kith.Channels.Http;

namespace Kith.Data;

/// <summary>What the operator may set, all by environment; Kith starts with none of it.</summary>
public sealed record KithSettings
{
    /// <summary>KITH_DATA: the folder that holds the database, the files and the keys.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>KITH_KEYS: the folder of the keys that seal secrets, <c>keys</c> in the data folder when empty; nodes that share a database share it too.</summary>
    public string? Keys { get; init; }

    /// <summary>KITH_DATABASE: <c>sqlite</c>, or a PostgreSQL connection string of a role that may create tables and roles.</summary>
    public string Database { get; init; } = "sqlite";

    /// <summary>KITH_URLS: where to listen, separated by semicolons; only this machine by default.</summary>
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary>KITH_PUBLIC_URL: what the outside calls us, in signatures and links; empty means where we listen.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>KITH_TRUSTED_PROXIES: addresses or networks (CIDR), separated by commas, whose X-Forwarded-For, -Proto and -Host are believed. Nobody's, by default.</summary>
    public string TrustedProxies { get; init; } = "";

    /// <summary>KITH_ALLOW_PRIVATE: hosts that are not on the public internet and may be called all the same, as <c>host</c> or <c>host:port</c>, with commas; a Kannel on this machine needs it.</summary>
    public IReadOnlyList<string> AllowPrivate { get; init; } = [];

    /// <summary>KITH_TRUSTED_CA: a PEM file of certificate authorities that mail servers may be trusted by, besides those of the system.</summary>
    public string? TrustedAuthorities { get; init; }

    /// <summary>KITH_LMTP: where the operator's own mail server hands over mail by LMTP, as <c>127.0.0.1:2424</c>, or as a port of this machine alone. Nobody is asked who they are there; empty shuts it.</summary>
    public IPEndPoint? Lmtp { get; init; }

    /// <summary>KITH_ANCHOR_URL: an https address outside this machine that is sent the end of each workspace's record as soon as it is written down; http only to hosts of KITH_ALLOW_PRIVATE. Needs KITH_ANCHOR_SECRET.</summary>
    public string? AnchorUrl { get; init; }

    /// <summary>KITH_ANCHOR_SECRET: what those messages are signed with, as Standard Webhooks writes it: <c>whsec_</c> and Base64 of 24 to 64 bytes.</summary>
    public string? AnchorSecret { get; init; }

    /// <summary>KITH_DEMO: 1 seeds the demo workspace and opens <c>/try</c>.</summary>
    public bool Demo { get; init; }

    /// <summary>KITH_API_TOKEN: a fixed token of the demo's owner; refused without KITH_DEMO=1.</summary>
    public string? DemoToken { get; init; }

    /// <summary>KITH_DEMO_SECRET: the signing secret of the demo's connections; refused without KITH_DEMO=1.</summary>
    public string? DemoSecret { get; init; }

    /// <summary>KITH_BACKED_UP: 1 says that a back-up of the PostgreSQL database exists, where pg_dump is not at hand.</summary>
    public bool BackedUp { get; init; }

    public string KeysFolder => Keys ?? Path.Combine(DataFolder, "keys");

    public bool IsSqlite => Database == "sqlite";

    public static KithSettings From(IConfiguration settings)
    {
        var read = new KithSettings
        {
            DataFolder = settings["KITH_DATA"] is { Length: > 0 } folder ? folder : "data",
            Keys = settings["KITH_KEYS"] is { Length: > 0 } keys ? keys : null,
            Database = settings["KITH_DATABASE"] is { Length: > 0 } database ? database : "sqlite",
            Urls = settings["KITH_URLS"] is { Length: > 0 } urls ? urls : "http://localhost:5080",
            PublicUrl = settings["KITH_PUBLIC_URL"] is { Length: > 0 } url ? url.TrimEnd('/') : null,
            TrustedProxies = settings["KITH_TRUSTED_PROXIES"] ?? "",
            AllowPrivate = (settings["KITH_ALLOW_PRIVATE"] ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries),
            Demo = settings["KITH_DEMO"] == "1",
            TrustedAuthorities = settings["KITH_TRUSTED_CA"] is { Length: > 0 } authorities ? authorities : null,
            Lmtp = settings["KITH_LMTP"] is { Length: > 0 } lmtp ? EndPoint(lmtp) : null,
            AnchorUrl = settings["KITH_ANCHOR_URL"] is { Length: > 0 } anchor ? anchor : null,
            AnchorSecret = settings["KITH_ANCHOR_SECRET"] is { Length: > 0 } anchorSecret ? anchorSecret : null,
            DemoToken = settings["KITH_API_TOKEN"],
            DemoSecret = settings["KITH_DEMO_SECRET"],
            BackedUp = settings["KITH_BACKED_UP"] == "1",
        };
        if (!read.Demo && (read.DemoToken is { Length: > 0 } || read.DemoSecret is { Length: > 0 }))
            throw new KithCannotStart("KITH_API_TOKEN and KITH_DEMO_SECRET are for the demo only; set KITH_DEMO=1 or take them away.");
        if (read.WhyNoAnchor() is { } wrong) throw new KithCannotStart(wrong);
        return read;
    }

    string? WhyNoAnchor()
    {
        if (AnchorUrl is null && AnchorSecret is null) return null;
        if (AnchorUrl is null || AnchorSecret is null) return "KITH_ANCHOR_URL and KITH_ANCHOR_SECRET go together: one of them is missing.";
        if (StandardWebhook.Key(AnchorSecret) is null) return "KITH_ANCHOR_SECRET is no secret of Standard Webhooks: whsec_ and Base64 of 24 to 64 bytes.";
        if (!Uri.TryCreate(AnchorUrl, UriKind.Absolute, out var url) || url.UserInfo.Length > 0) return "KITH_ANCHOR_URL is no address, or holds a user or password.";
        var isAllowed = url.Scheme == "http" && AllowPrivate.Any(host => host.Equals(url.IdnHost, StringComparison.OrdinalIgnoreCase) || host.Equals($"{url.IdnHost}:{url.Port}", StringComparison.OrdinalIgnoreCase));
        return url.Scheme == "https" || isAllowed ? null : "KITH_ANCHOR_URL must be an https address; http is for hosts named in KITH_ALLOW_PRIVATE.";
    }

    /// <summary>LMTP must not stand at the port of SMTP, RFC 2033 §5: other people's servers would knock there.</summary>
    static IPEndPoint EndPoint(string said)
    {
        if (ushort.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var alone)) said = $"127.0.0.1:{alone}";
        if (IPEndPoint.TryParse(said, out var where) && where.Port != 25 && said.EndsWith($":{where.Port}", StringComparison.Ordinal)) return where;
        throw new KithCannotStart($"KITH_LMTP is {said}, which is not an address and a port such as 127.0.0.1:2424, and not port 25.");
    }
}
