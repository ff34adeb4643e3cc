namespace Kith.Documents;

/// <summary>Something we send often: the policy, the price list, the form. What is sent is a version of it.</summary>
public sealed class Document : IOfWorkspace
{
    public const int LongestName = 120, LongestDescription = 500;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public string Description { get; set; } = "";
    /// <summary>What it is found by: the words of its name and description, folded, each behind a space.</summary>
    public string Words { get; set; } = "";
    public string? Language { get; set; }
    /// <summary>Whose it is; nobody's in particular when empty.</summary>
    public Guid? DepartmentId { get; set; }
    /// <summary>The number of the version that is sent now.</summary>
    public long Version { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime? ArchivedAt { get; set; }
    /// <summary>For one person's eyes: it leaves only to an address that was proved.</summary>
    public bool IsPersonal { get; set; }

    public void Describe(string name, string description)
    {
        (Name, Description) = (name, description);
        Words = string.Concat(FoldedWords.In($"{name}\n{description}").Select(word => $" {word.Word}").Distinct());
    }

    public DocumentVersion Next(AttachedFile file, string? subject, string? text, Guid by, DateTime at) => new()
    {
        WorkspaceId = WorkspaceId,
        DocumentId = Id,
        Number = ++Version,
        Hash = file.Hash,
        FileName = file.Name,
        Size = file.Size,
        Type = file.Type,
        Subject = subject,
        Text = text,
        MadeBy = by,
        MadeAt = at,
    };

    /// <summary>Archiving what is archived changes nothing.</summary>
    public void Archive(DateTime at) => ArchivedAt ??= at;

    public void TakeUp() => ArchivedAt = null;
}
