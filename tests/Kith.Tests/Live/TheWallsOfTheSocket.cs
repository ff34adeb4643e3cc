using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kith.Tests.Live;

/// <summary>Rows A8 and A9: two busy workspaces, and a browser of every role in each, that remembers every frame it was sent.</summary>
public partial class TheWallsOfTheSocket(World world) : IClassFixture<World>
{
    const string Ours = "canary-ours", Theirs = "canary-them";

    [Fact(DisplayName = "A8, A9, N8: while both workspaces are busy nobody's browser, in any role, is sent a word or an id of the neighbour's")]
    public async Task lets_no_frame_through()
    {
        await using var kith = await world.OpenAsync();
        await using var ours = await Browsers.OpenAsync(kith, kith.Marula);
        await using var theirs = await Browsers.OpenAsync(kith, kith.Town.Neighbour);
        var (our, their) = (new Busy(kith, kith.Marula, Ours), new Busy(kith, kith.Town.Neighbour, Theirs));

        await Task.WhenAll(our.LiveAsync(), their.LiveAsync());
        // Ours ask for the neighbour's page by its id, and for what is no id at all, while its own people look at it and type.
        foreach (var one in ours.All)
        {
            foreach (var topic in new object?[] { "%", "*", new[] { their.Person }, null, their.Person }) await one.CallAsync("Watch", topic);
            await one.CallAsync("Typing", their.Person, true);
        }
        foreach (var one in theirs.All)
        {
            await one.CallAsync("Watch", their.Person);
            await one.CallAsync("Typing", their.Person, true);
        }
        await Task.WhenAll(our.LiveAsync(), their.LiveAsync());

        foreach (var (browsers, own, foreign) in new[] { (ours, our, their), (theirs, their, our) })
            foreach (var (member, frames) in await browsers.HeardAsync())
            {
                Assert.True(frames.Count(frame => own.IsNamedIn(frame)) >= 5, $"{member} heard too little of their own workspace to prove anything: {string.Join('\n', frames)}");
                Assert.Empty(frames.Where(frame => foreign.IsNamedIn(frame)).Select(frame => $"{member} heard {frame}"));
            }
    }

    /// <summary>A browser for everybody in the team of one workspace.</summary>
    sealed class Browsers(IReadOnlyList<(Member Member, LiveListener Socket)> open) : IAsyncDisposable
    {
        public IEnumerable<LiveListener> All => open.Select(one => one.Socket);

        public static async Task<Browsers> OpenAsync(KithUnderTest kith, House house)
        {
            var open = new List<(Member, LiveListener)>();
            foreach (var member in Cast.Team) open.Add((member, await LiveListener.ConnectAsync(kith, house.Tokens[member.FirstName])));
            return new(open);
        }

        public Task<(string Member, List<string> Frames)[]> HeardAsync() =>
            Task.WhenAll(open.Select(async one => (one.Member.Name, (await one.Socket.HearAllAsync()).Select(Told).ToList())));

        public async ValueTask DisposeAsync()
        {
            foreach (var one in All) await one.DisposeAsync();
        }

        /// <summary>What a frame tells; whose page a browser itself asked for is no news to it.</summary>
        static string Told(JsonNode frame)
        {
            if ((string?)frame["type"] == "presence") frame.AsObject().Remove("personId");
            return frame.ToJsonString();
        }
    }

    /// <summary>What goes on in a workspace: messages, notes, cases, notices, answers, its connections.</summary>
    sealed partial class Busy(KithUnderTest kith, House house, string canary)
    {
        readonly HashSet<string> ids = [.. house.TeammateIds.Values.Select(id => id.ToString())];
        readonly ApiCaller rosa = kith.As(Cast.Rosa, house), mina = kith.As(Cast.Mina, house);
        Sender? partner;
        Connection? sms;
        Person? called;

        public Guid Person { get; private set; }

        public async Task LiveAsync()
        {
            partner ??= await Sender.ConnectAsync(kith, house);
            sms ??= await kith.ConnectAsync("sms", $"{canary}-sms", house);
            called ??= await kith.MeetAsync($"{canary}-called", "+27825554417", house);
            for (var i = 0; i < 3; i++) await partner.TellsAsync($"{Guid.NewGuid():N}", $"{canary}-handle", $"{canary}-text", name: $"{canary}-name");
            Person = await kith.LookAtAsync(house, db => db.People.Where(p => p.Name == $"{canary}-name").Select(p => p.Id).SingleAsync());
            var kase = await kith.LookAtAsync(house, db => db.Cases.Where(c => c.PersonId == Person).Select(c => c.Number).SingleAsync());
            await rosa.PostAsync($"/api/people/{Person}/notes", new { id = Guid.CreateVersion7(), text = $"{canary}-note", mentions = house.TeammateIds.Values });
            await rosa.PatchAsync($"/api/cases/{kase}", new { title = $"{canary}-title {Guid.NewGuid():N}" });
            foreach (var owner in Cast.Team.Where(member => member.Role >= Role.Teammate)) await rosa.PutAsync($"/api/cases/{kase}/assignment", new { ownerId = house.TeammateIds[owner.FirstName] });
            await rosa.PostAsync($"/api/people/{called.Id}/messages", new { id = Guid.CreateVersion7(), text = $"{canary}-answer", connectionId = sms.Id });
            await mina.PatchAsync($"/api/connections/{partner.Connection}", new { name = $"{canary} {Guid.NewGuid():N}" });
            await kith.CaughtUpAsync();
            ids.UnionWith((await kith.LookAtAsync(house, async db => new[]
            {
                await db.People.Select(p => p.Id).ToListAsync(), await db.Moments.Select(m => m.Id).ToListAsync(), await db.Cases.Select(c => c.Id).ToListAsync(),
                await db.Notices.Select(n => n.Id).ToListAsync(), await db.Connections.Select(c => c.Id).ToListAsync(), await db.Handles.Select(h => h.Id).ToListAsync(),
            })).SelectMany(list => list).Select(id => id.ToString()));
        }

        public bool IsNamedIn(string frame) => frame.Contains(canary, StringComparison.Ordinal) || AnyId().Matches(frame).Any(id => ids.Contains(id.Value));

        [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
        private static partial Regex AnyId();
    }
}
