using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Kith.Tests.Api;

/// <summary>Bodies for a route, made from the type it reads: the neighbour's ids wherever an id goes, and what no body should hold.</summary>
static class Bodies
{
    public static IEnumerable<string> Of(RouteEndpoint route, Planting theirs, House neighbour)
    {
        if (route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is not { IsClass: true } type || type == typeof(string)) return ["{}"];

        var body = new JsonObject();
        foreach (var property in type.GetProperties().Where(p => p.GetIndexParameters().Length == 0 && !p.GetMethod!.IsStatic))
            body[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = Value(property.Name, property.PropertyType, theirs);
        // What a mass assignment would pick up (A1).
        foreach (var (name, id) in new[] { ("workspaceId", neighbour.Id), ("rootId", theirs.Ids["Person"]), ("accountId", Guid.NewGuid()) }) body.TryAdd(name, id);
        return [body.ToJsonString(), "{}"];
    }

    static JsonNode? Value(string name, Type type, Planting theirs) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(Guid) => IdFor(name, theirs),
        var t when t == typeof(string) => "reached over",
        var t when t == typeof(DateTime) => "2027-06-01T09:00:00Z",
        var t when t == typeof(bool) => true,
        var t when t == typeof(int) || t == typeof(long) => 4141,
        { IsEnum: true } t => JsonNamingPolicy.CamelCase.ConvertName(t.GetEnumNames()[0]),
        var t when t.IsGenericType && t.GenericTypeArguments is [var one] && one == typeof(Guid) => new JsonArray(IdFor(name, theirs)),
        _ => null,
    };

    static Guid IdFor(string name, Planting theirs) =>
        theirs.Ids.FirstOrDefault(row => name.StartsWith(row.Key, StringComparison.OrdinalIgnoreCase)) is { Key: not null } row ? row.Value
        : name.Contains("owner", StringComparison.OrdinalIgnoreCase) || name.Contains("head", StringComparison.OrdinalIgnoreCase) || name.Contains("member", StringComparison.OrdinalIgnoreCase) ? theirs.Ids["Teammate"]
        : theirs.Ids["Person"];
}
