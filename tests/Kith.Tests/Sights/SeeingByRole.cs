using System.Net;

namespace Kith.Tests.Sights;

public class SeeingByRole(World world) : IClassFixture<World>
{
    [Fact]
    public async Task a_teammate_of_one_department_meets_the_others_only_as_another_department()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", "+27825550123");
        var (claim, bill) = (await kith.OpenCaseAsync(nomsa, "A broken window"), await kith.OpenCaseAsync(nomsa, "A wrong bill", department: kith.Marula.Accounts));
        await kith.SayAsync(nomsa, "the window is broken", kase: claim);
        var hidden = await kith.SayAsync(nomsa, "the bill is wrong", kase: bill, change: m => m.Attachments = [new(new string('a', 64), "bill.pdf", "application/pdf", 3)]);
        var role = await kith.As(Cast.Ada).PostAsync("/api/roles", new { name = "Accounts only", scopes = new { departments = new[] { kith.Marula.Accounts } } });
        await kith.As(Cast.Ada).PatchAsync($"/api/teammates/{kith.Marula.TeammateIds["Omar"]}", new { teamRoleId = (Guid)role["id"]! });

        await using var omar = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Omar"]);
        await using var rosa = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Rosa"]);
        var later = await kith.SayAsync(nomsa, "the window is still broken", kase: claim);
        var paid = await kith.SayAsync(nomsa, "the bill is paid", kase: bill);

        Assert.NotNull(await rosa.HearAsync("moments", f => (Guid)f["items"]![0]!["id"]! == later.Id));
        Assert.NotNull(await omar.HearAsync("moments", f => (Guid)f["items"]![0]!["id"]! == paid.Id));
        Assert.DoesNotContain(await omar.HearAllAsync(), f => f.ToJsonString().Contains(later.Id.ToString()));
        Assert.Equal([bill.Number], (await kith.As(Cast.Omar).GetAsync("/api/cases"))["items"]!.AsArray().Select(c => (long)c!["number"]!));
        Assert.Equal(1, (int)(await kith.As(Cast.Omar).GetAsync("/api/cases/counts"))["all"]!);
        Assert.Equal(2, (int)(await kith.As(Cast.Rosa).GetAsync("/api/cases/counts"))["all"]!);
        var rows = (await kith.As(Cast.Omar).GetAsync($"/api/people/{nomsa.Id}/timeline"))["items"]!.AsArray();
        Assert.Equal(["elsewhere", "message", "elsewhere", "message"], rows.Select(m => (string)m!["kind"]!));
        Assert.DoesNotContain("window", rows.ToJsonString());
        Assert.Empty((await kith.As(Cast.Omar).GetAsync("/api/search?query=window"))["items"]!.AsArray());
        var file = (string)rows[1]!["attachments"]![0]!["url"]!;
        Assert.Equal($"/api/moments/{hidden.Id}/attachments/{new string('a', 64)}/bill.pdf", file);
        await kith.As(Cast.Omar).GetProblemAsync($"/api/cases/{claim.Number}", HttpStatusCode.NotFound);
        Assert.Equal("not_in_sight", (string?)(await kith.As(Cast.Omar).GetProblemAsync("/api/insights/served", HttpStatusCode.Forbidden))["code"]);

        // Whoever is asked sees the case that asks.
        await kith.As(Cast.Rosa).PostAsync($"/api/cases/{claim.Number}/asks", new { departmentId = kith.Marula.Accounts, question = "Was it paid?" });
        Assert.Equal(2, (int)(await kith.As(Cast.Omar).GetAsync("/api/cases/counts"))["all"]!);
    }

    [Fact]
    public async Task what_a_role_of_departments_counts_is_what_it_lists()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, omar, accounts) = (await kith.MeetAsync("Nomsa Ndlovu"), kith.Marula.TeammateIds["Omar"], kith.Marula.Accounts);
        await GiveAsync(kith, "Omar", new { departments = new[] { accounts } });
        var (own, asked, closed) = (await kith.OpenCaseAsync(nomsa, "his own elsewhere"), await kith.OpenCaseAsync(nomsa, "asked elsewhere"), await kith.OpenCaseAsync(nomsa, "closed", department: accounts));
        var (one, merged) = (await kith.OpenCaseAsync(nomsa, "inside, owed in public", department: accounts), await kith.OpenCaseAsync(nomsa, "inside, merged", department: accounts));
        await kith.OpenCaseAsync(nomsa, "inside, of nobody", department: accounts);
        await kith.OpenCaseAsync(nomsa, "of others");
        await kith.As(Cast.Rosa).PutAsync($"/api/cases/{closed.Number}/closure", null);
        await kith.As(Cast.Rosa).PostAsync($"/api/cases/{merged.Number}/merges", new { into = one.Number });
        await kith.WriteAsync(kith.Marula, db => db.Cases.Where(c => c.Id == own.Id || c.Id == one.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.OwnerId, omar).SetProperty(c => c.OwesPublic, c => c.Id == one.Id)));
        await kith.As(Cast.Rosa).PostAsync($"/api/cases/{asked.Number}/asks", new { departmentId = accounts, question = "Was it paid?" });

        var counts = await kith.As(Cast.Omar).GetAsync("/api/cases/counts");

        Assert.Equal((4, 2, 2, 1), ((int)counts["all"]!, (int)counts["mine"]!, (int)counts["unassigned"]!, (int)counts["owedInPublic"]!));
        foreach (var (list, count) in new[] { ("all", "all"), ("mine", "mine"), ("unassigned", "unassigned"), ("all&owes=public", "owedInPublic"), ("departments", "departments") })
            Assert.Equal((list, (int)counts[count]!), (list, (await kith.As(Cast.Omar).GetAsync($"/api/cases?list={list}"))["items"]!.AsArray().Count));
        foreach (var department in new[] { accounts, kith.Marula.Care })
            Assert.Equal((int)counts["byDepartment"]![department.ToString()]!, (await kith.As(Cast.Omar).GetAsync($"/api/cases?list=department&department={department}"))["items"]!.AsArray().Count);
    }

    static async Task GiveAsync(KithUnderTest kith, string firstName, object scopes)
    {
        var role = await kith.As(Cast.Ada).PostAsync("/api/roles", new { name = "Narrow", scopes });
        await kith.As(Cast.Ada).PatchAsync($"/api/teammates/{kith.Marula.TeammateIds[firstName]}", new { teamRoleId = (Guid)role["id"]! });
    }

    [Fact]
    public async Task a_role_narrows_by_branch_by_connection_and_to_ones_own()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var branch = (Guid)(await kith.As(Cast.Ada).PostAsync("/api/branches", new { name = "Sandton" }))["id"]!;
        var connection = await kith.WriteAsync(kith.Marula, db =>
        {
            var sms = new Connection { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(), Name = "sms", Channel = "sms", Enabled = false };
            db.Add(sms);
            return Task.FromResult(sms.Id);
        });
        var cases = new List<Case>();
        foreach (var title in new[] { "plain", "branch", "sms", "mine" }) cases.Add(await kith.OpenCaseAsync(nomsa, title));
        await kith.WriteAsync(kith.Marula, async db =>
        {
            (await db.Cases.SingleAsync(c => c.Id == cases[1].Id)).BranchId = branch;
            (await db.Cases.SingleAsync(c => c.Id == cases[2].Id)).ConnectionId = connection;
            (await db.Cases.SingleAsync(c => c.Id == cases[3].Id)).OwnerId = kith.Marula.TeammateIds["Omar"];
            return 0;
        });
        // A list of nothing would let nothing through, or everything: whoever says it is asked what they mean.
        await kith.As(Cast.Ada).PostAsync("/api/roles", new { name = "Nothing", scopes = new { departments = Array.Empty<Guid>() } }, HttpStatusCode.BadRequest);
        var role = (Guid)(await kith.As(Cast.Ada).PostAsync("/api/roles", new { name = "Narrow", scopes = new { branches = new[] { branch } } }))["id"]!;
        await kith.As(Cast.Ada).PatchAsync($"/api/teammates/{kith.Marula.TeammateIds["Omar"]}", new { teamRoleId = role });

        Assert.Equal(["branch", "mine"], await SeenAsync(new { branches = new[] { branch } }));
        Assert.Equal(["mine", "sms"], await SeenAsync(new { connections = new[] { connection } }));
        Assert.Equal(["mine"], await SeenAsync(new { ownCasesOnly = true }));
        Assert.Equal(["mine"], await SeenAsync(new { branches = new[] { branch }, connections = new[] { connection } }));
        Assert.Equal(["branch", "mine", "plain", "sms"], await SeenAsync(new { }));

        async Task<IEnumerable<string>> SeenAsync(object scopes)
        {
            await kith.As(Cast.Ada).PatchAsync($"/api/roles/{role}", new { scopes });
            return [.. (await (await kith.AnewAsync(Cast.Omar)).GetAsync("/api/cases"))["items"]!.AsArray().Select(c => (string)c!["title"]!).Order()];
        }
    }

    [Fact]
    public async Task contact_details_the_record_and_files_of_a_person_are_for_those_whose_role_says_so()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", "+27825550123");
        var kase = await kith.OpenCaseAsync(nomsa, "A broken window");
        await kith.SayAsync(nomsa, "call me", kase: kase);
        var role = await kith.As(Cast.Ada).PostAsync("/api/roles", new { name = "Reads", scopes = new { contactDetails = false, exports = false, audit = false } });
        foreach (var one in new[] { "Ada", "Omar" }) await kith.As(Cast.Mina).PatchAsync($"/api/teammates/{kith.Marula.TeammateIds[one]}", new { teamRoleId = (Guid)role["id"]! });
        var ada = await kith.SignInAsync(Cast.Ada);

        foreach (var path in new[] { $"/api/people/{nomsa.Id}", "/api/people", "/api/people?query=%2B27825550123", "/api/search?query=Nomsa", $"/api/people/{nomsa.Id}/timeline", $"/api/people/{nomsa.Id}/handles", "/api/cases" })
        {
            await kith.As(Cast.Rosa).GetAsync(path);
            Assert.DoesNotContain("5550123", (await ada.GetAsync(path)).ToJsonString().Replace(" ", ""));
        }
        Assert.Contains("27825550123", (await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}")).ToJsonString());
        Assert.Single((await ada.GetAsync("/api/people?query=%2B27825550123"))["items"]!.AsArray());
        Assert.Empty((await ada.GetAsync("/api/people?query=%2B2782555"))["items"]!.AsArray());
        Assert.Contains("rosa@marula.example", (await ada.GetAsync("/api/teammates")).ToJsonString());
        await ada.GetProblemAsync("/api/audit", HttpStatusCode.Forbidden);
        await ada.PostAsync($"/api/people/{nomsa.Id}/exports", null, HttpStatusCode.Forbidden);

        // Nobody widens what they see themselves.
        Assert.Equal("not_in_sight", (string?)(await ada.PatchAsync($"/api/roles/{role["id"]}", new { scopes = new { } }, HttpStatusCode.Forbidden))["code"]);
        await ada.PatchAsync($"/api/teammates/{kith.Marula.TeammateIds["Ada"]}", new { seesAll = true }, HttpStatusCode.Forbidden);
        await ada.PostAsync("/api/teammates/invitations", new { email = "new@marula.example" }, HttpStatusCode.Forbidden);
        // A role that teammates have stays; an owner has none.
        Assert.Equal("role_in_use", (string?)(await kith.As(Cast.Mina).DeleteAsync($"/api/roles/{role["id"]}", HttpStatusCode.Conflict))["code"]);
        await kith.As(Cast.Mina).PatchAsync($"/api/teammates/{kith.Marula.TeammateIds["Mina"]}", new { teamRoleId = (Guid)role["id"]! }, HttpStatusCode.BadRequest);
    }
}
