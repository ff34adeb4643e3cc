using Kith.Channels;

namespace Kith.Connections;

/// <summary>POST /api/connections/{id}/test says in plain words what is wrong.</summary>
static class TestConnection
{
    public static void MapTestConnection(this RouteGroupBuilder connections) => connections
        .MapPost("/{id:guid}/test", (Guid id, Desk desk, AskingPace pace, ConnectionBook book, OutboundWire wire, TestMail mail, TimeProvider clock, CancellationToken stop) =>
            TestAsync(id, desk.Caller!.WorkspaceId, pace, book, wire, mail, clock, stop)).Allow(Role.Admin).WithMetadata(new OwnDesk());

    static async Task<TestFindings> TestAsync(
        Guid id, Guid workspace, AskingPace pace, ConnectionBook book, OutboundWire wire, TestMail mail, TimeProvider clock, CancellationToken stop)
    {
        if (book.Get(id) is not { } connection || connection.WorkspaceId != workspace) throw Refusal.NotFound();
        pace.Take("test", workspace);
        if (connection.Can<ISetup>() is not { } setup) return new([]);

        var findings = setup.Review(connection.Account);
        if (findings.All(finding => finding.Ok) && setup.Test(connection.Account, clock.GetUtcNow()) is { } question)
            findings = [.. findings, .. setup.ReadTest((await wire.SendAsync(question, stop)).Answer, connection.Account)];
        else if (findings.All(finding => finding.Ok)) findings = [.. findings, .. setup.ReadTest(null, connection.Account)];
        if (findings.All(finding => finding.Ok) && connection.Can<IConnect>() is { } connect) findings = [.. findings, await ConnectAsync(connect, connection, wire, stop)];
        if (findings.All(finding => finding.Ok) && connection.Can<IPost>() is not null) findings = [.. findings, .. await mail.TryAsync(connection, stop)];
        return new([.. findings.Select(finding => new TestFinding(finding.Ok, finding.Words, finding.Field))]);
    }

    /// <summary>Tells the other side how messages come to us; the first step that goes wrong is the last.</summary>
    static async Task<Finding> ConnectAsync(IConnect connect, OpenConnection connection, OutboundWire wire, CancellationToken stop)
    {
        var finding = new Finding(true, "");
        foreach (var step in connect.Connecting(connection.Account))
        {
            finding = connect.ReadConnecting((await wire.SendAsync(step, stop)).Answer, connection.Account);
            if (!finding.Ok) break;
        }
        return finding;
    }
}

public sealed record TestFindings(IReadOnlyList<TestFinding> Findings);

public sealed record TestFinding(bool Ok, string Words, string? Field);
