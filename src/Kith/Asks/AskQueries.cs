namespace Kith.Asks;

static class AskQueries
{
    extension(IQueryable<Ask> asks)
    {
        public IQueryable<Ask> Running => asks.Where(a => a.State == AskState.Open || a.State == AskState.AskedBack);

        public IQueryable<Ask> InMatter(Guid root) => asks.Where(a => a.MatterId == root);

        /// <summary>The only order a list of work has.</summary>
        public IQueryable<Ask> ByPromise => asks.OrderBy(a => a.Due).ThenBy(a => a.Id);
    }

    extension(KithDb db)
    {
        /// <summary>An ask you may not see and one never asked are the same.</summary>
        public async Task<Ask> AskAsync(Guid id, CancellationToken stop) => await db.Asks.SingleOrDefaultAsync(a => a.Id == id, stop) ?? throw Refusal.NotFound();

        public Task<Case> MatterOfAsync(Ask ask, CancellationToken stop) => db.Cases.SingleAsync(c => c.Id == ask.MatterId, stop);

        /// <summary>The departments whose questions are this teammate's to answer: where they are a member or the head.</summary>
        public IQueryable<Guid> DepartmentsOf(Guid teammate) =>
            db.Departments.Where(d => d.HeadId == teammate || db.DepartmentMembers.Any(m => m.DepartmentId == d.Id && m.TeammateId == teammate)).Select(d => d.Id);

        /// <summary>Cases that become one, or two again, take along what was asked in them.</summary>
        public async Task CarryAsksAsync(IReadOnlyCollection<Guid> askedIn, Guid matter, CancellationToken stop)
        {
            foreach (var ask in await db.Asks.Where(a => askedIn.Contains(a.CaseId)).ToListAsync(stop)) ask.MatterId = matter;
        }
    }
}
