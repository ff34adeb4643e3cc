namespace Kith.Later;

/// <summary>One teammate wants to look at a case again at a time. It is theirs alone, and neither ends nor moves what was promised to the person. Told, it is gone.</summary>
public sealed class Reminder : IOfWorkspace
{
    public const int LongestText = 300, MostOfOne = 200;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid TeammateId { get; set; }
    public Guid CaseId { get; set; }
    public Guid PersonId { get; set; }
    public string? Text { get; set; }
    public DateTime At { get; set; }
    public DateTime MadeAt { get; set; }
}
