namespace Kith.Channels;

/// <summary>Finds out what became of an unsure try, where the platform can be asked.</summary>
public interface ISettle
{
    /// <summary>The question.</summary>
    /// <param name="parcel">What was to leave.</param>
    /// <param name="attemptKey">The key of the try.</param>
    /// <param name="triedAt">When it was first tried.</param>
    /// <param name="account">The connection.</param>
    WireRequest Ask(Parcel parcel, string attemptKey, DateTimeOffset triedAt, Account account);

    /// <summary>What the answer means.</summary>
    /// <param name="answer">Their answer.</param>
    /// <param name="parcel">What was to leave.</param>
    /// <param name="triedAt">When it was first tried.</param>
    /// <param name="taken">Outside ids that already belong to another delivery: the same words sent twice on purpose are two messages.</param>
    Settlement Read(WireAnswer answer, Parcel parcel, DateTimeOffset triedAt, IReadOnlySet<string> taken);
}

/// <summary>What became of an unsure try.</summary>
public abstract record Settlement
{
    Settlement() { }

    /// <summary>It was taken.</summary>
    public sealed record Found(string OutsideId) : Settlement;

    /// <summary>It never arrived: sending again is safe.</summary>
    public sealed record Absent : Settlement;

    /// <summary>They cannot tell. A person decides.</summary>
    public sealed record CannotTell : Settlement;
}
