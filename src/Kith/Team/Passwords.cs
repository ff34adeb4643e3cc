using Microsoft.AspNetCore.Identity;

namespace Kith.Team;

/// <summary>Passwords are judged by length, hashed by Identity, and compared in the same time whether the account exists or not.</summary>
sealed class Passwords(IPasswordHasher<Account> hasher)
{
    const int Shortest = 10, Longest = 200;
    static readonly Account nobody = new();

    readonly string decoy = hasher.HashPassword(nobody, Guid.NewGuid().ToString());

    public string Hash(Account account, string password) => hasher.HashPassword(account, password);

    public bool Fit(string? kept, string password)
    {
        if (password.Length > Longest) return false;
        var same = hasher.VerifyHashedPassword(nobody, kept ?? decoy, password) != PasswordVerificationResult.Failed;
        return kept is not null && same;
    }

    public static string Read(string field, string? said, string email)
    {
        if (said is null or { Length: < Shortest or > Longest }) throw Refusal.Field(field, $"A password has at least {Shortest} characters.");
        if (said.Distinct().Count() < 4 || said.Equals(email, StringComparison.OrdinalIgnoreCase)) throw Refusal.Field(field, "This password is too easy to guess.");
        return said;
    }
}
