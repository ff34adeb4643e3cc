using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;

namespace Kith.Team;

/// <summary>GET, POST and DELETE /api/me/passkeys: the fingerprints, faces and security keys by which I sign in.</summary>
static class Passkeys
{
    const int Most = 20;

    public static void AddPasskeys(this IServiceCollection services)
    {
        services.AddSingleton<PasskeyCeremonies>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddIdentityCore<Account>(options =>
        {
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            options.User.AllowedUserNameCharacters = "";
        }).AddEntityFrameworkStores<KithDb>();
        services.Configure<IdentityPasskeyOptions>(options => (options.UserVerificationRequirement, options.ResidentKeyRequirement) = ("required", "required"));
    }

    public static void MapPasskeys(this RouteGroupBuilder api)
    {
        api.MapGet("/me/passkeys", ListAsync).Allow(Role.Viewer);
        api.MapPost("/me/passkeys/options", AskAsync).Allow(Role.Viewer).InBrowserOnly().WithMetadata(new SaysSecret());
        api.MapPost("/me/passkeys", AddAsync).Allow(Role.Viewer).InBrowserOnly();
        api.MapDelete("/me/passkeys/{id}", RemoveAsync).Allow(Role.Viewer).InBrowserOnly();
    }

    static async Task<Page<PasskeyRow>> ListAsync(Teammate me, UserManager<Account> accounts) =>
        new([.. (await accounts.GetPasskeysAsync(await AccountAsync(me, accounts))).OrderBy(p => p.CreatedAt).Select(PasskeyRow.Of)], null);

    static async Task<JsonElement> AskAsync(HttpContext http, Teammate me, IPasskeyHandler<Account> passkeys, PasskeyCeremonies ceremonies)
    {
        var made = await passkeys.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = me.AccountId.ToString(), Name = me.Email, DisplayName = me.Name }, http);
        ceremonies.Begin(made.CreationOptionsJson, made.AttestationState, me.AccountId);
        return JsonSerializer.Deserialize<JsonElement>(made.CreationOptionsJson);
    }

    static async Task<Created<PasskeyRow>> AddAsync(
        NewPasskey asked, HttpContext http, Teammate me, Desk desk, Work work, UserManager<Account> accounts, IPasskeyHandler<Account> passkeys, PasskeyCeremonies ceremonies, TimeProvider clock, CancellationToken stop)
    {
        var credential = asked.Credential?.GetRawText() ?? "";
        var state = ceremonies.Take(credential, me.AccountId);
        var made = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = state });
        if (!made.Succeeded) throw Refusal.Field("credential", "This passkey was not accepted. Please try again.");

        var account = await AccountAsync(me, accounts);
        if ((await accounts.GetPasskeysAsync(account)).Count >= Most) throw new Refusal("too_many", $"There are {Most} passkeys already. Remove one first.");
        made.Passkey.Name = WorkspaceDoors.Name("name", asked.Name);
        (await accounts.AddOrUpdatePasskeyAsync(account, made.Passkey)).OrThrow();
        work.Note("passkey added", $"teammate {me.Id}");
        await SessionCookie.RenewAsync(http, work.Db, me, desk.Caller!.SessionId, clock.GetUtcNow().UtcDateTime, stop);
        return TypedResults.Created((string?)null, PasskeyRow.Of(made.Passkey));
    }

    static async Task<NoContent> RemoveAsync(string id, HttpContext http, Teammate me, Desk desk, Work work, UserManager<Account> accounts, TimeProvider clock, CancellationToken stop)
    {
        var account = await AccountAsync(me, accounts);
        var passkey = (await accounts.GetPasskeysAsync(account)).SingleOrDefault(p => PasskeyRow.Of(p).Id == id) ?? throw Refusal.NotFound();
        (await accounts.RemovePasskeyAsync(account, passkey.CredentialId)).OrThrow();
        work.Note("passkey removed", $"teammate {me.Id}");
        await SessionCookie.RenewAsync(http, work.Db, me, desk.Caller!.SessionId, clock.GetUtcNow().UtcDateTime, stop);
        return TypedResults.NoContent();
    }

    public static void OrThrow(this IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(result.ToString());
    }

    static async Task<Account> AccountAsync(Teammate me, UserManager<Account> accounts) =>
        await accounts.FindByIdAsync(me.AccountId.ToString()) ?? throw Refusal.NotFound();
}

public sealed record NewPasskey(string? Name, JsonElement? Credential);

[WireName("Passkey")]
public sealed record PasskeyRow(string Id, string Name, DateTime CreatedAt)
{
    public static PasskeyRow Of(UserPasskeyInfo p) => new(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "Passkey", p.CreatedAt.UtcDateTime);
}
