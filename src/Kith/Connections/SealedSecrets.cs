using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Kith.Connections;

/// <summary>
/// The secrets of a connection as one sealed text. Each connection has a purpose of its own, so that a sealed text copied into another
/// row, or another workspace's, opens nothing.
/// </summary>
public sealed class SealedSecrets(IDataProtectionProvider protection)
{
    public string? Seal(Guid workspace, Guid connection, IReadOnlyDictionary<string, string> secrets) =>
        secrets.Count == 0 ? null : Of(workspace, connection).Protect(JsonSerializer.Serialize(secrets));

    /// <summary>The secrets, or null when this machine does not have the key they were sealed with.</summary>
    public Dictionary<string, string>? Open(Guid workspace, Guid connection, string? sealedText)
    {
        if (sealedText is null) return [];
        try { return JsonSerializer.Deserialize<Dictionary<string, string>>(Of(workspace, connection).Unprotect(sealedText)); }
        catch (Exception broken) when (broken is CryptographicException or JsonException or FormatException) { return null; }
    }

    IDataProtector Of(Guid workspace, Guid connection) => protection.CreateProtector("connection", workspace.ToString("N"), connection.ToString("N"));
}
