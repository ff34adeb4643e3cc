using System.Security.Cryptography;
using System.Text;

namespace Kith.Connections;

/// <summary>
/// Somebody was sent to a provider to sign in to a mailbox, and is expected back: once, soon, in the same session, and with the
/// connection as it was.
/// </summary>
public sealed class BegunSignIn : IOfWorkspace
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required byte[] StateHash { get; set; }
    public Guid ConnectionId { get; set; }
    public long ConnectionVersion { get; set; }
    public Guid TeammateId { get; set; }
    public Guid SessionId { get; set; }
    /// <summary>The verifier of PKCE, sealed: with it and the code tokens are had.</summary>
    public required string Secrets { get; set; }
    public DateTime ExpiresAt { get; set; }

    public static byte[] Hash(string state) => SHA256.HashData(Encoding.UTF8.GetBytes(state));
}
