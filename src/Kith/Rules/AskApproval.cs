using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Rules;

/// <summary>Writes down what waits. Asked again with the same key it is the same; what it says is kept as the request it was, so that it can be made again.</summary>
static class AskApproval
{
    public static async Task<Approval> AskAsync(this KithDb db, ApprovalRule rule, Approval asked, DateTime now, CancellationToken stop)
    {
        (asked.RuleId, asked.RuleName, asked.AskedAt) = (rule.Id, rule.Name, now);
        await db.ClimbAsync(asked, 0, now, stop);
        db.Add(asked);
        return asked;
    }

    /// <summary>The case, or the one it goes on in.</summary>
    public static async Task<Case> MatterAsync(this KithDb db, Guid id, CancellationToken stop)
    {
        var kase = await db.Cases.SingleAsync(c => c.Id == id, stop);
        return kase.IsMerged ? await db.Cases.SingleAsync(c => c.Id == kase.RootId, stop) : kase;
    }

    public static Task<Approval?> WaitingAsync(this KithDb db, string key, CancellationToken stop) => db.Approvals.SingleOrDefaultAsync(a => a.Key == key && a.State == ApprovalState.Waiting, stop);

    public static Approval OfWords(KithDb db, ApprovalOf what, string key, WordsAtGate leaving, object body, DateTime now) => new()
    {
        WorkspaceId = db.WorkspaceId,
        Id = Ids.New(now),
        RuleName = "",
        What = what,
        Key = key,
        AuthorId = leaving.Me.Id,
        PersonId = leaving.Group.Root.Id,
        CaseId = leaving.Kase.Id,
        DepartmentId = leaving.Kase.DepartmentId,
        BranchId = leaving.Kase.BranchId,
        Text = leaving.Words.Ending is { } ending ? leaving.Words.Text[..^ending.Length] : leaving.Words.Text,
        Channel = leaving.Way.Connection.Channel,
        IsPublic = leaving.Way.Surface.Visibility == Channels.Visibility.Public,
        Body = BodyOf(body),
    };

    public static JsonObject BodyOf(object body) => JsonSerializer.SerializeToNode(body, body.GetType(), Wire.Json)!.AsObject();
}
