using Kith.Channels;

namespace Kith.Calls;

/// <summary>The caller pressed the one key: the link is on its way before they have put the phone back into their pocket.</summary>
sealed class SendAskedLink(Store store, ConnectionBook book, ChannelRegistry channels, PublicAddress address, TimeProvider clock, ILogger<SendAskedLink> log) : CallNews(store, log)
{
    static readonly TimeSpan tooOld = TimeSpan.FromHours(1);

    protected override bool Concerns(MomentKind kind, Direction direction) => kind == MomentKind.CallStep && direction == Direction.In;

    protected override async Task DoAsync(Guid workspace, Guid moment, bool isFromBefore, CancellationToken stop)
    {
        await using (var look = await Store.ReadAsync(workspace, stop))
            if (!await look.Db.Moments.AnyAsync(m => m.Id == moment && m.Kind == MomentKind.CallStep, stop)
                || (await look.Db.Moments.AsNoTracking().SingleAsync(m => m.Id == moment, stop)).Detail?["step"]?.ToString() != "linkAsked") return;

        await using var work = await Store.WriteAsync(workspace, Actor.System, "send the link that a caller asked for", stop);
        var (db, key) = (work.Db, $"link:{moment:N}");
        var asked = await db.Moments.SingleAsync(m => m.Id == moment, stop);
        if (clock.Now - asked.RecordedAt > tooOld || await db.Moments.AnyAsync(m => m.PersonId == asked.PersonId && m.OutsideKey == key, stop)) return;

        var chat = await db.Connections.AsNoTracking().Where(c => c.Enabled && c.Channel == VisitorDesk.Channel).OrderBy(c => c.Name).FirstOrDefaultAsync(stop);
        if (chat is null) return;

        await SendChatLink.SendAsync(db, await PersonGroup.FindAsync(db, asked.PersonId, stop), asked, chat, channels, key, Actor.System, new Reply(db, book, clock), address, stop);
        await work.CommitAsync(stop);
    }
}
