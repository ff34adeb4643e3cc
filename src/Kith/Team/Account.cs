using Microsoft.AspNetCore.Identity;

namespace Kith.Team;

/// <summary>Who signs in: password, second factor, passkeys. A teammate is an account's place in one workspace.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>
    /// An account belongs to one workspace, though its table does not: were it shared, an invitation would tell whether a stranger's
    /// email works somewhere else, and a password set here would open the door there.
    /// </summary>
    public static Account For(Guid workspace, string email, DateTime now)
    {
        var name = $"{workspace:N}/{email}";
        return new()
        {
            Id = Ids.New(now),
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
    }
}
