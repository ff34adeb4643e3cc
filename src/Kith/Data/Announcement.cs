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

    /// <summary>The house itself became another: its name, its hours, its departments.</summary>
    public bool House { get; private set; }

    public bool IsEmpty => Moments.Count + Cases.Count + Asks.Count + Deliveries.Count + Notices.Count + Connections.Count == 0 && !House;

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
            case Workspace or Department or Calendar:
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

public sealed record CaseNews(Guid Id, long Number, Guid PersonId, Guid DepartmentId, Guid? OwnerId);

public sealed record AskNews(Guid Id, Guid CaseId, Guid DepartmentId, Guid? OwnerId, Guid AskedBy);

public sealed record DeliveryNews(Guid MomentId, Guid HandleId, DeliveryState State, Guid? PersonId = null);
