namespace Kith.Documents;

/// <summary>Which version of which document a file is, named as it was called on that day.</summary>
public sealed record SentDocument(Guid Id, string Name, long Version);
