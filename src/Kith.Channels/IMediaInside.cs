namespace Kith.Channels;

/// <summary>Takes files out of what was kept, where they came inside it. The host stores them; nothing is fetched.</summary>
public interface IMediaInside
{
    /// <summary>The bytes of this file; null when there is no such one. Pure and total.</summary>
    ReadOnlyMemory<byte>? Open(in Kept kept, MediaRef media);
}
