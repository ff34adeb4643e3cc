using System.Text.Json.Nodes;

namespace Kith.Cases;

public sealed partial class Case
{
    public PromiseKind PromiseKind { get; set; }
    /// <summary>When we answer by; while the case waits for the person or is snoozed, when we look again. Never empty on a case that is not closed.</summary>
    public DateTime? PromiseDue { get; set; }
    public bool OwesPublic { get; set; }

    public bool OwesAnswer => PromiseDue is not null && PromiseKind != PromiseKind.LookAgain;

    public (Promise Promise, Moment Moment)? Promised(DateTime due, string? reason, Actor by, DateTime at)
    {
        if (IsClosed) return null;

        (State, PromiseKind, PromiseDue) = (CaseState.Open, OwesAnswer ? PromiseKind : PromiseKind.NextAnswer, due);
        var promise = new Promise { WorkspaceId = WorkspaceId, Id = Ids.New(at), CaseId = Id, Kind = PromiseKind, MadeAt = at, Due = due, Reason = reason };
        return (promise, Fact(MomentKind.Promised, by, at, new JsonObject { ["due"] = due, ["reason"] = reason }));
    }

    /// <summary>
    /// We answered. The promise is kept, and nothing is owed until the person speaks again; yet whether the matter rests with them only
    /// the teammate knows ("I'll find out and come back to you"), so the case stays open with a time to look again and does not wait by itself.
    /// </summary>
    public void Answered(Moment message, DateTime lookAgain)
    {
        Heard(message);
        if (IsClosed) (State, ClosedAt) = (CaseState.Open, null);
        if (State == CaseState.Snoozed) State = CaseState.Open;
        LookAgain(lookAgain);
        Version++;
    }

    /// <summary>The newest words stand in the inbox row.</summary>
    public void Heard(Moment message)
    {
        if (message.At < LastAt) return;

        (LastAt, LastText, LastSurface) = (message.At, Shortened(message), message.Surface);
        (LastDirection, LastVisibility, ConnectionId) = (message.Direction, message.Visibility, message.ConnectionId);
    }

    void LookAgain(DateTime at) => (PromiseKind, PromiseDue) = (PromiseKind.LookAgain, at);

    static string? Shortened(Moment message)
    {
        const int longest = 200;
        var text = string.IsNullOrWhiteSpace(message.Text) ? message.Attachments?.FirstOrDefault()?.Name : message.Text;
        if (text is not { Length: > longest }) return text;
        return char.IsHighSurrogate(text[longest - 1]) ? text[..(longest - 1)] : text[..longest];
    }
}

public enum PromiseKind { FirstAnswer, NextAnswer, LookAgain }
