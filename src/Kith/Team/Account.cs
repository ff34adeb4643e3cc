using Microsoft.AspNetCore.Identity;

namespace Kith.Team;

/// <summary>Who signs in: password, second factor, passkeys. A teammate is an account's place in one workspace.</summary>
public sealed class Account : IdentityUser<Guid>;
