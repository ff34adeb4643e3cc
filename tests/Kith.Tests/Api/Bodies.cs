using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Kith.Tests.Api;

/// <summary>Bodies for a route, made from the type it reads.</summary>
static class Bodies
{
    const string Hole = "the place";

    /// <summary>The neighbour's ids wherever an id goes, and what no body should hold.</summary>
    public static IEnumerable<string> Of(RouteEndpoint route, Planting theirs, House neighbour)
    {
        if (TypeOf(route) is not { } type) return ["{}"];

        var body = Made(type, theirs, "reached over", deep: false);
        // What a mass assignment would pick up (A1).
        foreach (var (name, id) in new[] { ("workspaceId", neighbour.Id), ("rootId", theirs.Ids["Person"]), ("accountId", Guid.NewGuid()) }) body.TryAdd(name, id);
        return [body.ToJsonString(), "{}"];
    }

    /// <summary>Every field filled, with the ids of our own rows: what the door would take, or nearly so.</summary>
    public static JsonObject Ours(RouteEndpoint route, Planting ours) => TypeOf(route) is { } type ? Made(type, ours, null, deep: true) : [];

    /// <summary>The address of the row of ours that the route is about.</summary>
    public static string PathOf(RouteEndpoint route, Planting ours)
    {
        var said = route.RoutePattern.RawText!.Split('/');
        return string.Join('/', said.Select((word, i) => !word.StartsWith('{') ? word : word.Contains(":long", StringComparison.Ordinal) ? "4141"
            : IdFor(word is "{id:guid}" ? RowsAt(said[i - 1], ours) : word.Trim('{', '}'), ours, deep: true).ToString()));
    }

    static string RowsAt(string place, Planting ours) => ours.Ids.Keys.FirstOrDefault(row => row.EndsWith(place.TrimEnd('s'), StringComparison.OrdinalIgnoreCase)) ?? "Person";

    /// <summary>The body with each of its places in turn said in each of these ways; the fields that it lacks are places too.</summary>
    public static IEnumerable<string> Spoiled(JsonObject body, IEnumerable<string> lacking, string[] ways)
    {
        foreach (var around in Holed(body).Concat(lacking.Select(field => new JsonObject(body.Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone()))) { [field] = Hole }.ToJsonString())))
            foreach (var way in ways) yield return around.Replace($"\"{Hole}\"", way, StringComparison.Ordinal);
    }

    /// <summary>The body without each of its fields, and with each of them said twice.</summary>
    public static IEnumerable<string> Lacking(JsonObject body) => body.Select(field => field.Key).ToList().SelectMany(field =>
    {
        var without = body.DeepClone().AsObject();
        without.Remove(field);
        var (rest, said) = (without.ToJsonString()[1..], $"{JsonSerializer.Serialize(field)}:{body[field]?.ToJsonString() ?? "null"}");
        return new[] { "{" + rest, $"{{{said},{said}{(rest.Length > 1 ? "," : "")}{rest}" };
    });

    static IEnumerable<string> Holed(JsonObject body)
    {
        foreach (var place in Places(body).ToList())
        {
            var (parent, field) = (place.Parent!, place.Parent is JsonObject ? place.GetPropertyName() : null);
            Put(Hole);
            yield return body.ToJsonString();
            Put(place);

            void Put(JsonNode value)
            {
                if (field is null) parent[0] = value;
                else parent[field] = value;
            }
        }
    }

    static IEnumerable<JsonNode> Places(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(field => field.Value is { } value ? Places(value).Prepend(value) : []),
        JsonArray { Count: > 0 } list => Places(list[0]!).Prepend(list[0]!),
        _ => [],
    };

    static Type? TypeOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { IsClass: true } type && type != typeof(string) ? type : null;

    static JsonObject Made(Type type, Planting rows, string? words, bool deep)
    {
        var body = new JsonObject();
        foreach (var property in type.GetProperties().Where(p => p.GetIndexParameters().Length == 0 && !p.GetMethod!.IsStatic && !p.IsDefined(typeof(JsonIgnoreAttribute), inherit: true)))
            body[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = Value(property.Name, property.PropertyType, rows, words, deep);
        return body;
    }

    static JsonNode? Value(string name, Type type, Planting rows, string? words, bool deep) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(Guid) => IdFor(name, rows, deep),
        _ when deep && name == "Said" => new JsonObject { [""] = "Hello {name}" },
        var t when t == typeof(string) => words ?? (name is "Hash" or "Recording" ? rows.Hash : WordsFor(name)),
        var t when t == typeof(DateTime) => "2027-06-01T09:00:00Z",
        var t when t == typeof(TimeOnly) => name == "From" ? "08:00" : "17:00",
        var t when t == typeof(bool) => true,
        var t when t == typeof(int) || t == typeof(long) => deep ? NumberFor(name) : 4141,
        { IsEnum: true } t => JsonNamingPolicy.CamelCase.ConvertName(t.GetEnumNames()[deep ? ^1 : 0]),
        var t when t == typeof(JsonElement) => "Nomsa",
        var t when t.IsGenericType && t.GenericTypeArguments is [var one] && (deep || one == typeof(Guid)) => new JsonArray(Value(name.TrimEnd('s'), one, rows, words, deep)),
        var t when deep && t.IsGenericType && t.GenericTypeArguments is [_, var one] => one == typeof(JsonElement) ? new JsonObject { [rows.Word("Key")] = "Nomsa" } : new JsonObject(),
        { IsClass: true } t when deep => Made(t, rows, words, deep),
        _ => null,
    };

    static string WordsFor(string name) => name switch
    {
        "Email" => "thandi@marula.example",
        "Kind" => "email",
        "Value" => "nomsa@somewhere.example",
        "Language" => "en",
        "TimeZone" => "Africa/Johannesburg",
        "Channel" => "http",
        "Domain" => "somewhere.example",
        "Address" => "care@gmail.com",
        "Url" or "AuthorUrl" => "https://news.marula.example/letters",
        "Phone" or "Ring" or "From" or "To" => "+27825550199",
        // Only where there is one may it be said.
        "Subject" => "",
        _ => "Nomsa",
    };

    static int NumberFor(string name) => name switch
    {
        "Day" or "UndoSeconds" => 1,
        "FirstAnswerMinutes" or "NextAnswerMinutes" or "RawDays" => 30,
        _ => 4141,
    };

    static Guid IdFor(string name, Planting rows, bool deep = false) =>
        deep && (name is "HeadId" or "OwnerId" || name.StartsWith("Mem", StringComparison.Ordinal) || name.StartsWith("Men", StringComparison.Ordinal)) ? rows.Rosa
        : rows.Ids.FirstOrDefault(row => name.StartsWith(row.Key, StringComparison.OrdinalIgnoreCase)) is { Key: not null } row ? row.Value
        : name.Contains("owner", StringComparison.OrdinalIgnoreCase) || name.Contains("head", StringComparison.OrdinalIgnoreCase) || name.Contains("member", StringComparison.OrdinalIgnoreCase) ? rows.Ids["Teammate"]
        : rows.Ids["Person"];
}
