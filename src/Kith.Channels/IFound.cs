namespace Kith.Channels;

/// <summary>Where people find a connection of ours, as they see it: what they dial, write to or look for.</summary>
public interface IFound
{
    /// <summary>The places, in the order of the surfaces; none while the settings do not say enough.</summary>
    IReadOnlyList<PublicPlace> Found(Account account);
}

/// <summary>One place that can be printed on a card.</summary>
/// <param name="Surface">Where what is said there is recorded.</param>
/// <param name="Shown">As people read it: a number, an address, a name.</param>
/// <param name="Url">What opens it; null where nothing does.</param>
public sealed record PublicPlace(string Surface, string Shown, string? Url = null);
