namespace Kith.Departments;

/// <summary>A place of the organisation, with an address, people in charge and, where it chose a calendar, hours of its own.</summary>
public sealed class Branch : IOfWorkspace
{
    public const int LongestName = 80, LongestAddress = 300, MostInCharge = 50;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public string? Address { get; set; }
    /// <summary>Null for the hours of whichever department has the case.</summary>
    public Guid? CalendarId { get; set; }
    /// <summary>Teammates, in the order in which they answer for it.</summary>
    public List<Guid> InCharge { get; set; } = [];
    public DateTime CreatedAt { get; set; }
}
