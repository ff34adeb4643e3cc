using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Kith.Outreach;

/// <summary>
/// The link by which one says no to offers, sealed under the keys of this installation: it names the workspace, the address and the channel
/// and shows none of them, nobody else can make one, and it works as long as those keys are kept.
/// </summary>
sealed class StopLinks(IDataProtectionProvider protection, PublicAddress address)
{
    const int IdLength = 16;

    readonly IDataProtector seal = protection.CreateProtector("no more offers");

    public string UrlFor(Guid workspace, Guid handle, string channel) => $"{address.Base}/me/stop/{TokenFor(workspace, handle, channel)}";

    /// <summary>What a token names; null when it was never ours.</summary>
    public StopLink? Read(string token)
    {
        try
        {
            var said = seal.Unprotect(Base64Url.DecodeFromChars(token));
            return new(new Guid(said.AsSpan(0, IdLength), bigEndian: true), new Guid(said.AsSpan(IdLength, IdLength), bigEndian: true), Encoding.UTF8.GetString(said.AsSpan(2 * IdLength)));
        }
        catch (Exception forged) when (forged is CryptographicException or FormatException)
        {
            return null;
        }
    }

    string TokenFor(Guid workspace, Guid handle, string channel) =>
        Base64Url.EncodeToString(seal.Protect([.. workspace.ToByteArray(bigEndian: true), .. handle.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(channel)]));
}

/// <summary>Whose offers, at which address, on which channel.</summary>
sealed record StopLink(Guid Workspace, Guid Handle, string Channel);
