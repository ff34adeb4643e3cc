using System.Text.Json;
using Microsoft.AspNetCore.Identity;

namespace Kith.Team;

/// <summary>POST /api/sessions/passkey/options and /api/sessions/passkey. A passkey that knows its owner needs no code beside it.</summary>
static class SignInByPasskey
{
    public static void MapSignInByPasskey(this RouteGroupBuilder api)
    {
        api.MapPost("/sessions/passkey/options", AskAsync).ForStrangers("Gives a challenge, the same for everybody.");
        api.MapPost("/sessions/passkey", SignInAsync).ForStrangers("The signed challenge is the proof.");
    }

    static async Task<JsonElement> AskAsync(HttpContext http, Desk desk, Store store, FindWorkspace find, PasskeyCeremonies ceremonies, CancellationToken stop)
    {
        var workspace = await find.OfAsync(http.Request, stop) ?? throw Refusal.NotFound();
        await using var work = desk.Work = await store.ReadAsync(workspace.Id, stop);
        var made = await http.RequestServices.GetRequiredService<IPasskeyHandler<Account>>().MakeRequestOptionsAsync(null, http);
        ceremonies.Begin(made.RequestOptionsJson, made.AssertionState, null);
        desk.Work = null;
        return JsonSerializer.Deserialize<JsonElement>(made.RequestOptionsJson);
    }

    static async Task<SignInAnswer> SignInAsync(PasskeySaid asked, HttpContext http, Desk desk, Store store, FindWorkspace find, PasskeyCeremonies ceremonies, TimeProvider clock, CancellationToken stop)
    {
        var workspace = await find.OfAsync(http.Request, stop) ?? throw Refusal.NotFound();
        var credential = asked.Credential?.GetRawText() ?? "";
        var state = ceremonies.Take(credential, null);
        await using var work = desk.Work = await store.WriteAsync(workspace.Id, Actor.System, "POST /api/sessions/passkey", stop);
        var seen = await http.RequestServices.GetRequiredService<IPasskeyHandler<Account>>()
            .PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = state });
        if (!seen.Succeeded || await work.Db.Teammates.SingleOrDefaultAsync(t => t.AccountId == seen.User.Id && t.LeftAt == null, stop) is not { } teammate) throw PasskeyCeremonies.Refused();

        (await http.RequestServices.GetRequiredService<UserManager<Account>>().AddOrUpdatePasskeyAsync(seen.User, seen.Passkey)).OrThrow();
        var now = clock.GetUtcNow().UtcDateTime;
        await SignIn.EndBeforeAsync(http, work.Db, now, stop);
        SessionCookie.Begin(http, work.Db, teammate, now);
        await work.CommitAsync(stop);
        desk.Work = null;
        return SignInAnswer.Done;
    }
}

public sealed record PasskeySaid(JsonElement? Credential);
