using Kith.Channels;

namespace Kith.Calls;

/// <summary>The caller pressed the one key: the link is on its way before they have put the phone back into their pocket.</summary>
sealed class SendAskedLink(Store store, ConnectionBook book, ChannelRegistry channels, PublicAddress address, TimeProvider clock, ILogger<SendAskedLink> log) : CallNews(store, log)
{
    static readonly TimeSpan tooOld = TimeSpan.FromHours(1);

    protected override bool Concerns(MomentKind kind, Direction direction, string? step) => step == "linkAsked" && direction == Direction.In;

    protected override async Task DoAsync(Guid workspace, Guid moment, bool isFromBefore, CancellationToken stop)
    {
        await using var work = await Store.WriteAsync(workspace, Actor.System, "send the link that a caller asked for", stop);
        var (db, key) = (work.Db, $"link:{moment:N}");
        if (await db.Moments.SingleOrDefaultAsync(m => m.Id == moment, stop) is not { } asked || clock.Now - asked.RecordedAt > tooOld || await db.Moments.AnyAsync(m => m.PersonId == asked.PersonId && m.OutsideKey == key, stop)) return;

        var chat = await db.Connections.AsNoTracking().Where(c => c.Enabled && c.Channel == VisitorDesk.Channel).OrderBy(c => c.Name).FirstOrDefaultAsync(stop);
        if (chat is null) return;

        await SendChatLink.SendAsync(db, await PersonGroup.FindAsync(db, asked.PersonId, stop), asked, chat, channels, key, Actor.System, new Reply(db, book, clock), address, stop);
        await work.CommitAsync(stop);
    }
}
