namespace Kith.People;

/// <summary>An address or name somebody says is theirs. It never routes, never sends, never joins.</summary>
public sealed class Claim : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid PersonId { get; set; }
    public required string Kind { get; set; }
    public required string Value { get; set; }
    public string SaidWhere { get; set; } = "";
    public DateTime At { get; set; }

    public const string ByHandEnding = ", by hand", FromFileBeginning = "a file of people, ";

    public static string ByHand(Teammate teammate) => teammate.Name + ByHandEnding;

    public static string FromFile(PeopleImport import) => $"{FromFileBeginning}{import.At:yyyy-MM-dd HH:mm} ({import.Id})";

    public static Claim New(Person person, SaidAddress said, string where, DateTime now) => new()
    {
        WorkspaceId = person.WorkspaceId,
        Id = Ids.New(now),
        PersonId = person.Id,
        Kind = said.Kind,
        Value = said.Value,
        SaidWhere = where,
        At = now,
    };
}
