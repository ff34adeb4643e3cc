namespace Kith.Data;

/// <summary>What a commit changed that a browser may show: hints, not contents. Whoever may see it asks for it.</summary>
public sealed class Announcement
{
    public Guid WorkspaceId { get; set; }
    public List<MomentNews> Moments { get; } = [];
    public List<CaseNews> Cases { get; } = [];
    public List<DeliveryNews> Deliveries { get; } = [];
    public List<AskNews> Asks { get; } = [];
    public List<Notice> Notices { get; } = [];
    public List<Guid> Connections { get; } = [];
    public List<ApprovalNews> Approvals { get; } = [];
    public List<LaterNews> Laters { get; } = [];

    /// <summary>The house itself became another: its name, its hours, its departments.</summary>
    public bool House { get; private set; }

    public bool IsEmpty => Moments.Count + Cases.Count + Deliveries.Count + Notices.Count + Connections.Count + Approvals.Count + Asks.Count + Laters.Count == 0 && !House;

    /// <summary>How much was heard so far, to come back to.</summary>
    public int[] Mark() => [Moments.Count, Cases.Count, Deliveries.Count, Notices.Count, Connections.Count, Approvals.Count, Asks.Count, Laters.Count];

    /// <summary>Forgets what was heard since, for it did not happen.</summary>
    public void Return(int[] mark)
    {
        Moments.RemoveRange(mark[0], Moments.Count - mark[0]);
        Cases.RemoveRange(mark[1], Cases.Count - mark[1]);
        Deliveries.RemoveRange(mark[2], Deliveries.Count - mark[2]);
        Notices.RemoveRange(mark[3], Notices.Count - mark[3]);
        Connections.RemoveRange(mark[4], Connections.Count - mark[4]);
        Approvals.RemoveRange(mark[5], Approvals.Count - mark[5]);
        Asks.RemoveRange(mark[6], Asks.Count - mark[6]);
        Laters.RemoveRange(mark[7], Laters.Count - mark[7]);
    }

    public void Hear(object row, EntityState change)
    {
        switch (row)
        {
            case Moment moment when change == EntityState.Added:
                Moments.Add(new(moment.Id, moment.PersonId, moment.CaseId, moment.Kind, moment.Direction, moment.At, FetchMedia.Awaits(moment), moment.PostId, CallNews.StepOf(moment)));
                break;
            case Moment moment:
                Moments.Add(new(moment.Id, moment.PersonId, moment.CaseId, MomentKind.Placed, moment.Direction, moment.At));
                break;
            case Case kase when Cases.All(c => c.Id != kase.Id):
                Cases.Add(new(kase.Id, kase.Number, kase.PersonId, kase.DepartmentId, kase.OwnerId));
                break;
            case Ask ask when Asks.All(a => a.Id != ask.Id):
                Asks.Add(new(ask.Id, ask.MatterId, ask.DepartmentId, ask.OwnerId, ask.AskedBy));
                break;
            case Delivery delivery:
                Deliveries.Add(new(delivery.MomentId, delivery.HandleId, delivery.State));
                break;
            case Notice notice when change == EntityState.Added:
                Notices.Add(notice);
                break;
            case Connection connection:
                Connections.Add(connection.Id);
                break;
            case Approval approval:
                Approvals.Add(new(approval.Id, approval.PersonId));
                break;
            case LaterMessage later:
                Laters.Add(new(later.Id, later.PersonId));
                break;
            case Workspace or Department or Calendar or HouseRule or ApprovalRule:
                House = true;
                break;
        }
    }
}

/// <param name="AwaitsFiles">Its files are still on the other side; nothing that a browser is told.</param>
/// <param name="Step">Of a step of a call: which; nothing that a browser is told.</param>
public sealed record MomentNews(
    Guid Id, Guid PersonId, Guid? CaseId, MomentKind Kind, Direction Direction, DateTime At, [property: System.Text.Json.Serialization.JsonIgnore] bool AwaitsFiles = false,
    Guid? PostId = null, [property: System.Text.Json.Serialization.JsonIgnore] string? Step = null);

public sealed record ApprovalNews(Guid Id, Guid? PersonId);

public sealed record LaterNews(Guid Id, Guid PersonId);

public sealed record CaseNews(Guid Id, long Number, Guid PersonId, Guid DepartmentId, Guid? OwnerId);

public sealed record AskNews(Guid Id, Guid CaseId, Guid DepartmentId, Guid? OwnerId, Guid AskedBy);

public sealed record DeliveryNews(Guid MomentId, Guid HandleId, DeliveryState State, Guid? PersonId = null);
