namespace Kith.Data;

/// <summary>A row that belongs to exactly one workspace: its key starts with it, every query is narrowed to it.</summary>
public interface IOfWorkspace
{
    Guid WorkspaceId { get; }
}
