namespace Kith.Outreach;

/// <summary>By the link in an offer a person says no to more of them, or yes again. What they say counts at once; saying it twice says it once.</summary>
sealed class AnswerOffers(Store store, StopLinks links, TimeProvider clock)
{
    public async Task AnswerAsync(string token, ConsentAnswer answer, CancellationToken stop)
    {
        if (links.Read(token) is not { } link) return;

        // Their mail program may press at this very moment too.
        await Clash.RepeatAsync(() => AnswerOnceAsync(link, answer, stop));
    }

    async Task AnswerOnceAsync(StopLink link, ConsentAnswer answer, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(link.Workspace, new Actor(AuthorKind.Person, null), answer == ConsentAnswer.No ? "said no to offers" : "said yes to offers", stop);
        var db = work.Db;
        if (await db.Handles.AsNoTracking().SingleOrDefaultAsync(h => h.Id == link.Handle, stop) is not { } handle) return;

        await db.AnswerOffersAsync(handle, link.Channel, answer, clock.Now, stop);
        await work.CommitAsync(stop);
    }
}

static class Answering
{
    /// <summary>The proof is the moment in which it was said; whoever calls saves it.</summary>
    public static async Task AnswerOffersAsync(this KithDb db, Handle handle, string channel, ConsentAnswer answer, DateTime now, CancellationToken stop)
    {
        var root = await db.People.Where(p => p.Id == handle.PersonId).Select(p => p.RootId).SingleAsync(stop);
        var said = await db.ConsentsOf(root).Where(c => c.Purpose == Purpose.Outreach && c.Channel == channel).ToListAsync(stop);
        var own = said.SingleOrDefault(c => c.PersonId == handle.PersonId);
        // Merged people are taken apart again at times: each keeps what was said at an address of theirs.
        if (own?.Answer == answer && said.MaxBy(c => c.At)!.Answer == answer) return;

        var proof = MomentOf(handle, channel, answer, now);
        db.Add(proof);
        if (own is null) db.Add(own = new Consent { WorkspaceId = db.WorkspaceId, PersonId = handle.PersonId, Purpose = Purpose.Outreach, Channel = channel });
        (own.Answer, own.ProofMoment, own.At) = (answer, proof.Id, proof.At);
    }

    static Moment MomentOf(Handle handle, string channel, ConsentAnswer answer, DateTime at) => new()
    {
        WorkspaceId = handle.WorkspaceId,
        Id = Ids.New(at),
        PersonId = handle.PersonId,
        At = at,
        RecordedAt = at,
        Kind = MomentKind.Consent,
        Direction = Direction.In,
        Visibility = Visibility.Internal,
        AuthorKind = AuthorKind.Person,
        AuthorId = handle.PersonId,
        Detail = new() { ["given"] = answer == ConsentAnswer.Yes, ["purpose"] = Offer.Word, ["channel"] = channel, ["handle"] = handle.Id },
    };
}
