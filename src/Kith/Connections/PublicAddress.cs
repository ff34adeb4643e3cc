using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Kith.Connections;

/// <summary>
/// What the outside calls us: KITH_PUBLIC_URL, else where we listen. Never what a request says of itself: signatures are made over it.
/// </summary>
public sealed class PublicAddress(KithSettings settings, IServer server)
{
    static readonly string[] anywhere = ["0.0.0.0", "[::]", "*", "+"];

    string? address;

    /// <summary>Without a slash at the end.</summary>
    public string Base => settings.PublicUrl ?? (address ??= Listening()) ?? "http://localhost";

    /// <summary>Where providers send people back to who signed in there.</summary>
    public string SignInUrl => $"{Base}{BackFromSignIn.Path}";

    public string HookUrl(string channel, Guid connection) => $"{Base}/hooks/{channel}/{connection}";

    string? Listening()
    {
        // Before the server listens it is known already where it will: the book of connections is opened earlier.
        var first = server.Features.Get<IServerAddressesFeature>() is { } listening ? listening.Addresses.FirstOrDefault() ?? settings.Urls.Split(';')[0] : null;
        return anywhere.Aggregate(first, (url, host) => url?.Replace($"//{host}:", "//localhost:", StringComparison.Ordinal))?.TrimEnd('/');
    }
}
