using System.Text.Json.Nodes;
using Kith.Channels;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Connections;

/// <summary>
/// POST, PATCH and DELETE /api/connections. They open their own unit of work: an answer that shows a secret we made must not be kept to
/// be repeated, and the book is up to date before the answer goes out.
/// </summary>
static class ChangeConnection
{
    const int LongestName = 100, LargestBody = 64 * 1024;

    public static void MapChangeConnection(this RouteGroupBuilder connections)
    {
        var own = connections.MapGroup("").WithMetadata(new OwnDesk(), new RequestSizeLimitAttribute(LargestBody));
        own.MapPost("", MakeAsync).Allow(Role.Admin);
        own.MapPatch("/{id:guid}", ChangeAsync).Allow(Role.Admin);
        own.MapDelete("/{id:guid}", RemoveAsync).Allow(Role.Admin);
    }

    static async Task<Created<ConnectionRow>> MakeAsync(NewConnection body, Change change, CancellationToken stop)
    {
        var row = await change.MakeAsync(body, stop);
        return TypedResults.Created($"/api/connections/{row.Id}", row);
    }

    static Task<ConnectionRow> ChangeAsync(Guid id, ChangedConnection body, Change change, CancellationToken stop) => change.ChangeAsync(id, body, stop);

    static async Task<NoContent> RemoveAsync(Guid id, Change change, CancellationToken stop)
    {
        await change.RemoveAsync(id, stop);
        return TypedResults.NoContent();
    }

    /// <summary>One change of one connection.</summary>
    public sealed class Change(
        Desk desk, Store store, ChannelRegistry channels, ConnectionBook book, SealedSecrets secrets, OutboundGuard guard, ShowConnection show, TimeProvider clock)
    {
        public async Task<ConnectionRow> MakeAsync(NewConnection body, CancellationToken stop)
        {
            var channel = channels.Find(body.Channel ?? "") ?? throw Refusal.Field("channel", "There is no such channel.");
            await using var work = await WriteAsync("POST /api/connections", stop);
            var now = clock.GetUtcNow().UtcDateTime;
            var row = new Connection { WorkspaceId = work.WorkspaceId, Id = Ids.New(now), Channel = channel.Id, Name = await NameAsync(work.Db, null, body.Name, stop), CreatedAt = now };
            body.Price?.PutOn(row);
            var form = Fill(row, channel, [], body.Settings ?? [], []);
            Switch(row, channel, body.Enabled ?? true);
            work.Db.Add(row);
            return await KeepAsync(work, row, form, stop);
        }

        public async Task<ConnectionRow> ChangeAsync(Guid id, ChangedConnection body, CancellationToken stop)
        {
            await using var work = await WriteAsync("PATCH /api/connections/{id}", stop);
            var row = await work.Db.ConnectionAsync(id, stop) ?? throw Refusal.NotFound();
            var channel = channels.Find(row.Channel) ?? throw new Refusal("not_installed", "The channel of this connection is not installed.");
            if (body.Name is not null) row.Name = await NameAsync(work.Db, id, body.Name, stop);
            body.Price?.PutOn(row);
            var kept = secrets.Open(row.WorkspaceId, id, row.Secrets) ?? [];
            var before = book.SignInOf(row);
            var form = Fill(row, channel, kept, body.Settings ?? [], body.Make ?? []);
            await ChangeSignInAsync(work.Db, row, before, body.Settings ?? [], stop);
            Switch(row, channel, body.Enabled ?? row.Enabled);
            if (body.Settings is not null || body.Make is not null) await WakeConnection.WakeAsync(work.Db, row, clock.GetUtcNow().UtcDateTime, stop);
            row.Version++;
            return await KeepAsync(work, row, form, stop);
        }

        public async Task RemoveAsync(Guid id, CancellationToken stop)
        {
            await using var work = await WriteAsync("DELETE /api/connections/{id}", stop);
            work.Db.Remove(await work.Db.ConnectionAsync(id, stop) ?? throw Refusal.NotFound());
            try { await work.CommitAsync(stop); }
            catch (DbUpdateException) { throw new Refusal("in_use", "Messages came or went on this connection; switch it off instead."); }
            await book.SettledAsync();
        }

        Task<Work> WriteAsync(string action, CancellationToken stop) =>
            store.WriteAsync(desk.Caller!.WorkspaceId, new Actor(AuthorKind.Teammate, desk.Caller.TeammateId), action, stop);

        SettingsForm Fill(Connection row, IChannel channel, Dictionary<string, string> kept, Dictionary<string, string?> given, List<string> make)
        {
            var form = new SettingsForm(channel, guard);
            var (plain, hidden) = form.Fill(row.Settings, kept, given, make);
            (row.Settings, row.Secrets) = (plain, secrets.Seal(row.WorkspaceId, row.Id, hidden));
            row.Address = channel.AddressOf(book.AccountOf(row, hidden));
            return form;
        }

        /// <summary>What a provider gave was given for one account, one place and these servers; for others somebody signs in anew.</summary>
        async Task ChangeSignInAsync(KithDb db, Connection row, SignInPlan? before, Dictionary<string, string?> given, CancellationToken stop)
        {
            var after = book.SignInOf(row);
            if (after is { ClientSecret.Length: > 0 } && PlaceOf(after) != PlaceOf(before) && (!given.TryGetValue(ISignIn.ClientSecret, out var typed) || typed == SettingsForm.Set))
                throw Refusal.Field($"settings.{ISignIn.ClientSecret}", "It would be shown to another server than before: type it in again.");
            if (after?.Bound != before?.Bound && await db.MailboxSignIns.SingleOrDefaultAsync(s => s.ConnectionId == row.Id, stop) is { } kept) db.Remove(kept);
        }

        static string PlaceOf(SignInPlan? plan) => Uri.TryCreate(plan?.TokenUrl, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : "";

        /// <summary>What the channel objects to is no reason not to keep a draft, but it is never switched on like that.</summary>
        void Switch(Connection row, IChannel channel, bool on)
        {
            row.Enabled = on;
            if (!on || channel is not ISetup setup) return;

            var account = book.AccountOf(row, secrets.Open(row.WorkspaceId, row.Id, row.Secrets) ?? []);
            var wrong = setup.Review(account).Where(finding => !finding.Ok).ToList();
            if (wrong.Count > 0)
                throw new Refusal("invalid", wrong[0].Words, StatusCodes.Status400BadRequest)
                {
                    Fields = wrong.GroupBy(finding => finding.Field is null ? "settings" : $"settings.{finding.Field}").ToDictionary(g => g.Key, g => g.Select(f => f.Words).ToArray()),
                };
        }

        async Task<ConnectionRow> KeepAsync(Work work, Connection row, SettingsForm form, CancellationToken stop)
        {
            await work.CommitAsync(stop);
            await book.SettledAsync();
            await using var read = await store.ReadAsync(row.WorkspaceId, stop);
            return (await show.ShowAsync(read.Db, [row], desk.Caller!, stop))[0] with { Made = form.Made };
        }

        static async Task<string> NameAsync(KithDb db, Guid? id, string? name, CancellationToken stop)
        {
            var line = Written.RequiredLine(name, "name", LongestName);
            return await db.Connections.AnyAsync(c => c.Name == line && c.Id != id, stop)
                ? throw new Refusal("name_taken", "Another connection has this name.") : line;
        }
    }
}

public sealed record NewConnection(string? Name, string? Channel, Dictionary<string, string?>? Settings, bool? Enabled, ConnectionPrice? Price);

/// <param name="Make">Keys of secrets to be made anew.</param>
public sealed record ChangedConnection(string? Name, Dictionary<string, string?>? Settings, bool? Enabled, List<string>? Make, ConnectionPrice? Price);
