using Kith.Channels;
using Microsoft.AspNetCore.DataProtection;

namespace Kith.Connections;

/// <summary>Files lent to the other side for a while: an address that names one file, sealed, and ends.</summary>
public sealed class LentFiles(IDataProtectionProvider protection, PublicAddress address)
{
    static readonly TimeSpan time = TimeSpan.FromDays(3);

    readonly ITimeLimitedDataProtector seal = protection.CreateProtector("lent file").ToTimeLimitedDataProtector();

    public DraftAttachment Lend(Guid workspace, AttachedFile file) =>
        new(file.Name, file.Type, file.Size, $"{address.Base}/files/{seal.Protect($"{workspace:N}|{file.Hash}", time)}/{Uri.EscapeDataString(file.Name)}");

    /// <summary>Which file of which workspace, or null when the address was never ours or has ended.</summary>
    public (Guid Workspace, string Hash)? Read(string token)
    {
        try
        {
            var parts = seal.Unprotect(token).Split('|');
            return (Guid.Parse(parts[0]), parts[1]);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
