using Kith.Channels;

namespace Kith.Outreach;

/// <summary>
/// Where a person, with all who were merged into them, wants no offers: on the channels where their last answer is no, and at every address
/// of a kind at one of which they said STOP or called a mail of ours spam.
/// </summary>
sealed record NoOffers(IReadOnlySet<string> Channels, IReadOnlySet<string> Kinds)
{
    public bool At(string channel, string handleKind) => Channels.Contains(channel) || Kinds.Contains(handleKind);

    static readonly NoOffers nowhere = new(new HashSet<string>(), new HashSet<string>());

    /// <summary>For what they asked for it does not matter, and nothing is looked up.</summary>
    public static async Task<NoOffers> ForAsync(KithDb db, PersonGroup group, Purpose purpose, CancellationToken stop) =>
        purpose == Purpose.Outreach ? await OfAsync(db, group.Root.Id, stop) : nowhere;

    public static async Task<NoOffers> OfAsync(KithDb db, Guid person, CancellationToken stop)
    {
        var root = await db.People.Where(p => p.Id == person).Select(p => p.RootId).SingleAsync(stop);
        var answers = await db.ConsentsOf(root).Where(c => c.Purpose == Purpose.Outreach).AsNoTracking().ToListAsync(stop);
        var stopped = await db.Handles.Where(h => (h.StoppedAt != null || h.Problem == Handle.Complained) && db.People.Any(p => p.Id == h.PersonId && p.RootId == root))
            .Select(h => h.Kind).Distinct().ToListAsync(stop);
        return new(answers.GroupBy(c => c.Channel).Where(said => said.MaxBy(c => c.At)!.Answer == ConsentAnswer.No).Select(said => said.Key).ToHashSet(), stopped.ToHashSet());
    }
}

static class Consents
{
    extension(KithDb db)
    {
        public IQueryable<Consent> ConsentsOf(Guid root) => db.Consents.Where(c => db.People.Any(p => p.Id == c.PersonId && p.RootId == root));
    }
}
