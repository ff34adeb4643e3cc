using System.Security.Cryptography;
using System.Text.Json;
using Kith.Channels;
using Microsoft.AspNetCore.DataProtection;

namespace Kith.Portal;

/// <summary>
/// What somebody writes on their own page goes the way of everything that arrives: kept on disk first, then read in its order, as words that came
/// from the address the link went to. It is sealed on the way, so that nothing from outside can pass for it.
/// </summary>
sealed class WrittenOnPage(IDataProtectionProvider protection, IntakeWriter intake, ConnectionBook book, TimeProvider clock)
{
    const string Head = "written on their own page";

    readonly IDataProtector seal = protection.CreateProtector(Head);

    /// <summary>True once it is on disk.</summary>
    public async Task<bool> KeepAsync(PageOpened page, string text, CancellationToken stop)
    {
        if (book.Get(page.Key.ConnectionId) is not { } connection) return false;

        var last = await page.Db.Deliveries.Where(d => d.HandleId == page.Handle.Id && d.ConnectionId == connection.Id)
            .Join(page.Db.Moments, d => d.MomentId, m => m.Id, (_, m) => new { m.At, m.Id, m.ThreadKey, m.Surface }).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).FirstOrDefaultAsync(stop);
        var surface = connection.SurfaceOf(last?.Surface) ?? connection.Channel.Surfaces.FirstOrDefault(one => one.HandleKind == page.Handle.Kind && one.Visibility == Channels.Visibility.Private);
        if (surface is null || surface.Visibility == Channels.Visibility.Public) return false;

        var id = Ids.New(clock);
        var written = new Written(id, surface.Id, last?.ThreadKey ?? page.Handle.Value, page.Handle.Kind, page.Handle.Scope, page.Handle.Value, text);
        var body = seal.Protect(JsonSerializer.SerializeToUtf8Bytes(written));
        return await intake.KeepAsync(new Arrival(connection.WorkspaceId, connection.Id, $"own-page:{id:N}", Head, body, Inbound.Micro(clock.GetUtcNow().UtcDateTime)));
    }

    /// <summary>What was written, where an arrival is of this kind; null where it came from outside, whatever it says of itself.</summary>
    public MessageReceived? Read(Arrival arrival)
    {
        if (arrival.Head != Head) return null;

        try
        {
            var written = JsonSerializer.Deserialize<Written>(seal.Unprotect(arrival.Body))!;
            return new($"page:{written.Id:N}", written.Surface, null, written.Thread, new HandleRef(written.Kind, written.Scope, written.Value, IdentityStrength.SelfClaimed), written.Text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    sealed record Written(Guid Id, string Surface, string Thread, string Kind, string Scope, string Value, string Text);
}
