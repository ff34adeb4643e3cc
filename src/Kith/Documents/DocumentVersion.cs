namespace Kith.Documents;

/// <summary>A file that a document was or is, and the words that go with it. The file never changes.</summary>
public sealed class DocumentVersion : IOfWorkspace
{
    public const int LongestSubject = 200, LongestText = 10_000;

    public Guid WorkspaceId { get; set; }
    public Guid DocumentId { get; set; }
    public long Number { get; set; }
    public required string Hash { get; set; }
    public required string FileName { get; set; }
    public long Size { get; set; }
    public required string Type { get; set; }
    /// <summary>What a mail with it is about, with fields.</summary>
    public string? Subject { get; set; }
    /// <summary>What is said with it, with fields.</summary>
    public string? Text { get; set; }
    public Guid MadeBy { get; set; }
    public DateTime MadeAt { get; set; }

    public AttachedFile As(Document document) => new(Hash, FileName, Type, Size) { Document = new(document.Id, document.Name, Number) };
}
