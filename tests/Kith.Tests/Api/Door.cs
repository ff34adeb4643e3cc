using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Api;

/// <summary>Every route under <c>/api</c> that changes something, from the route table, with the path of a row and a body that it takes; and what the record says of it.</summary>
sealed class Door(KithUnderTest kith, HttpClient http)
{
    Guid recorded;

    public List<RouteEndpoint> Routes { get; } = [.. kith.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(route => route.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal) && route.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods: [var method, ..] } && method is not ("GET" or "HEAD"))];

    public static bool Reads(RouteEndpoint route) => route.Metadata.GetMetadata<IAcceptsMetadata>() is { } reads && reads.ContentTypes.Contains("application/json");

    /// <summary>A path and a body that the route takes; where it takes none, all that it reads.</summary>
    /// <param name="most">How many fields may be left out until it is taken.</param>
    public async Task<(string Path, JsonObject Body, IReadOnlyList<string> Dropped, bool IsTaken)> OpenAsync(RouteEndpoint route, Planting ours, int most = 2)
    {
        var full = Bodies.Ours(route, ours);
        var path = Bodies.PathOf(route, ours);
        foreach (var dropped in Few([.. full.Select(field => field.Key)]).Where(few => few.Count <= most))
        {
            var body = full.DeepClone().AsObject();
            foreach (var field in dropped) body.Remove(field);
            if ((int)(await SendAsync(route, path, body.ToJsonString())).Status >= 300) continue;

            recorded = await RecordedAsync();
            return (path, body, dropped, true);
        }
        recorded = await RecordedAsync();
        return (path, full, [], false);
    }

    /// <returns>What was answered, and whether since the time before something that came by a door stands on the record.</returns>
    public async Task<(HttpStatusCode Status, string Text, bool IsRecorded)> TryAsync(RouteEndpoint route, string path, string body)
    {
        var (status, text) = await SendAsync(route, path, body);
        var before = recorded;
        recorded = await RecordedAsync();
        return (status, text, recorded != before);
    }

    /// <summary>As the record names it.</summary>
    public static string NameOf(RouteEndpoint route) => $"{MethodOf(route)} {route.RoutePattern.RawText}";

    async Task<(HttpStatusCode Status, string Text)> SendAsync(RouteEndpoint route, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(MethodOf(route)), path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (body.All(letter => letter < 256)) request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        request.Content.Headers.ContentType = new("application/json");
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    static string MethodOf(RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];

    /// <summary>The newest change on the record of the workspace that came by a door.</summary>
    Task<Guid> RecordedAsync() => kith.LookAsync(db => db.AuditEntries.OrderByDescending(entry => entry.Id).Where(entry => entry.Action.Contains(" /api")).Select(entry => entry.Id).FirstOrDefaultAsync());

    static IEnumerable<IReadOnlyList<string>> Few(IReadOnlyList<string> fields) =>
        fields.SelectMany((a, i) => fields.Skip(i + 1).Select(b => new[] { a, b })).Prepend([]).Concat(fields.Select(one => new[] { one })).OrderBy(few => few.Length);
}
