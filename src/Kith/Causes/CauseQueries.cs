using System.Text.Json;

namespace Kith.Causes;

static class CauseQueries
{
    extension(KithDb db)
    {
        public async Task<Cause> CauseAsync(Guid id, CancellationToken stop) => await db.Causes.SingleOrDefaultAsync(c => c.Id == id, stop) ?? throw Refusal.NotFound();

        /// <summary>The gathered cases with those merged into them and those they go on in: one matter each, whatever its number.</summary>
        public IQueryable<CaseOfCause> AllCasesOf(IQueryable<CauseAbout> gathered)
        {
            var own = gathered.Select(a => new CaseOfCause { CauseId = a.CauseId, CaseId = a.AboutId });
            var merged = gathered.Join(db.Cases.Where(c => c.RootId != c.Id), a => a.AboutId, c => c.RootId, (a, c) => new CaseOfCause { CauseId = a.CauseId, CaseId = c.Id });
            var goneOn = gathered.Join(db.Cases.Where(c => c.RootId != c.Id), a => a.AboutId, c => c.Id, (a, c) => new CaseOfCause { CauseId = a.CauseId, CaseId = c.RootId });
            return own.Concat(merged).Concat(goneOn);
        }
    }

    /// <summary>A state by the name it has in the API; none where none is asked for.</summary>
    public static T? StateNamed<T>(string? said) where T : struct, Enum
    {
        if (said is null) return null;

        var states = Enum.GetValues<T>().ToDictionary(state => JsonNamingPolicy.CamelCase.ConvertName(state.ToString()));
        return states.TryGetValue(said, out var named) ? named : throw Refusal.Field("state", $"There are the states {string.Join(", ", states.Keys)}.");
    }

    public sealed class CaseOfCause
    {
        public Guid CauseId { get; init; }
        public Guid CaseId { get; init; }
    }
}
