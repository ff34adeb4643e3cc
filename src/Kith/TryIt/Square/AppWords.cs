using System.Text.Json.Nodes;

namespace Kith.TryIt;

/// <summary>What an app says; what is missing or of another kind is simply not there.</summary>
readonly record struct AppWords(JsonNode? Said)
{
    public string? Text(params ReadOnlySpan<string> path) => Part(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public bool? Truth(string name) => Part([name]) is JsonValue value && value.TryGetValue<bool>(out var truth) ? truth : null;

    JsonNode? Part(ReadOnlySpan<string> path)
    {
        var part = Said;
        foreach (var name in path) part = (part as JsonObject)?[name];
        return part;
    }
}
