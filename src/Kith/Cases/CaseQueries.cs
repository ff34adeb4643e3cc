namespace Kith.Cases;

static class CaseQueries
{
    extension(IQueryable<Case> cases)
    {
        public IQueryable<Case> Running => cases.Where(c => c.State != CaseState.Closed);

        public IQueryable<Case> OwnedBy(Guid teammate) => cases.Where(c => c.OwnerId == teammate);

        public IQueryable<Case> Unowned => cases.Where(c => c.OwnerId == null);

        public IQueryable<Case> OwingInPublic => cases.Where(c => c.OwesPublic);

        public IQueryable<Case> Of(Guid department) => cases.Where(c => c.DepartmentId == department);

        public IQueryable<Case> After((DateTime At, Guid Id)? place) =>
            place is { } from ? cases.Where(c => Keyset.IsAfter(c.PromiseDue, c.Id, from.At, from.Id)) : cases;

        public IQueryable<Case> UpTo((DateTime At, Guid Id)? place) =>
            place is { } to ? cases.Where(c => Keyset.IsUpTo(c.PromiseDue, c.Id, to.At, to.Id)) : cases;

        /// <summary>The only order a list of work has.</summary>
        public IQueryable<Case> ByPromise => cases.OrderBy(c => c.PromiseDue).ThenBy(c => c.Id);

        /// <summary>The cases that go on in this one, by whatever steps.</summary>
        public IQueryable<Case> MergedInto(Guid root) => cases.Where(c => c.RootId == root && c.RootId != c.Id);

        /// <summary>What is everybody's to see is found by its number; a case you may not see and one never opened are the same.</summary>
        public async Task<Case> NumberedAsync(long number, CancellationToken stop) =>
            await cases.SingleOrDefaultAsync(c => c.Number == number, stop) ?? throw Refusal.NotFound();
    }
}
