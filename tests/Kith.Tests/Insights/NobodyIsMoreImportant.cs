using System.Text.Json.Nodes;

namespace Kith.Tests.Insights;

/// <summary>Promise 6: no follower count, spend or fame is kept on a person or a case, shown in a list, or takes part in any order.</summary>
public class NobodyIsMoreImportant(World world) : IClassFixture<World>
{
    static readonly string[] worth = ["follower", "fame", "famous", "influence", "reach", "spend", "spent", "revenue", "worth", "vip", "tier", "loyal", "score", "rank", "priority", "karma", "popular", "verifiedbadge", "importance", "premium", "segment"];

    /// <summary>Words that hold one of these and say nothing of anybody's worth: open time that a promise ran, and what reaches a handle.</summary>
    static readonly HashSet<string> harmless = [$"{nameof(Promise)}.{nameof(Promise.Spent)}"];

    [Fact]
    public void nothing_of_it_is_kept_or_shown()
    {
        var kept = new[] { typeof(Person), typeof(Handle), typeof(Claim), typeof(Case), typeof(Promise), typeof(Moment), typeof(Organisation) };
        var shown = typeof(Case).Assembly.GetTypes().Where(type => type.Name is "CaseRow" or "PersonRow" or "PersonPage" or "OrganisationRow" or "MomentRow" or "CaseGlance" or "CauseRow" or "PersonHit");
        var properties = kept.Concat(shown).SelectMany(type => type.GetProperties().Select(property => $"{type.Name}.{property.Name}")).ToList();

        Assert.True(properties.Count > 100, "There should be something to look through.");
        Assert.DoesNotContain(properties, name => !harmless.Contains(name) && worth.Any(word => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..].Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task a_list_of_work_is_ordered_by_what_was_promised_whatever_else_is_true_of_a_case()
    {
        await using var kith = await world.OpenAsync();
        var dice = new System.Random(3);
        var people = new List<Person>();
        for (var i = 0; i < 12; i++) people.Add(await kith.MeetAsync(i % 2 == 0 ? $"A Star {i}" : $"Nobody {i}"));
        await kith.WriteAsync(kith.Marula, async db =>
        {
            foreach (var person in await db.People.ToListAsync()) person.Fields["followers"] = System.Text.Json.JsonSerializer.SerializeToElement(dice.Next(1_000_000));
            return 0;
        });
        for (var i = 0; i < 60; i++)
        {
            var person = people[dice.Next(people.Count)];
            // Some are due at the same time: then the one that was opened first comes first.
            var kase = await kith.OpenCaseAsync(person, $"Matter {i}", Life.Now.Date.AddDays(2).AddMinutes(dice.Next(20)));
            await kith.WriteAsync(kith.Marula, db => db.Cases.Where(c => c.Id == kase.Id).ExecuteUpdateAsync(set => set
                .SetProperty(c => c.OpenedAt, Life.Now.AddMinutes(-dice.Next(10_000))).SetProperty(c => c.LastAt, Life.Now.AddMinutes(-dice.Next(10_000)))
                .SetProperty(c => c.OwesPublic, dice.Next(2) == 0).SetProperty(c => c.PersonName, person.Name)));
        }

        var listed = new List<JsonNode>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await kith.As(Cast.Rosa).GetAsync($"/api/cases?limit=25{(cursor == "" ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            listed.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = (string?)page["next"];
        }
        var order = await kith.LookAsync(db => db.Cases.Where(c => c.State != CaseState.Closed).OrderBy(c => c.PromiseDue).ThenBy(c => c.Id).Select(c => c.Number).ToListAsync());

        Assert.Equal(60, listed.Count);
        Assert.Equal(order, listed.Select(kase => (long)kase["number"]!));
    }
}
