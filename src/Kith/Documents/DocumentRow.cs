namespace Kith.Documents;

/// <summary>A document with the version that is sent now.</summary>
/// <param name="Version">The number of that version.</param>
/// <param name="Subject">What a mail with it is about; may hold fields.</param>
/// <param name="Text">What is said with it; may hold fields.</param>
/// <param name="IsPersonal">It leaves only to an address that was proved.</param>
/// <param name="MayKeep">Whether who asks may change it.</param>
public sealed record DocumentRow(
    Guid Id, string Name, string Description, string? Language, Guid? DepartmentId, long Version, AttachmentRef File, string? Subject, string? Text,
    string MadeBy, DateTime MadeAt, DateTime? ArchivedAt, bool MayKeep, bool IsPersonal);

/// <summary>What a document was or is.</summary>
public sealed record DocumentVersionRow(long Number, AttachmentRef File, string? Subject, string? Text, string MadeBy, DateTime MadeAt);
