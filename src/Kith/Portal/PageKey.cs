namespace Kith.Portal;

/// <summary>
/// What opens a person's own page: sent to one address of theirs, good for a month, ended at any time. Only the hash of its token is kept. Whose page
/// it opens hangs from the address: when that comes to belong to somebody else, or to several, it opens nothing any more.
/// </summary>
public sealed class PageKey : IOfWorkspace
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required byte[] TokenHash { get; set; }
    /// <summary>To which address it was sent: what is written on the page comes from there.</summary>
    public Guid HandleId { get; set; }
    /// <summary>By which connection it was sent: what is written on the page arrives there, so that it is answered there.</summary>
    public Guid ConnectionId { get; set; }
    /// <summary>Whose address it was that day.</summary>
    public Guid PersonId { get; set; }
    public Guid By { get; set; }
    public DateTime At { get; set; }
    public DateTime ExpiresAt { get; set; }
    public DateTime? RevokedAt { get; set; }

    /// <summary>The token names its workspace and holds 256 random bits; it is told once, to whoever sends it.</summary>
    public static (PageKey Key, string Token) For(Handle handle, Guid connection, Teammate by, DateTime at)
    {
        var token = RecognizeCaller.NewSecret(handle.WorkspaceId);
        var key = new PageKey
        {
            WorkspaceId = handle.WorkspaceId,
            Id = Ids.New(at),
            TokenHash = RecognizeCaller.Hash(token),
            HandleId = handle.Id,
            ConnectionId = connection,
            PersonId = handle.PersonId,
            By = by.Id,
            At = at,
            ExpiresAt = at + Life,
        };
        return (key, token);
    }
}
