using System.Text.Json.Nodes;

namespace Kith.Departments;

/// <summary>Who is in charge of a kind of case. Its open cases are its queue.</summary>
public sealed class Department : IOfWorkspace
{
    public const int LongestName = 80, LongestSignature = 2_000, MostSignatures = 40;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public Guid? HeadId { get; set; }
    /// <summary>Cases that nothing sends elsewhere open here; exactly one department is the default.</summary>
    public bool IsDefault { get; set; }
    /// <summary>What stands below its mails, by language; the empty language is for everybody else. {name} and {department} are filled in.</summary>
    public JsonObject? Signatures { get; set; }
    public DateTime CreatedAt { get; set; }

    /// <summary>The signature for somebody who reads this language, filled in; null when there is none.</summary>
    public string? SignatureFor(string? language, string author)
    {
        var said = Signatures?[language ?? ""] ?? Signatures?[(language ?? "").Split('-')[0]] ?? Signatures?[""];
        return said?.ToString() is { Length: > 0 } text ? text.Replace("{name}", author, StringComparison.Ordinal).Replace("{department}", Name, StringComparison.Ordinal) : null;
    }
}

public sealed class DepartmentMember : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid DepartmentId { get; set; }
    public Guid TeammateId { get; set; }
}
