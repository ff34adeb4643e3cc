using System.Text.Json.Nodes;

namespace Kith.Cases;

public sealed partial class Case
{
    /// <summary>How the case stands, to be kept in the moment that changes it, for when that is undone.</summary>
    public JsonObject Standing() => new()
    {
        ["state"] = State.ToString(),
        ["promiseKind"] = PromiseKind.ToString(),
        ["promiseDue"] = PromiseDue,
        ["closedAt"] = ClosedAt,
        ["owesPublicSince"] = OwesPublicSince,
    };

    /// <summary>
    /// An answer that never left answered nothing: the case stands as it did before, unless somebody changed it since. What is owed to the
    /// person stands in front again.
    /// </summary>
    public Moment? TakeBack(Moment answer, DateTime lookAgain, Promise? owed, Actor by, DateTime at)
    {
        var wasClosed = IsClosed;
        var isAsAnswered = IsClosed ? ClosedAt == answer.At : (PromiseKind, PromiseDue) == (PromiseKind.LookAgain, lookAgain);
        if (answer.PostId is not null && TimeIn(answer.Detail?["before"]?["owesPublicSince"]) is { } since) OwePublic(since);
        if (isAsAnswered && answer.Detail?["before"] is JsonObject before) StandAgain(before, at, lookAgain);
        if (State == CaseState.Open && owed is not null) (PromiseKind, PromiseDue) = (owed.Kind, owed.Due);
        Version++;
        return wasClosed == IsClosed ? null : Fact(IsClosed ? MomentKind.CaseClosed : MomentKind.CaseReopened, by, at, []);
    }

    /// <summary>After a word was taken away from the case another one is its newest, or none is.</summary>
    public void ShowNewest(Moment? newest)
    {
        LastAt = newest?.At ?? OpenedAt;
        if (newest is not null) Remember(newest);
        else (LastText, LastDirection, LastSurface, LastVisibility, ConnectionId) = (null, Direction.None, null, Visibility.Private, null);
        Version++;
    }

    void StandAgain(JsonObject before, DateTime at, DateTime lookAgain)
    {
        State = Enum.TryParse<CaseState>((string?)before["state"], out var state) ? state : CaseState.Open;
        PromiseKind = Enum.TryParse<PromiseKind>((string?)before["promiseKind"], out var kind) ? kind : PromiseKind.LookAgain;
        PromiseDue = State == CaseState.Closed ? null : TimeIn(before["promiseDue"]) ?? lookAgain;
        ClosedAt = State == CaseState.Closed ? TimeIn(before["closedAt"]) ?? at : null;
        OwesPublicSince = TimeIn(before["owesPublicSince"]);
        OwesPublic = OwesPublicSince is not null;
    }

    static DateTime? TimeIn(JsonNode? node) => node is JsonValue value && value.TryGetValue<DateTime>(out var at) ? DateTime.SpecifyKind(at.ToUniversalTime(), DateTimeKind.Utc) : null;
}
