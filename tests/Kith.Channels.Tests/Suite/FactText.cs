using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Kith.Channels.Tests.Suite;

/// <summary>Facts as the samples write them: one object each, empty fields left out.</summary>
static class FactText
{
    static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(IEnumerable<Fact> facts) => new JsonArray([.. facts.Select(Node)]).ToJsonString(Options) + "\n";

    static JsonNode Node(Fact fact)
    {
        var node = JsonSerializer.SerializeToNode(fact, fact.GetType(), Options)!.AsObject();
        foreach (var (name, value) in node.ToList())
            if (value is JsonArray { Count: 0 }) node.Remove(name);
        node.Insert(0, "fact", fact.GetType().Name);
        return node;
    }
}
