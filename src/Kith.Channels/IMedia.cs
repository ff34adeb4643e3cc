namespace Kith.Channels;

/// <summary>Says how to fetch a file. The host downloads it, guarded: no private addresses, a limit of size and time, no way off https.</summary>
public interface IMedia
{
    /// <summary>
    /// The request for this file, or null when the reference is not one this connection may follow. Credentials go only to the
    /// platform's own hosts.
    /// </summary>
    WireRequest? Fetch(MediaRef media, Account account);

    /// <summary>
    /// The request that brings the file itself, where the answer to <see cref="Fetch"/> only tells where it lies; null when that answer is the file.
    /// </summary>
    WireRequest? Follow(WireAnswer told, Account account) => null;

    /// <summary>The answer to <see cref="Fetch"/> never is the file: where <see cref="Follow"/> finds no way on, there is none.</summary>
    bool AlwaysTellsFirst => false;
}
