using System.Globalization;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Kith.Team;

/// <summary>
/// An account's authenticator app and its recovery codes. The secret is kept encrypted, the codes as hashes. Every code works once:
/// the step it belongs to is taken by comparing and setting, so that of two browsers with the same code one is refused.
/// </summary>
sealed class SecondFactor(IDataProtectionProvider keys)
{
    const string Provider = "kith", Secret = "totp", Pending = "totp pending", Used = "totp used", Recovery = "recovery";
    const int RecoveryCodes = 10;
    readonly IDataProtector secrets = keys.CreateProtector("kith second factor");

    public static Expression<Func<IdentityUserToken<Guid>, bool>> IsSecret { get; } = row => row.LoginProvider == Provider && row.Name == Secret;

    public static async Task<Totp> ShowAsync(KithDb db, Guid account, CancellationToken stop) => new(
        await ReadAsync(db, account, Secret, stop) is not null,
        await ReadAsync(db, account, Recovery, stop) is { Length: > 0 } codes ? codes.Split(' ').Length : 0);

    /// <summary>A new secret waits until its first code proves that an app holds it.</summary>
    public async Task<string> ProposeAsync(KithDb db, Guid account, CancellationToken stop)
    {
        var secret = TotpCode.NewSecret();
        await KeepAsync(db, account, Pending, secrets.Protect(secret), stop);
        return secret;
    }

    /// <summary>The recovery codes, if <paramref name="code"/> is of the waiting secret; null if it is not.</summary>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(KithDb db, Guid account, string code, DateTime now, CancellationToken stop)
    {
        if (await ReadAsync(db, account, Pending, stop) is not { } waiting) return null;
        if (TotpCode.Step(secrets.Unprotect(waiting), code.Trim(), now, used: -1) is not { } step) return null;

        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => NewRecoveryCode()).ToList();
        await KeepAsync(db, account, Secret, waiting, stop);
        await KeepAsync(db, account, Used, step.ToString(CultureInfo.InvariantCulture), stop);
        await KeepAsync(db, account, Recovery, string.Join(' ', codes.Select(HashOf)), stop);
        await db.UserTokens.Where(t => t.UserId == account && t.LoginProvider == Provider && t.Name == Pending).ExecuteDeleteAsync(stop);
        return codes;
    }

    public static Task RemoveAsync(KithDb db, Guid account, CancellationToken stop) =>
        db.UserTokens.Where(t => t.UserId == account && t.LoginProvider == Provider).ExecuteDeleteAsync(stop);

    /// <summary>Takes a code of the app, or else a recovery code; false if it is neither or was taken before.</summary>
    public async Task<bool> UseAsync(KithDb db, Guid account, string code, DateTime now, CancellationToken stop) =>
        await UseCodeAsync(db, account, code.Trim(), now, stop) || await UseRecoveryAsync(db, account, code, stop);

    async Task<bool> UseCodeAsync(KithDb db, Guid account, string code, DateTime now, CancellationToken stop)
    {
        var kept = await ReadAsync(db, account, Secret, stop);
        var used = await ReadAsync(db, account, Used, stop);
        if (kept is null || used is null) return false;

        var step = TotpCode.Step(secrets.Unprotect(kept), code, now, long.Parse(used, CultureInfo.InvariantCulture));
        return step is not null && await SwapAsync(db, account, Used, used, step.Value.ToString(CultureInfo.InvariantCulture), stop);
    }

    static async Task<bool> UseRecoveryAsync(KithDb db, Guid account, string code, CancellationToken stop)
    {
        if (await ReadAsync(db, account, Recovery, stop) is not { } kept) return false;

        var hash = HashOf(code);
        var left = kept.Split(' ');
        return left.Contains(hash) && await SwapAsync(db, account, Recovery, kept, string.Join(' ', left.Where(one => one != hash)), stop);
    }

    static string NewRecoveryCode()
    {
        var letters = Base32.Write(RandomNumberGenerator.GetBytes(10)).ToLowerInvariant();
        return $"{letters[..4]}-{letters[4..8]}-{letters[8..12]}-{letters[12..]}";
    }

    // Eighty random bits need no slow hash.
    static string HashOf(string code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant())));

    static Task<string?> ReadAsync(KithDb db, Guid account, string name, CancellationToken stop) =>
        db.UserTokens.Where(t => t.UserId == account && t.LoginProvider == Provider && t.Name == name).Select(t => t.Value).SingleOrDefaultAsync(stop);

    static async Task<bool> SwapAsync(KithDb db, Guid account, string name, string from, string to, CancellationToken stop) =>
        await db.UserTokens.Where(t => t.UserId == account && t.LoginProvider == Provider && t.Name == name && t.Value == from)
            .ExecuteUpdateAsync(row => row.SetProperty(t => t.Value, to), stop) == 1;

    static async Task KeepAsync(KithDb db, Guid account, string name, string value, CancellationToken stop)
    {
        if (await db.UserTokens.SingleOrDefaultAsync(t => t.UserId == account && t.LoginProvider == Provider && t.Name == name, stop) is { } row) row.Value = value;
        else db.UserTokens.Add(new IdentityUserToken<Guid> { UserId = account, LoginProvider = Provider, Name = name, Value = value });
    }
}

public sealed record Totp(bool Enabled, int RecoveryCodesLeft);
