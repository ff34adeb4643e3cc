using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Kith.Conversations;

/// <summary>
/// Addresses of pictures in mail, sealed by us: one names a picture inside a mail, or one elsewhere that somebody asked to see. Nobody else
/// can make one, so the way out is not open to everybody's addresses.
/// </summary>
sealed class SealedPictures(IDataProtectionProvider protection)
{
    static readonly TimeSpan time = TimeSpan.FromHours(12);

    readonly ITimeLimitedDataProtector seal = protection.CreateProtector("picture of a mail").ToTimeLimitedDataProtector();

    public string Inline(Guid workspace, Guid moment, string cid) => AddressOf($"{workspace:N}\n{moment:N}\n{cid}");

    public string Remote(Guid workspace, Uri url) => AddressOf($"{workspace:N}\n\n{url.AbsoluteUri}");

    /// <summary>The picture this names in this workspace; null when it was never ours, is another's or has ended.</summary>
    public (Guid? Moment, string Name)? Read(Guid workspace, string token)
    {
        try
        {
            return seal.Unprotect(token).Split('\n', 3) is [var of, var moment, var name] && of == workspace.ToString("N")
                ? (moment.Length == 0 ? null : Guid.Parse(moment), name) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    string AddressOf(string said) => $"/api/mail-pictures/{seal.Protect(said, time)}";
}
