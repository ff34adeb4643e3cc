namespace Kith.Tests.Connections;

public class AMessageArriving(World world) : IClassFixture<World>
{
    [Fact]
    public async Task from_somebody_new_makes_a_person_a_case_and_a_promise()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await using var rosa = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Rosa"]);
        await partner.TellsAsync("1", "nomsa", "I got an offer\nby SMS and want to know more", name: "Nomsa Ndlovu");

        var kase = Assert.Single(await partner.CasesAsync("nomsa"));
        var moments = await partner.MomentsAsync("nomsa");
        Assert.Equal([MomentKind.Message, MomentKind.CaseOpened, MomentKind.Promised], moments.Select(m => m.Kind));
        Assert.All(moments, m => Assert.Equal(kase.Id, m.CaseId));
        Assert.Equal(("Nomsa Ndlovu", kith.Marula.Care, CaseState.Open, PromiseKind.FirstAnswer), (kase.PersonName, kase.DepartmentId, kase.State, kase.PromiseKind));
        Assert.Equal("I got an offer by SMS and want to know more", kase.LastText);
        Assert.NotNull(kase.PromiseDue);
        Assert.Equal(kase.PromiseDue, (await kith.LookAsync(db => db.Promises.SingleAsync(p => p.CaseId == kase.Id))).Due);
        Assert.Equal(kase.Number, (long)(await rosa.HearAsync("cases"))!["items"]![0]!["number"]!);

        var listed = (await kith.As(Cast.Rosa).GetAsync("/api/cases?list=all"))["items"]![0]!;
        Assert.Equal((kase.Number, "in"), ((long)listed["number"]!, (string)listed["lastDirection"]!));
    }

    [Fact]
    public async Task again_is_one_message_D8()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        for (var i = 0; i < 5; i++) Assert.True((await partner.SayAsync("1", "nomsa", "hello")).IsSuccessStatusCode);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => partner.SayAsync("2", "nomsa", "are you there?")));
        await kith.CaughtUpAsync();

        Assert.Equal(["hello", "are you there?"], (await partner.MomentsAsync("nomsa")).Where(m => m.Kind == MomentKind.Message).Select(m => m.Text));
        Assert.Equal(2, await kith.LookAsync(db => db.Intake.CountAsync()));
    }

    [Fact]
    public async Task as_the_first_of_a_thousand_at_once_makes_one_person_and_one_case_K1_K2()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        var began = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-30);
        var order = Enumerable.Range(0, 1000).ToArray();
        new Random(7).Shuffle(order);

        await Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
            Assert.True((await partner.SayAsync($"{i}", "nomsa", $"{i}", began.AddSeconds(i))).IsSuccessStatusCode));
        await kith.CaughtUpAsync();

        Assert.Equal(1, await kith.LookAsync(db => db.Handles.CountAsync(h => h.Value == "nomsa")));
        Assert.Equal("999", Assert.Single(await partner.CasesAsync("nomsa")).LastText);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), (await partner.MomentsAsync("nomsa")).Where(m => m.Kind == MomentKind.Message).Select(m => m.Text));
    }

    [Fact]
    public async Task stands_where_its_platform_time_says_within_reason()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await partner.TellsAsync("future", "nomsa", "from the future", now.AddDays(3));
        await partner.TellsAsync("past", "nomsa", "from long ago", now.AddYears(-4));

        var moments = (await partner.MomentsAsync("nomsa")).Where(m => m.Kind == MomentKind.Message).ToList();
        Assert.Equal(["from long ago", "from the future"], moments.Select(m => m.Text));
        Assert.InRange(moments[0].At, now.AddDays(-31), now.AddDays(-29));
        Assert.InRange(moments[1].At, now.AddMinutes(4), now.AddMinutes(7));
    }

    [Fact]
    public async Task that_answers_another_continues_its_case()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("1", "nomsa", "policy question", thread: "a");
        var first = (await partner.CasesAsync("nomsa")).Single();
        var second = await kith.OpenCaseAsync(await PersonAsync(kith, "nomsa"), "claim photo");
        await partner.TellsAsync("2", "nomsa", "one more thing", thread: "b");
        await partner.TellsAsync("3", "nomsa", "about the policy", replyTo: "1", thread: "b");
        await partner.TellsAsync("4", "johan", "not mine", replyTo: "1");

        var said = (await partner.MomentsAsync("nomsa")).Where(m => m.Kind == MomentKind.Message).ToDictionary(m => m.OutsideKey!);
        Assert.Equal(second.Id, said["m:2"].CaseId);
        Assert.Equal((first.Id, said["m:1"].Id), (said["m:3"].CaseId, said["m:3"].ReplyTo));
        Assert.NotEqual(first.Id, (await partner.CasesAsync("johan")).Single().Id);
    }

    [Fact]
    public async Task reopens_what_was_just_closed_and_wakes_what_waits()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("1", "nomsa", "hello");
        var kase = (await partner.CasesAsync("nomsa")).Single();
        await ChangeAsync(kith, kase.Id, CaseState.Closed, DateTime.UtcNow);
        await partner.TellsAsync("2", "nomsa", "one more thing");

        kase = (await partner.CasesAsync("nomsa")).Single();
        Assert.Equal((CaseState.Open, null, PromiseKind.NextAnswer), (kase.State, kase.ClosedAt, kase.PromiseKind));
        Assert.Contains(await partner.MomentsAsync("nomsa"), m => m.Kind == MomentKind.CaseReopened);

        await ChangeAsync(kith, kase.Id, CaseState.Waiting, null);
        await partner.TellsAsync("3", "nomsa", "here it is");
        Assert.Equal(CaseState.Open, (await partner.CasesAsync("nomsa")).Single().State);

        await ChangeAsync(kith, kase.Id, CaseState.Closed, DateTime.UtcNow.AddDays(-30));
        await partner.TellsAsync("4", "nomsa", "something else");
        Assert.Equal(2, (await partner.CasesAsync("nomsa")).Count);
    }

    [Fact]
    public async Task for_a_merged_person_keeps_the_handles_own_person_and_finds_the_case_of_the_group()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("1", "nomsa", "hello");
        await partner.TellsAsync("2", "n.ndlovu", "hello too");
        var (nomsa, again) = (await PersonAsync(kith, "nomsa"), await PersonAsync(kith, "n.ndlovu"));
        var newest = (await partner.CasesAsync("n.ndlovu")).Single();
        await kith.WriteAsync(kith.Marula, async db => (await db.People.SingleAsync(p => p.Id == again.Id)).RootId = nomsa.Id);
        await partner.TellsAsync("3", "nomsa", "which case is this?", thread: "elsewhere");

        var said = (await partner.MomentsAsync("nomsa")).Single(m => m.OutsideKey == "m:3");
        Assert.Equal((nomsa.Id, newest.Id), (said.PersonId, said.CaseId));
    }

    [Fact]
    public async Task from_a_shared_handle_goes_to_a_person_of_its_own()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("1", "family", "hello");
        var nomsa = await PersonAsync(kith, "family");
        await kith.WriteAsync(kith.Marula, async db =>
        {
            (await db.Handles.SingleAsync(h => h.Value == "family")).Shared = true;
            db.Add(new Handle { WorkspaceId = db.WorkspaceId, Id = Ids.New(Life.Now), Kind = "phone", Value = "+27825554417", PersonId = nomsa.Id, FirstSeen = Life.Now, LastSeen = Life.Now });
            return 0;
        });
        await partner.TellsAsync("2", "family", "who am I?");
        await partner.TellsAsync("3", "family", "the same again");

        var other = await PersonAsync(kith, "family");
        Assert.NotEqual(nomsa.Id, other.Id);
        Assert.Equal(2, (await partner.MomentsAsync("family")).Count(m => m.Kind == MomentKind.Message));
    }

    [Fact]
    public async Task from_who_is_blocked_is_kept_and_asks_nothing_of_anybody()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("1", "johan", "hello");
        var johan = await PersonAsync(kith, "johan");
        await ChangeAsync(kith, (await partner.CasesAsync("johan")).Single().Id, CaseState.Closed, DateTime.UtcNow);
        await kith.WriteAsync(kith.Marula, async db => (await db.People.SingleAsync(p => p.Id == johan.Id)).Block = Block.Blocked);
        await partner.TellsAsync("2", "johan", "buy now");

        Assert.Null((await partner.MomentsAsync("johan")).Single(m => m.OutsideKey == "m:2").CaseId);
        Assert.Equal(CaseState.Closed, (await partner.CasesAsync("johan")).Single().State);
    }

    [Fact]
    public async Task that_says_stop_is_obeyed_at_once_and_start_takes_it_back()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellAsync("consent.changed", new { from = new { handle = "nomsa" }, given = false, proof = "STOP" });
        await kith.CaughtUpAsync();
        Assert.NotNull((await partner.HandleAsync("nomsa")).StoppedAt);
        Assert.Equal("STOP", (await partner.MomentsAsync("nomsa")).Single(m => m.Kind == MomentKind.Consent).Text);
        Assert.Empty(await partner.CasesAsync("nomsa"));

        await partner.TellAsync("consent.changed", new { from = new { handle = "nomsa" }, given = true });
        await kith.CaughtUpAsync();
        Assert.Null((await partner.HandleAsync("nomsa")).StoppedAt);
    }

    [Fact]
    public async Task that_changes_or_takes_back_another_points_at_it()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("1", "nomsa", "I lsot my card");
        await partner.TellAsync("message.edited", new { id = "1", from = new { handle = "johan" }, text = "forged" });
        await partner.TellAsync("message.edited", new { id = "1", from = new { handle = "nomsa" }, text = "I lost my card" });
        await partner.TellAsync("message.withdrawn", new { id = "1", from = new { handle = "nomsa" } });
        await kith.CaughtUpAsync();

        var moments = await partner.MomentsAsync("nomsa");
        var first = moments.Single(m => m.OutsideKey == "m:1");
        Assert.Equal("I lsot my card", first.Text);
        Assert.Equal("I lost my card", moments.Single(m => m.Kind == MomentKind.Edited).Text);
        Assert.All(moments.Where(m => m.Kind is MomentKind.Edited or MomentKind.Withdrawn), m => Assert.Equal(first.Id, m.ReplyTo));
        Assert.Equal(2, moments.Count(m => m.Kind is MomentKind.Edited or MomentKind.Withdrawn));
    }

    static Task<Person> PersonAsync(KithUnderTest kith, string handle) => kith.LookAsync(db =>
        (from p in db.People join h in db.Handles on p.Id equals h.PersonId where h.Value == handle select p).SingleAsync());

    static async Task ChangeAsync(KithUnderTest kith, Guid kase, CaseState state, DateTime? closedAt)
    {
        await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None);
        await work.Db.Cases.Where(c => c.Id == kase).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.State, state).SetProperty(c => c.ClosedAt, closedAt).SetProperty(c => c.Version, c => c.Version + 1));
        await work.CommitAsync(CancellationToken.None);
    }
}
