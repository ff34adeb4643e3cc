namespace Kith.Channels;

/// <summary>Reads facts out of what was kept.</summary>
public interface IReadFacts
{
    /// <summary>
    /// Adds every fact in it to <paramref name="facts"/>, in their order. Total: whatever is not known becomes an
    /// <see cref="Unrecognised"/>, nothing is thrown. Pure: read again it gives the same facts under the same keys.
    /// </summary>
    void Read(in Kept kept, Account account, ICollection<Fact> facts);
}
