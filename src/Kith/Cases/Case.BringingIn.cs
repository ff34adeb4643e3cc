using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Cases;

public sealed partial class Case
{
    /// <summary>A case that was just opened is about something public that somebody found: it is owed an answer, and a word where it stands.</summary>
    public (Promise Promise, Moment Moment) BringIn(Moment found, Term answer, DateTime at)
    {
        found.CaseId = Id;
        LastAt = DateTime.MinValue;
        Remember(found);
        OwePublic(found.At);
        (PromiseKind, PromiseDue) = (PromiseKind.FirstAnswer, answer.Due);
        var promise = Promise.By(answer, this, PromiseKind, at);
        return (promise, Fact(MomentKind.Promised, Actor.System, at, new JsonObject { ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(PromiseKind.ToString()), ["due"] = answer.Due }));
    }
}
