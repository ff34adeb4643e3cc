namespace Kith.Workspaces;

/// <summary>
/// What the links we hand out begin with: the workspace's own host name when the request came by it, else what the operator calls us.
/// A request's Host header is believed in no other case, or a poisoned one would send a secret link to somebody else.
/// </summary>
sealed class OwnAddress(PublicAddress operators, FindWorkspace find)
{
    public async Task<string> OfAsync(HttpRequest request, CancellationToken stop)
    {
        var own = (await find.OfAsync(request, stop))?.Host;
        return own is not null && string.Equals(own, request.Host.Host, StringComparison.OrdinalIgnoreCase) ? $"{request.Scheme}://{request.Host}" : operators.Base;
    }
}
