using Kith.Channels;
using FieldKind = Kith.People.FieldKind;

namespace Kith.Rules;

/// <summary>POST /api/rules/trial: what a rule would have said to the last answers of ours. Nothing is kept.</summary>
static class TryRule
{
    const int MostRead = 200, MostShown = 10;

    /// <param name="Read">How many of our last answers were read.</param>
    /// <param name="Objected">To how many of them it would have objected.</param>
    public sealed record RuleTrial(int Read, int Objected, IReadOnlyList<TrialExample> Examples);

    public sealed record TrialExample(string Text, DateTime At, Guid PersonId, string? PersonName, IReadOnlyList<Objection> Objections);

    public static async Task<Ok<RuleTrial>> TryAsync(HouseRuleInput asked, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        var rule = new HouseRule { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Name = "", Kind = asked.Kind };
        await asked.ApplyAsync(rule, db, channels, clock, stop);
        rule.IsInForce = true;
        var set = new RuleSet([rule]);
        var said = await db.Moments.AsNoTracking().Where(m => m.Direction == Direction.Out && m.Kind == MomentKind.Message && m.AuthorKind == AuthorKind.Teammate && m.Text != null)
            .OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(MostRead).ToListAsync(stop);
        var facts = await FactsAsync(db, said, stop);
        var found = said.Select(m => (Said: m, Objections: set.Check(TextOf(m), facts(m)))).Where(one => one.Objections.Count > 0).ToList();
        return TypedResults.Ok(new RuleTrial(said.Count, found.Count, await ExamplesAsync(db, found.Take(MostShown).ToList(), stop)));
    }

    /// <summary>For a few hundred answers at once: what is kept of each person is looked up together.</summary>
    static async Task<Func<Moment, RuleFacts>> FactsAsync(KithDb db, List<Moment> said, CancellationToken stop)
    {
        var (people, cases, lines) = (said.Select(m => m.PersonId).Distinct().ToList(), said.Select(m => m.CaseId).OfType<Guid>().Distinct().ToList(), await db.Connections.AsNoTracking().ToListAsync(stop));
        var known = await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, stop);
        var departments = await db.Cases.Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => new { c.DepartmentId, c.Number }, stop);
        var fields = await db.OwnFields.Where(f => f.Kind == FieldKind.Text || f.Kind == FieldKind.Number || f.Kind == FieldKind.Date).ToDictionaryAsync(f => f.Key, f => f.Label, stop);
        var (ours, region) = (lines.Select(c => c.Address).Where(address => address.Length > 0).ToList(), await HomeRegion.OfAsync(db, stop));
        return m => new(lines.Find(c => c.Id == m.ConnectionId)?.Channel, m.CaseId is { } id ? departments[id].DepartmentId : null, m.Visibility == Timelines.Visibility.Public)
        {
            Theirs = LanguageName.Bare(known[m.PersonId].Language),
            Case = m.CaseId is { } kase ? departments[kase].Number : null,
            Private = [.. known[m.PersonId].Fields.Where(field => fields.ContainsKey(field.Key)).Select(field => (fields[field.Key], field.Value.ToString()))],
            Ours = ours,
            Region = region,
        };
    }

    static string TextOf(Moment said) => said.Detail?["ending"]?.ToString() is { } ending ? said.Text![..^ending.Length] : said.Text!;

    static async Task<List<TrialExample>> ExamplesAsync(KithDb db, List<(Moment Said, IReadOnlyList<Objection> Objections)> found, CancellationToken stop)
    {
        var people = found.Select(one => one.Said.PersonId).Distinct().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop);
        return [.. found.Select(one => new TrialExample(TextOf(one.Said), one.Said.At, one.Said.PersonId, names[one.Said.PersonId], one.Objections))];
    }
}
