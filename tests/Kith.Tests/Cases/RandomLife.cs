using System.Net;
using System.Net.Http.Json;
using System.Text;
using Kith.Tests.Connections;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Cases;

/// <summary>
/// A house in which anything may happen in any hour: people write, privately and under posts, and write again; teammates answer, take, give,
/// put off, close and join; somebody is away; rules, hours and targets change; somebody leaves. The same seed lives the same life.
/// </summary>
sealed class RandomLife(KithUnderTest kith, LifeClock clock, FakeCarrier carrier, Sender[] doors, int seed) : IAsyncDisposable
{
    static readonly string[] words = ["price", "late", "parcel", "claim", "hello", "where", "roof", "Preis"];
    static readonly Member[] writers = [Cast.Rosa, Cast.Omar, Cast.Mina, Cast.Ada];

    readonly Random dice = new(seed);
    readonly Dictionary<Member, ApiCaller> team = writers.ToDictionary(one => one, kith.As);
    readonly List<Guid> departments = [kith.Marula.Care, kith.Marula.Accounts];
    readonly List<Guid> branches = [];
    readonly List<string> broken = [];
    int people, said, done;

    /// <summary>What the doors and the API could not do for a reason of their own; asked for something that is not possible they say so.</summary>
    public IReadOnlyList<string> Broken => broken;

    /// <summary>How many deeds of the team were done.</summary>
    public int Done => done;

    public static async Task<RandomLife> BeginAsync(World world, int seed)
    {
        var (clock, carrier) = (new LifeClock(), await FakeCarrier.OpenAsync());
        var kith = await world.OpenAsync(host =>
        {
            host.UseSetting("KITH_ALLOW_PRIVATE", new Uri(carrier.Url).Authority);
            host.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock));
        });
        var doors = new List<Sender>();
        foreach (var name in new[] { "partner", "forum", "shop" })
        {
            var secret = Channels.Secrets.Make(Channels.SecretShape.Whsec);
            var row = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name, channel = "http", settings = new { secret, target_url = $"{carrier.Url}/hook" } });
            doors.Add(new(kith, kith.Marula, row["id"]!.GetValue<Guid>(), secret));
        }
        var life = new RandomLife(kith, clock, carrier, [.. doors], seed);
        await life.SettleAsync();
        return life;
    }

    /// <summary>An hour goes by: so many new people write, and whatever else the dice say.</summary>
    public async Task LiveAsync(int newcomers)
    {
        for (var i = 0; i < newcomers; i++) await SpeakAsync($"person {++people}");
        for (var again = dice.Next(newcomers + 1); again > 0 && people > 0; again--) await SpeakAsync($"person {1 + dice.Next(people)}");
        await kith.CaughtUpAsync();
        var open = await kith.LookAsync(db => db.Cases.Where(c => c.RootId == c.Id).OrderByDescending(c => c.Number).Take(200).ToListAsync());
        for (var deeds = open.Count == 0 ? 0 : dice.Next(3 * newcomers + 2); deeds > 0; deeds--) await ActAsync(open);
        if (dice.Next(24) == 0) await ComeOrGoAsync();
        if (dice.Next(72) == 0) await ChangeTheHouseAsync();
        clock.Pass(TimeSpan.FromHours(1));
        await WatchAsync();
    }

    /// <summary>Open cases that sit, told by rows alone: nobody answers for them, or there is no time at which anybody looks, or it went by and nobody counted it.</summary>
    public Task<List<string>> SittingAsync()
    {
        var now = clock.Now;
        return kith.LookAsync(async db =>
        {
            var answers = db.Teammates.Where(t => t.LeftAt == null);
            var ours = db.Cases.Where(c => c.State != CaseState.Closed);
            var unanswerable = ours.Where(c => !db.Departments.Any(d => d.Id == c.DepartmentId && answers.Any(t => t.Id == (c.OwnerId ?? d.HeadId))));
            var timeless = ours.Where(c => c.PromiseDue == null);
            var running = db.Promises.Where(p => p.KeptAt == null && p.EndedAt == null);
            var broken = running.Where(p => p.BrokenAt != null);
            var merged = db.Cases.Where(m => m.RootId != m.Id);
            var unpromised = ours.Where(c => c.State == CaseState.Open && c.PromiseKind != PromiseKind.LookAgain
                && !running.Any(p => p.CaseId == c.Id && p.Due == c.PromiseDue) && !merged.Any(m => m.RootId == c.Id && running.Any(p => p.CaseId == m.Id && p.Due == c.PromiseDue)));
            var forgotten = ours.Where(c => c.PromiseDue <= now
                && !broken.Any(p => p.CaseId == c.Id && p.Due == c.PromiseDue) && !merged.Any(m => m.RootId == c.Id && broken.Any(p => p.CaseId == m.Id && p.Due == c.PromiseDue)));
            var found = new List<string>();
            foreach (var (what, which) in new[] { ("nobody answers for", unanswerable), ("no time on", timeless), ("no promise behind", unpromised), ("nobody counted", forgotten) })
                found.AddRange((await which.OrderBy(c => c.Number).Take(5).ToListAsync()).Select(c => $"{now:O} {what} case {c.Number} {c.State} {c.PromiseKind} {c.PromiseDue:O}"));
            return found;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await kith.DisposeAsync();
        await carrier.DisposeAsync();
    }

    async Task SettleAsync()
    {
        foreach (var (name, head) in new[] { ("Claims", Cast.Rosa), ("Pricing", Cast.Omar) })
            departments.Add((Guid)(await team[Cast.Ada].PostAsync("/api/departments", new { name, headId = Id(head), memberIds = new[] { Id(Cast.Rosa), Id(Cast.Omar) } }))["id"]!);
        foreach (var name in new[] { "Rosebank", "Sandton" }) branches.Add((Guid)(await team[Cast.Ada].PostAsync("/api/branches", new { name }))["id"]!);
        await ChangeRulesAsync();
        await team[Cast.Ada].PatchAsync("/api/workspace", new { solutionMinutes = 1200 });
    }

    async Task SpeakAsync(string who)
    {
        var text = string.Join(' ', Enumerable.Range(0, 1 + dice.Next(4)).Select(_ => One(words)));
        var id = $"m{++said}";
        var post = dice.Next(6) == 0 ? new { id = $"post {dice.Next(9)}", url = "https://forum.marula.example/1", text = "How was it?", author = "Marula Mutual" } : null;
        var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { type = "message.created", data = new { id, from = new { handle = who, name = who }, text, post } });
        using var answer = await One(doors).SendAsync(id, body, at: clock.GetUtcNow());
        if (answer.StatusCode != HttpStatusCode.OK) broken.Add($"the door answered {(int)answer.StatusCode}");
    }

    async Task ActAsync(List<Case> open)
    {
        var kase = One(open);
        var (at, who) = ($"/api/cases/{kase.Number}", One(writers));
        var later = clock.Now.AddMinutes(30 + dice.Next(6000));
        _ = dice.Next(17) switch
        {
            < 5 => await DoAsync(who, HttpMethod.Post, $"/api/people/{kase.PersonId}/messages", new { id = Guid.CreateVersion7(), text = One(words), connectionId = kase.ConnectionId, @case = kase.Number, thenClose = dice.Next(4) == 0, whyNotInPublic = "It was said to them.", takeOver = true }),
            5 => await DoAsync(who, HttpMethod.Put, $"{at}/assignment", new { ownerId = Id(One(writers)) }),
            6 => await DoAsync(who, HttpMethod.Put, $"{at}/assignment", new { departmentId = One(departments) }),
            7 => await DoAsync(who, HttpMethod.Delete, $"{at}/assignment", null),
            8 => await DoAsync(who, HttpMethod.Put, $"{at}/snooze", new { until = later }),
            9 => await DoAsync(who, HttpMethod.Put, $"{at}/waiting", dice.Next(2) == 0 ? new { until = later } : new { }),
            10 => await DoAsync(who, HttpMethod.Delete, $"{at}/waiting", null),
            11 => await DoAsync(who, HttpMethod.Put, $"{at}/promise", new { due = later, reason = "We look into it." }),
            12 => await DoAsync(who, HttpMethod.Delete, $"{at}/closure", null),
            13 => await DoAsync(who, HttpMethod.Put, $"{at}/branch", new { branchId = One(branches) }),
            14 => await DoAsync(who, HttpMethod.Post, $"{at}/merges", new { into = One(open).Number }),
            15 => await DoAsync(who, HttpMethod.Post, "/api/cases", new { personId = kase.PersonId, title = "Looked up by hand", departmentId = One(departments) }),
            _ => await DoAsync(who, HttpMethod.Put, $"{at}/closure", new { whyNotInPublic = "It was said to them." }),
        };
    }

    async Task ComeOrGoAsync()
    {
        var who = One(writers);
        if (dice.Next(2) == 0) await DoAsync(who, HttpMethod.Delete, "/api/me/away", null);
        else await DoAsync(who, HttpMethod.Put, "/api/me/away", new { until = clock.Now.AddHours(1 + dice.Next(200)), standInId = dice.Next(2) == 0 ? Id(One(writers)) : (Guid?)null });
    }

    async Task ChangeTheHouseAsync()
    {
        switch (dice.Next(3))
        {
            case 0: await ChangeRulesAsync(); break;
            case 1: await DoAsync(Cast.Ada, HttpMethod.Patch, "/api/workspace", new { firstAnswerMinutes = 15 + dice.Next(900), nextAnswerMinutes = 15 + dice.Next(900) }); break;
            default:
                var calendar = await kith.LookAsync(db => db.Calendars.Select(c => c.Id).FirstAsync());
                var closed = DateOnly.FromDateTime(clock.Now).AddDays(dice.Next(3)).ToString("yyyy-MM-dd");
                await DoAsync(Cast.Ada, HttpMethod.Patch, $"/api/calendars/{calendar}", new { openings = Enumerable.Range(1, 1 + dice.Next(7)).Select(day => new { day, from = "08:00", to = "17:00" }), days = new[] { new { date = closed, name = "Closed" } } });
                break;
        }
    }

    Task ChangeRulesAsync() => DoAsync(Cast.Ada, HttpMethod.Put, "/api/routes", new
    {
        items = Enumerable.Range(0, dice.Next(8)).Select(n => new
        {
            name = $"rule {n}",
            conditions = new { anyWords = new[] { One(words) }, inPublic = dice.Next(4) == 0 ? true : (bool?)null },
            outcome = new { departmentId = One(departments), owner = One(["nobody", "sameAsBefore", "leastBusy"]), branchId = dice.Next(3) == 0 ? One(branches) : (Guid?)null },
        }),
    });

    /// <summary>What Kith does by itself in that hour, until there is nothing left to do; whoever is disturbed in it by its own clock tries again, as it does.</summary>
    async Task WatchAsync()
    {
        var (watch, recount) = (kith.Services.GetRequiredService<CaseWatch>(), kith.Services.GetRequiredService<RecountPromises>());
        await Soon.Async(async () =>
        {
            try
            {
                await recount.CatchUpAsync(default);
                while (await watch.LookAsync(default)) { }
            }
            catch (DbUpdateException disturbed) { Assert.Fail(disturbed.Message); }
        });
    }

    async Task<bool> DoAsync(Member who, HttpMethod method, string path, object? body)
    {
        using var asked = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Wire.Json) };
        using var answer = await team[who].Http.SendAsync(asked);
        if ((int)answer.StatusCode is >= 500 or 401 or 429) broken.Add($"{method} {path} {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        if (answer.IsSuccessStatusCode) done++;
        return answer.IsSuccessStatusCode;
    }

    Guid Id(Member who) => kith.Marula.TeammateIds[who.FirstName];

    T One<T>(IReadOnlyList<T> of) => of[dice.Next(of.Count)];
}
