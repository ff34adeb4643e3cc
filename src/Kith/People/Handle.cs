namespace Kith.People;

/// <summary>Where a person has really been reached or heard on one kind of channel, in canonical form.</summary>
public sealed class Handle : IOfWorkspace
{
    /// <summary>The problem of an address from which somebody complained of our mail.</summary>
    public const string Complained = "complained";

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    /// <summary>phone, email, chat, or a platform's name.</summary>
    public required string Kind { get; set; }
    /// <summary>The page, app or instance outside of which a platform's id means nothing; empty for phones and mail.</summary>
    public string Scope { get; set; } = "";
    public required string Value { get; set; }
    public Guid PersonId { get; set; }
    public Strength Strength { get; set; }
    /// <summary>A family phone, a switchboard: a shared handle never joins people.</summary>
    public bool Shared { get; set; }
    public DateTime FirstSeen { get; set; }
    public DateTime LastSeen { get; set; }
    public string? Problem { get; set; }
    /// <summary>When the person said STOP here; nothing is sent to this handle until START.</summary>
    public DateTime? StoppedAt { get; set; }
    public Block Block { get; set; }

    /// <summary>When they last said something here; null when we have only written to them.</summary>
    public DateTime? LastHeard => LastSeen == DateTime.UnixEpoch ? null : LastSeen;

    /// <summary>Where somebody was reached and has said nothing yet: no window is open for having heard them.</summary>
    internal static Handle Reached(Guid workspace, HandleName name, Guid person, DateTime at) => new()
    {
        WorkspaceId = workspace,
        Id = Ids.New(at),
        Kind = name.Kind,
        Scope = name.Scope,
        Value = name.Value,
        PersonId = person,
        Strength = Strength.Seen,
        FirstSeen = at,
        LastSeen = DateTime.UnixEpoch,
    };
}

public enum Strength { Seen, Verified }
