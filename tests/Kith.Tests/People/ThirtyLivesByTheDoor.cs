using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Kith.Tests.People;

/// <summary>
/// What <see cref="OneThousandLives"/> does to the deeds themselves, done through the doors alone: messages come in by a hook, merges, undoings
/// and placements by the API, and only what the API shows is compared with the same oracle.
/// </summary>
public class ThirtyLivesByTheDoor(World world) : IClassFixture<World>
{
    const int Sequences = 30, AtOnce = 5, Group = 4, Deeds = 9;

    [Fact]
    public async Task equal_what_the_same_oracle_says()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        var merges = 0;
        foreach (var few in Enumerable.Range(0, Sequences).Chunk(AtOnce))
            merges += (await Task.WhenAll(few.Select(sequence => new DoorLife(kith, partner, sequence).LiveAsync(Group, Deeds)))).Sum();

        Assert.True(merges > Sequences, $"Only {merges} merges: the dice are too tame to prove anything.");
    }
}

/// <summary>A few people of one sequence, each with a handle of their own, and what is done to them from outside.</summary>
sealed class DoorLife(KithUnderTest kith, Sender partner, int sequence)
{
    readonly Dice dice = new(0xD00 + (ulong)sequence);
    readonly ApiCaller rosa = kith.As(Cast.Rosa);
    readonly Dictionary<Guid, Guid> mergedFrom = [], momentOf = [];
    IReadOnlyList<Guid> people = [];
    MergeOracle oracle = new([]);

    public async Task<int> LiveAsync(int count, int deeds)
    {
        var first = new List<(Guid Person, Guid Said)>();
        for (var i = 0; i < count; i++) first.Add(await MeetAsync(i));
        oracle = new(people = [.. first.Select(one => one.Person)]);
        foreach (var (person, said) in first) oracle.Say(said, person);

        for (var deed = 0; deed < deeds; deed++) await DoAsync();
        foreach (var person in people) await AgreeAsync(person);
        return oracle.Merges;
    }

    Task DoAsync() => dice.Below(8) switch
    {
        0 or 1 or 2 => MergeAsync(dice.Of(people), dice.Of(people)),
        3 or 4 when oracle.Merges > 0 => UndoAsync(dice.Of(oracle.Links)),
        5 => PlaceAsync(dice.Of(oracle.Messages), dice.Of(people)),
        _ => SayAsync(dice.Below(people.Count)),
    };

    async Task<(Guid Person, Guid Said)> MeetAsync(int i)
    {
        var said = await TellAsync(i);
        var person = (Guid)Assert.Single((await rosa.GetAsync($"/api/people?query={HandleOf(i)}"))["items"]!.AsArray())!["id"]!;
        await RememberAsync(said, person);
        return (person, said);
    }

    async Task SayAsync(int i)
    {
        var said = await TellAsync(i);
        await RememberAsync(said, people[i]);
        oracle.Say(said, people[i]);
    }

    async Task MergeAsync(Guid into, Guid other)
    {
        using var body = JsonContent.Create(new { other, evidence = "by dice" }, options: Wire.Json);
        var answer = await rosa.Http.PostAsync($"/api/people/{into}/merges", body);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(!oracle.AreOne(into, other), answer.StatusCode == HttpStatusCode.Created);
        if (answer.StatusCode != HttpStatusCode.Created) return;

        var link = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        mergedFrom[(Guid)link["id"]!] = (Guid)link["fromId"]!;
        oracle.Merge((Guid)link["id"]!, into, other);
    }

    async Task UndoAsync(Guid link)
    {
        await rosa.DeleteAsync($"/api/people/{mergedFrom[link]}/merges/{link}", HttpStatusCode.OK);
        oracle.Undo(link);
    }

    async Task PlaceAsync(Guid message, Guid person)
    {
        await rosa.PutAsync($"/api/moments/{momentOf[message]}/place", new { personId = person });
        oracle.Place(message, person);
    }

    async Task AgreeAsync(Guid person)
    {
        var page = await rosa.GetAsync($"/api/people/{person}");
        Assert.True(oracle.RootOf(person) == (Guid)page["rootId"]!, $"Sequence {sequence}: the root differs.");
        Assert.True(oracle.GroupOf(person).SequenceEqual(page["members"]!.AsArray().Select(m => (Guid)m!["id"]!).Order()), $"Sequence {sequence}: the group differs.");
        Assert.True(oracle.TimelineOf(person).SequenceEqual((await SaidAsync(person)).Select(m => Guid.Parse((string)m["text"]!))), $"Sequence {sequence}: the timeline differs.");
    }

    /// <summary>A message whose words are its own number, so that it is known again wherever it stands.</summary>
    async Task<Guid> TellAsync(int i)
    {
        var said = Guid.CreateVersion7();
        await partner.TellsAsync($"{said:N}", HandleOf(i), $"{said}", name: HandleOf(i));
        return said;
    }

    async Task RememberAsync(Guid said, Guid person) => momentOf[said] = (Guid)(await SaidAsync(person)).Single(m => (string?)m["text"] == $"{said}")["id"]!;

    async Task<IEnumerable<JsonNode>> SaidAsync(Guid person) =>
        (await rosa.GetAsync($"/api/people/{person}/timeline?limit=200"))["items"]!.AsArray().Where(m => (string)m!["kind"]! == "message").Select(m => m!);

    string HandleOf(int i) => $"life{sequence}person{i}end";
}
