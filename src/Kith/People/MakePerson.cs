using System.Text.Json;

namespace Kith.People;

/// <summary>POST /api/people: Kith may begin. What the teammate knows of somebody are claims, until the person is heard from there.</summary>
static class MakePerson
{
    const int MostClaims = 20;

    public static async Task<Created<PersonPage>> PostAsync(NewPerson asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.Now;
        var person = Person.New(db.WorkspaceId, PersonInput.Name(asked.Name), now);
        person.Language = PersonInput.Language(asked.Language);
        person.TimeZone = PersonInput.TimeZone(asked.TimeZone);
        OwnFields.Fill(person, asked.Fields, await db.OwnFields.ToListAsync(stop));
        var claims = await ClaimsAsync(asked.Claims ?? [], me, person, db, now, stop);
        if (person.Name is null && claims.Count == 0) throw Refusal.Field("name", "Give a name, a number or an address.");

        db.Add(person);
        db.AddRange(claims);
        db.AddRange(person.NameWords());
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/people/{person.Id}", await ReadPerson.PageAsync(PersonGroup.Of(person), me, db, stop));
    }

    static async Task<List<Claim>> ClaimsAsync(IReadOnlyList<SaidAddress?> said, Teammate me, Person person, KithDb db, DateTime now, CancellationToken stop)
    {
        if (said.Count > MostClaims) throw Refusal.Field("claims", $"One person is made with at most {MostClaims} claims.");

        var region = await HomeRegion.OfAsync(db, stop);
        return [.. said.Select(one => PersonInput.Address(one, region)).Distinct().Select(address => Claim.New(person, address, Claim.ByHand(me), now))];
    }
}

public sealed record NewPerson(string? Name, string? Language, string? TimeZone, IReadOnlyList<SaidAddress?>? Claims, Dictionary<string, JsonElement>? Fields);

public sealed record SaidAddress(string Kind, string Value);
