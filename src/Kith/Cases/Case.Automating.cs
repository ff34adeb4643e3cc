using System.Text.Json.Nodes;

namespace Kith.Cases;

public sealed partial class Case
{
    /// <summary>What was done to it by itself, by the name it had that day. What changed besides its tags has lines of its own.</summary>
    public Moment Automate(string automation, IReadOnlyList<string> tags, DateTime at) =>
        Fact(MomentKind.Automated, Actor.System, at, new JsonObject { ["automation"] = automation, ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) });

    /// <summary>What it did was undone: the case stands as it did before.</summary>
    public Moment UndoAutomation(string automation, JsonObject before, Actor by, DateTime at, DateTime lookAgain)
    {
        StandAgain(before, at, lookAgain);
        return Fact(MomentKind.Automated, by, at, new JsonObject { ["automation"] = automation, ["undone"] = true });
    }
}
