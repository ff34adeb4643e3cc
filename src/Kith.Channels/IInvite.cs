namespace Kith.Channels;

/// <summary>A link that opens a conversation with us on the platform and carries a word of ours back, which comes as <see cref="MoveBrought"/>.</summary>
public interface IInvite
{
    /// <summary>The link; null when the settings do not say enough for one.</summary>
    /// <param name="account">The connection.</param>
    /// <param name="token">Up to 64 of the letters, digits, <c>-</c> and <c>_</c>.</param>
    string? LinkFor(Account account, string token);
}
