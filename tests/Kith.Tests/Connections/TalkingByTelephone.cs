using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kith.Tests.Connections;

/// <summary>The telephone through the doors of the product: it rings through, is missed, is answered by the machine, called back, and gone on from in writing.</summary>
public sealed class TalkingByTelephone(World world) : IClassFixture<World>, IAsyncLifetime
{
    FakeTelephone telephone = null!;
    Guid line;
    string hooks = "";

    public async Task InitializeAsync() => telephone = await FakeTelephone.OpenAsync();

    public async Task DisposeAsync() => await telephone.DisposeAsync();

    [Fact]
    public async Task rings_through_while_somebody_is_there_and_owes_nothing_when_it_was_answered()
    {
        await using var kith = await OpenAsync();
        var caller = await telephone.Rings(kith, hooks).RingAsync(times: 2, stir: "TN-Validation-Failed-C");
        Assert.Equal(["Dial"], caller.Verbs);
        Assert.Equal([FakeTelephone.Desk, "+27827770002"], caller.Document.Descendants("Number").Select(number => number.Value));
        Assert.Equal("ringing", (string)(await CallAsync(kith))["call"]!["state"]!);

        await caller.SpeakAsync(134);
        Assert.Empty(caller.Verbs);
        await caller.TellAsync();
        var call = await CallAsync(kith);
        Assert.Equal(("answered", 134, "failed", "in"), ((string)call["call"]!["state"]!, (int)call["call"]!["seconds"]!, (string)call["call"]!["callerProof"]!, (string)call["direction"]!));
        Assert.Null(call["caseNumber"]);
        Assert.Equal(0, await kith.LookAsync(db => db.Cases.CountAsync()));
    }

    [Fact]
    public async Task goes_to_the_machine_by_the_hours_of_the_department_and_becomes_its_case_with_a_promise()
    {
        await using var kith = await OpenAsync();
        var department = await CloseAsync(kith);
        telephone.NotYet = 1;
        var caller = await telephone.Rings(kith, hooks).RingAsync();
        Assert.Equal(["Say", "Record", "Say"], caller.Verbs);
        Assert.Contains("Nobody is here just now", caller.Spoken, StringComparison.Ordinal);
        Assert.Contains("recorded", caller.Spoken, StringComparison.Ordinal);

        caller.Leave(14);
        caller.Transcribe("Good day, my roof is leaking again.");
        await caller.TellAsync();
        JsonNode call = null!;
        await Soon.Async(async () => Assert.NotNull((call = await CallAsync(kith))["call"]!["voicemail"]!["file"]), seconds: 20);
        Assert.Equal(("missed", 14, "Good day, my roof is leaking again."), ((string)call["call"]!["state"]!, (int)call["call"]!["voicemail"]!["seconds"]!, (string)call["call"]!["voicemail"]!["transcript"]!));
        Assert.Equal(FakeTelephone.Audio, await kith.As(Cast.Rosa).Http.GetByteArrayAsync((string)call["call"]!["voicemail"]!["file"]!["url"]!));
        Assert.Equal([true, true], telephone.Fetches);

        var kase = await kith.LookAsync(db => db.Cases.SingleAsync());
        Assert.Equal((department, PromiseKind.FirstAnswer, (long)call["caseNumber"]!), (kase.DepartmentId, kase.PromiseKind, kase.Number));
        Assert.NotNull(kase.PromiseDue);
        Assert.Equal("Good day, my roof is leaking again.", kase.LastText);
        Assert.Equal(1, await kith.LookAsync(db => db.Promises.CountAsync()));
        var shown = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{call["personId"]}/timeline?case={kase.Number}"))["items"]!.AsArray();
        Assert.Single(shown, one => (string)one!["kind"]! == "call");
    }

    [Fact]
    public async Task goes_to_the_machine_when_nobody_picks_up_and_is_found_by_what_was_said()
    {
        await using var kith = await OpenAsync();
        var caller = await telephone.Rings(kith, hooks).RingAsync();
        await caller.NobodyPicksUpAsync("busy");
        Assert.Contains("Nobody could take your call just now", caller.Spoken, StringComparison.Ordinal);
        Assert.Contains("Record", caller.Verbs);
        Assert.Equal(("missed", "busy"), ((string)(await CallAsync(kith))["call"]!["state"]!, (string)(await CallAsync(kith))["call"]!["reason"]!));
        Assert.Equal(CaseState.Open, await kith.LookAsync(db => db.Cases.Select(c => c.State).SingleAsync()));

        caller.Leave(9);
        caller.Transcribe("It is about the thatched rondavel");
        await caller.TellAsync();
        await Soon.Async(async () => Assert.Single((await kith.As(Cast.Rosa).GetAsync("/api/search?query=rondavel"))["items"]!.AsArray()), seconds: 20);
        Assert.Equal("call", (string)(await kith.As(Cast.Rosa).GetAsync("/api/search?query=rondavel"))["items"]![0]!["moment"]!["kind"]!);
    }

    [Fact]
    public async Task ends_the_same_late_twice_and_in_any_order()
    {
        await using var kith = await OpenAsync();
        await CloseAsync(kith);
        for (var seed = 1; seed <= 6; seed++)
        {
            var caller = await telephone.Rings(kith, hooks, $"+2782555{seed:0000}").RingAsync();
            caller.Leave(14);
            caller.Transcribe($"Words {seed}");
            await caller.TellAsync(seed, times: 3);
        }
        await kith.CaughtUpAsync();
        Assert.Equal((6, 6, 6, 6), await kith.LookAsync(async db => (
            await db.Moments.CountAsync(m => m.Kind == MomentKind.Call), await db.Moments.CountAsync(m => m.Kind == MomentKind.Voicemail), await db.Moments.CountAsync(m => m.Kind == MomentKind.Transcript), await db.Cases.CountAsync())));
        foreach (var person in await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Call).Select(m => m.PersonId).ToListAsync()))
            Assert.Equal("missed", (string)(await CallAsync(kith, person))["call"]!["state"]!);
        Assert.Equal(6, await kith.LookAsync(db => db.Promises.CountAsync()));
    }

    [Fact]
    public async Task is_the_same_call_when_half_of_what_is_told_gets_lost()
    {
        await using var kith = await OpenAsync();
        await CloseAsync(kith);
        var caller = await telephone.Rings(kith, hooks).RingAsync();
        caller.Leave(14);
        await caller.TellAsync(loses: 2);
        await Soon.Async(async () => Assert.NotNull((await CallAsync(kith))["call"]!["voicemail"]), seconds: 20);
        Assert.Equal(1, await kith.LookAsync(db => db.Cases.CountAsync()));
    }

    [Fact]
    public async Task that_was_not_heard_of_again_counts_as_missed()
    {
        var kith = await OpenAsync();
        await telephone.Rings(kith, hooks).RingAsync();
        await CallAsync(kith);
        await kith.WriteAsync(kith.Marula, async db => (await db.Moments.SingleAsync(m => m.Kind == MomentKind.Call)).RecordedAt = Life.Now.AddMinutes(-4));

        await using var again = await kith.StopAsync();
        _ = again.As(Cast.Rosa);
        await Soon.Async(async () => Assert.Equal("missed", (string)(await CallAsync(again))["call"]!["state"]!), seconds: 30);
        Assert.Equal(1, await again.LookAsync(db => db.Promises.CountAsync()));
    }

    [Fact]
    public async Task lets_no_withheld_caller_into_the_timeline_of_another()
    {
        await using var kith = await OpenAsync();
        foreach (var from in new[] { "+266696687", "anonymous", "+266696687", "sip:x@evil.example", "" }) await telephone.Rings(kith, hooks, from).RingAsync();
        await kith.CaughtUpAsync();
        Assert.Equal(5, await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Call).Select(m => m.PersonId).Distinct().CountAsync()));
        Assert.Equal(0, await kith.LookAsync(db => db.Handles.CountAsync(h => h.Kind == "phone")));
    }

    [Fact]
    public async Task sends_the_chat_link_at_the_press_of_one_key_once_and_goes_on_there()
    {
        await using var kith = await OpenAsync(writes: true);
        var caller = await telephone.Rings(kith, hooks).RingAsync();
        await caller.NobodyPicksUpAsync();
        Assert.Equal(["Gather", "Record", "Say"], caller.Verbs);
        Assert.Contains("press 1", caller.Spoken, StringComparison.Ordinal);

        var before = caller.Document;
        await caller.PressAsync("1");
        Assert.Equal(["Say", "Hangup"], caller.Verbs);
        caller.Document = before;
        await caller.PressAsync("1");
        await Soon.Async(() => { Assert.NotEmpty(telephone.Texts); return Task.CompletedTask; }, seconds: 30);
        var (to, body) = Assert.Single(telephone.Texts);
        Assert.Equal(Correspondence.Phone, to);
        Assert.Matches("/go/[A-Za-z0-9_-]{64}", body);
        Assert.True((bool)(await CallAsync(kith))["call"]!["linkAsked"]!);
        Assert.Equal((await CallAsync(kith))["personId"]!.ToString(), (await kith.LookAsync(db => db.Moves.SingleAsync())).PersonId.ToString());
    }

    [Fact]
    public async Task sends_the_chat_link_at_the_press_of_a_teammate()
    {
        await using var kith = await OpenAsync(writes: true);
        await telephone.Rings(kith, hooks).RingAsync();
        var call = await CallAsync(kith);
        var moved = await kith.As(Cast.Rosa).PostAsync($"/api/people/{call["personId"]}/moves", new { channel = "webchat", call = (string)call["id"]! });
        Assert.Equal(("link", "sms"), ((string)moved["way"]!, (string)moved["moment"]!["channel"]!));
        await Soon.Async(() => { Assert.Single(telephone.Texts); return Task.CompletedTask; }, seconds: 30);

        var stranger = await kith.MeetAsync("Johan Pretorius", "+27829990000");
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{stranger.Id}/moves", new { channel = "webchat", call = (string)call["id"]! }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task is_called_back_from_the_timeline_our_own_phone_first_and_the_promise_is_kept()
    {
        await using var kith = await OpenAsync();
        await CloseAsync(kith);
        var missed = await telephone.Rings(kith, hooks).RingAsync();
        missed.HoldEnd("completed", 3);
        await missed.TellAsync();
        var call = await CallAsync(kith);
        var rosa = kith.As(Cast.Rosa);
        await rosa.PostAsync($"/api/people/{call["personId"]}/calls", new { id = Guid.CreateVersion7(), about = (string)call["id"]! }, HttpStatusCode.BadRequest);

        var id = Guid.CreateVersion7();
        var back = await rosa.PostAsync($"/api/people/{call["personId"]}/calls", new { id, about = (string)call["id"]!, ring = "082 777 0001" });
        await rosa.PostAsync($"/api/people/{call["personId"]}/calls", new { id, about = (string)call["id"]! });
        await Soon.Async(() => { Assert.NotEmpty(telephone.CallsOfOurs); return Task.CompletedTask; }, seconds: 20);
        var ours = Assert.Single(telephone.CallsOfOurs);
        Assert.Equal((FakeTelephone.Desk, FakeTelephone.Number), (ours["To"], ours["From"]));
        Assert.Equal(FakeTelephone.Desk, (string)(await rosa.GetAsync("/api/me"))["phone"]!);

        var leg = telephone.Takes(kith, hooks, ours);
        Assert.Equal(Correspondence.Phone, leg.Document.Descendants("Number").Single().Value);
        leg.HoldLeg("ringing");
        await leg.SpeakAsync(61);
        await leg.TellAsync(seed: 3, times: 2);
        JsonNode shown = null!;
        await Soon.Async(async () => Assert.Equal("answered", (string)(shown = await MomentAsync(kith, (Guid)back["id"]!))["call"]!["state"]!), seconds: 20);
        Assert.Equal((61, "out", "Rosa"), ((int)shown["call"]!["seconds"]!, (string)shown["direction"]!, ((string)shown["author"]!["name"]!).Split(' ')[0]));
        Assert.NotNull(await kith.LookAsync(db => db.Promises.Select(p => p.KeptAt).SingleAsync()));
        Assert.Equal(2, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.Call)));
    }

    [Fact]
    public async Task says_why_a_call_was_not_put_through_and_rings_nobody_twice()
    {
        await using var kith = await OpenAsync();
        await telephone.Rings(kith, hooks).RingAsync();
        var call = await CallAsync(kith);
        telephone.Refusals.Enqueue((400, 21215));
        var refused = await CallBackAsync(kith, call);
        await Soon.Async(async () => Assert.Equal("failed", (string)(await MomentAsync(kith, refused))["call"]!["state"]!), seconds: 20);
        Assert.Contains("country", (string)(await MomentAsync(kith, refused))["call"]!["problem"]!, StringComparison.Ordinal);

        telephone.LosesTheAnswer = true;
        var lost = await CallBackAsync(kith, call);
        await Soon.Async(() => { Assert.Single(telephone.CallsOfOurs); return Task.CompletedTask; }, seconds: 20);
        var leg = telephone.Takes(kith, hooks, telephone.CallsOfOurs.Single());
        await leg.NobodyPicksUpAsync("busy");
        await Soon.Async(async () => Assert.Equal(("missed", "busy"), ((string)(await MomentAsync(kith, lost))["call"]!["state"]!, (string)(await MomentAsync(kith, lost))["call"]!["reason"]!)), seconds: 20);
        Assert.Single(telephone.CallsOfOurs);
    }

    [Fact]
    public async Task calls_nobody_who_is_blocked_or_said_stop_and_offers_no_words_by_telephone()
    {
        await using var kith = await OpenAsync();
        await telephone.Rings(kith, hooks).RingAsync();
        var call = await CallAsync(kith);
        Assert.DoesNotContain((await kith.As(Cast.Rosa).GetAsync($"/api/people/{call["personId"]}/ways"))["items"]!.AsArray(), way => (string)way!["channel"]! == "voice");
        await kith.WriteAsync(kith.Marula, async db => (await db.Handles.SingleAsync(h => h.Kind == "phone")).StoppedAt = Life.Now);
        Assert.Equal("stopped", (string)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{call["personId"]}/calls", new { id = Guid.CreateVersion7(), ring = FakeTelephone.Desk }, HttpStatusCode.Conflict))["code"]!);
        Assert.Empty(telephone.CallsOfOurs);
    }

    [Fact]
    public async Task wakes_nobody_who_does_not_wait_for_a_call()
    {
        await using var kith = await OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", Correspondence.Phone);
        var there = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Life.Now, TimeZoneInfo.FindSystemTimeZoneById("Africa/Johannesburg")));
        await kith.WriteAsync(kith.Marula, async db =>
        {
            (await db.Workspaces.SingleAsync()).QuietHours = new(there.AddHours(-1), there.AddHours(1));
            return (await db.Handles.SingleAsync(h => h.Kind == "phone")).LastSeen = Life.Now.AddDays(-2);
        });
        Assert.Equal("quiet_hours", (string)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/calls", new { id = Guid.CreateVersion7(), ring = FakeTelephone.Desk }, HttpStatusCode.Conflict))["code"]!);

        await telephone.Rings(kith, hooks).RingAsync();
        await kith.CaughtUpAsync();
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/calls", new { id = Guid.CreateVersion7(), ring = FakeTelephone.Desk });
    }

    [Fact]
    public async Task of_any_other_system_is_written_down_once()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        using var sound = new ByteArrayContent(FakeTelephone.Audio);
        var kept = JsonNode.Parse(await (await rosa.Http.PostAsync("/api/attachments?name=call.mp3", sound)).Content.ReadAsStringAsync())!;
        var id = Guid.CreateVersion7();
        var asked = new { id, from = "082 555 4417", to = "011 555 0000", direction = "in", started = "2026-11-20T08:00:00Z", seconds = 95, text = "She asked for the form again.", recording = (string)kept["hash"]!, name = "Nomsa" };
        var first = await rosa.PostAsync("/api/calls", asked);
        Assert.Equal((string)first["id"]!, (string)(await rosa.PostAsync("/api/calls", asked))["id"]!);
        Assert.Equal(("call", "answered", 95, "She asked for the form again.", true), ((string)first["kind"]!, (string)first["call"]!["state"]!, (int)first["call"]!["seconds"]!, (string)first["text"]!, (bool)first["call"]!["noted"]!));
        Assert.Equal("audio/mpeg", (string)first["attachments"]![0]!["type"]!);
        Assert.Equal(0, await kith.LookAsync(db => db.Cases.CountAsync()));
        await rosa.PostAsync("/api/calls", new { id, from = "082 555 4417", to = "011 555 0000", direction = "in", seconds = 95, text = "Something else." }, HttpStatusCode.Conflict);

        var missed = await rosa.PostAsync("/api/calls", new { id = Guid.CreateVersion7(), from = "+27825554417", to = "011 555 0000", direction = "in" });
        Assert.Equal(("missed", (string)first["personId"]!), ((string)missed["call"]!["state"]!, (string)missed["personId"]!));
        Assert.NotNull(missed["caseNumber"]);
        Assert.Equal(1, await kith.LookAsync(db => db.Promises.CountAsync()));
        foreach (var wrong in new object[] { new { id = Guid.CreateVersion7(), from = "x", direction = "in" }, new { id = Guid.CreateVersion7(), from = "+27825554417" }, new { id = Guid.CreateVersion7(), from = "+27825554417", direction = "in", seconds = -1 } })
            await rosa.PostAsync("/api/calls", wrong, HttpStatusCode.BadRequest);
    }

    async Task<KithUnderTest> OpenAsync(bool writes = false)
    {
        var kith = await world.OpenAsync(builder => builder.UseSetting("KITH_ALLOW_PRIVATE", new Uri(telephone.Url).Authority));
        var made = await kith.As(Cast.Ada).PostAsync("/api/connections", new
        {
            name = "telephone",
            channel = "voice",
            settings = new Dictionary<string, string> { ["account_sid"] = FakeTelephone.Sid, ["auth_token"] = FakeTelephone.Token, ["number"] = FakeTelephone.Number, ["ring"] = $"{FakeTelephone.Desk}, +27 82 777 0002", ["api"] = telephone.Url },
        });
        (line, hooks) = ((Guid)made["id"]!, Regex.Replace((string)made["webhookUrl"]!, "/calls$", ""));
        if (!writes) return kith;

        await kith.As(Cast.Ada).PostAsync("/api/connections", new
        {
            name = "sms",
            channel = "sms",
            settings = new Dictionary<string, string> { ["account_sid"] = FakeTelephone.Sid, ["auth_token"] = FakeTelephone.Token, ["from"] = FakeTelephone.Number, ["api"] = telephone.Url },
        });
        await kith.ConnectAsync("webchat", "chat");
        return kith;
    }

    /// <summary>A department of its own takes the calls, and nobody is there today.</summary>
    async Task<Guid> CloseAsync(KithUnderTest kith)
    {
        var ada = kith.As(Cast.Ada);
        var department = (Guid)(await ada.PostAsync("/api/departments", new { name = "Claims by telephone" }))["id"]!;
        var day = (int)(TimeProvider.System.GetUtcNow().AddDays(3).DayOfWeek + 6) % 7 + 1;
        var calendar = (Guid)(await ada.PostAsync("/api/calendars", new { name = "An hour a week", openings = new[] { new { day, from = "08:00", to = "09:00" } } }))["id"]!;
        await ada.PatchAsync($"/api/departments/{department}", new { calendarId = calendar });
        await ada.PatchAsync($"/api/connections/{line}", new { settings = new { department } });
        return department;
    }

    async Task<Guid> CallBackAsync(KithUnderTest kith, JsonNode call) =>
        (Guid)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{call["personId"]}/calls", new { id = Guid.CreateVersion7(), about = (string)call["id"]!, ring = FakeTelephone.Desk }))["id"]!;

    static async Task<JsonNode> CallAsync(KithUnderTest kith, Guid? person = null)
    {
        await kith.CaughtUpAsync();
        var who = person ?? await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Call).Select(m => m.PersonId).FirstAsync());
        return Assert.Single((await kith.As(Cast.Rosa).GetAsync($"/api/people/{who}/timeline"))["items"]!.AsArray(), one => (string)one!["kind"]! == "call" && (string)one["direction"]! == "in")!;
    }

    static async Task<JsonNode> MomentAsync(KithUnderTest kith, Guid id)
    {
        var person = await kith.LookAsync(db => db.Moments.Where(m => m.Id == id).Select(m => m.PersonId).SingleAsync());
        return (await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/timeline"))["items"]!.AsArray().Single(one => (Guid)one!["id"]! == id)!;
    }
}
