using System.Text.Json.Nodes;
using Kith.Tests.Checkout;

namespace Kith.Tests.Conversations;

/// <summary>Examples that the browser is held to as well (fillIn.test.ts).</summary>
public class FillingInFields
{
    public static IEnumerable<object[]> Examples() => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests/Kith.Tests/Conversations/filling-in.json")))!.AsArray()
        .Select(one => new object[] { (string)one!["text"]!, (string)one["is"]!, (string)one["unknown"]! });

    [Theory]
    [MemberData(nameof(Examples))]
    public void says_what_is_known_and_leaves_out_what_is_not(string text, string known, string unknown)
    {
        Dictionary<string, string> Fields(string name, string full) => new() { ["name"] = name, ["person.name"] = full, ["me"] = "Rosa", ["trap"] = "{me} $1 $& <b>" };

        Assert.Equal(known, FilledWords.Fill(text, Fields("Nomsa", "Nomsa Ndlovu")));
        Assert.Equal(unknown, FilledWords.Fill(text, Fields("", "")));
    }
}
