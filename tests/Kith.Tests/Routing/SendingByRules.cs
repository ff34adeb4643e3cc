using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Tests.Routing;

/// <summary>From the door to the row: what rules make of what comes in.</summary>
public class SendingByRules(World world) : IClassFixture<World>
{
    [Fact]
    public async Task the_first_rule_that_fits_takes_it_and_the_case_says_so()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("0", "early", "What is the price?");
        var branch = (Guid)(await kith.As(Cast.Ada).PostAsync("/api/branches", new { name = "Rosebank" }))["id"]!;
        await PutAsync(kith,
            new { name = "price words", conditions = new { anyWords = new[] { "price", "costs a lot" }, noWords = new[] { "prize" } }, outcome = new { departmentId = kith.Marula.Accounts, branchId = branch, owner = "teammate", ownerId = kith.Marula.TeammateIds["Omar"], tags = new[] { "money" } } },
            new { name = "public", conditions = new { inPublic = true }, outcome = new { departmentId = kith.Marula.Accounts } });

        await partner.TellsAsync("1", "nomsa", "Your PRICE went up", name: "Nomsa Ndlovu");
        await partner.TellsAsync("2", "sipho", "I won a prize, what price?");

        Assert.Equal(kith.Marula.Care, Assert.Single(await partner.CasesAsync("early")).DepartmentId);
        Assert.Equal(kith.Marula.Care, Assert.Single(await partner.CasesAsync("sipho")).DepartmentId);
        var kase = Assert.Single(await partner.CasesAsync("nomsa"));
        Assert.Equal((kith.Marula.Accounts, branch, kith.Marula.TeammateIds["Omar"], "money"), (kase.DepartmentId, kase.BranchId!.Value, kase.OwnerId!.Value, Assert.Single(kase.Tags)));
        var opened = (await partner.MomentsAsync("nomsa")).Single(m => m.Kind == MomentKind.CaseOpened).Detail!;
        Assert.Equal(("rule", "price words", "Accounts", "Rosebank", "Omar Haddad"), ((string)opened["sentBy"]!, (string)opened["ruleName"]!, (string)opened["departmentName"]!, (string)opened["branchName"]!, (string)opened["ownerName"]!));
        Assert.Equal("default", (string)(await partner.MomentsAsync("sipho")).Single(m => m.Kind == MomentKind.CaseOpened).Detail!["sentBy"]!);
        var notice = Assert.Single((await kith.As(Cast.Omar).GetAsync("/api/notices"))["items"]!.AsArray())!;
        Assert.Equal(("given", kase.Number), ((string)notice["kind"]!, (long)notice["caseNumber"]!));
    }

    [Fact]
    public async Task asks_for_what_is_known_of_the_person()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("1", "nomsa", "hello");
        var first = Assert.Single(await partner.CasesAsync("nomsa"));
        await kith.As(Cast.Omar).PutAsync("/api/cases/1/assignment", new { ownerId = kith.Marula.TeammateIds["Omar"] });
        await kith.As(Cast.Ada).PostAsync("/api/fields", new { key = "plan", label = "Plan", kind = "text" });
        await kith.As(Cast.Rosa).PatchAsync($"/api/people/{first.PersonId}", new { language = "pt-BR", fields = new { plan = "Gold" } });
        await kith.WriteAsync(kith.Marula, db => { db.Add(new Moment { WorkspaceId = db.WorkspaceId, Id = Ids.New(Life.Now), PersonId = first.PersonId, CaseId = first.Id, At = Life.Now, RecordedAt = Life.Now, Kind = MomentKind.Message, Direction = Direction.Out, AuthorKind = AuthorKind.Teammate, AuthorId = kith.Marula.TeammateIds["Rosa"], Text = "olá" }); return Task.FromResult(0); });
        await kith.As(Cast.Omar).PutAsync("/api/cases/1/closure", null);
        await kith.WriteAsync(kith.Marula, async db => (await db.Cases.SingleAsync()).ClosedAt = Life.Now.AddDays(-10));
        await PutAsync(kith, new { name = "gold in Portuguese", conditions = new { languages = new[] { "pt" }, fields = new[] { new { key = "plan", values = new[] { "gold" } } } }, outcome = new { departmentId = kith.Marula.Accounts, owner = "sameAsBefore" } });

        await partner.TellsAsync("2", "nomsa", "and another thing");
        await partner.TellsAsync("3", "sipho", "hello");

        var again = (await partner.CasesAsync("nomsa")).Single(c => c.Number == 2);
        Assert.Equal((kith.Marula.Accounts, kith.Marula.TeammateIds["Rosa"]), (again.DepartmentId, again.OwnerId!.Value));
        Assert.Equal(kith.Marula.Care, Assert.Single(await partner.CasesAsync("sipho")).DepartmentId);
    }

    [Fact]
    public async Task shares_them_out_among_those_who_are_in()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await PutAsync(kith, new { name = "share", conditions = new { }, outcome = new { owner = "leastBusy" } });
        await partner.TellsAsync("0", "p0", "nobody is in");
        await using var rosa = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Rosa"]);
        await using var mina = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Mina"]);
        await using var omar = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Omar"]);
        for (var n = 1; n <= 4; n++) await partner.TellsAsync($"{n}", $"p{n}", "hello");
        await kith.As(Cast.Mina).PutAsync("/api/me/away", new { });
        await partner.TellsAsync("5", "p5", "hello");

        var owners = await kith.LookAsync(db => db.Cases.OrderBy(c => c.Number).Select(c => c.OwnerId).ToListAsync());
        Guid? one = kith.Marula.TeammateIds["Rosa"], other = kith.Marula.TeammateIds["Mina"];
        Assert.Null(owners[0]);
        Assert.Equal((2, 2), (owners.Skip(1).Take(4).Count(o => o == one), owners.Skip(1).Take(4).Count(o => o == other)));
        Assert.Equal(one, owners[5]);
    }

    [Fact]
    public async Task also_what_opens_by_other_doors()
    {
        await using var kith = await world.OpenAsync();
        await PutAsync(kith, new { name = "price words", conditions = new { anyWords = new[] { "price" } }, outcome = new { departmentId = kith.Marula.Accounts } });
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");

        Assert.Equal("Accounts", (string)(await kith.As(Cast.Rosa).PostAsync("/api/cases", new { personId = nomsa.Id, title = "The price" }))["departmentName"]!);
        Assert.Equal("Care", (string)(await kith.As(Cast.Rosa).PostAsync("/api/cases", new { personId = nomsa.Id, title = "The price", departmentId = kith.Marula.Care }))["departmentName"]!);
        await kith.As(Cast.Rosa).PostAsync("/api/mentions", new { text = "Their price is a riddle", authorName = "Thandi" });
        Assert.Equal([kith.Marula.Accounts, kith.Marula.Care, kith.Marula.Accounts], await kith.LookAsync(db => db.Cases.OrderBy(c => c.Number).Select(c => c.DepartmentId).ToListAsync()));
        Assert.Equal(["rule", "teammate", "rule"], (await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.CaseOpened).OrderBy(m => m.Id).ToListAsync())).Select(m => (string)m.Detail!["sentBy"]!));
    }

    [Fact]
    public async Task says_what_never_gets_a_turn_and_refuses_what_can_never_be()
    {
        await using var kith = await world.OpenAsync();
        var accounts = new { departmentId = kith.Marula.Accounts };
        var kept = await PutAsync(kith,
            new { name = "price", off = false, conditions = (object)new { anyWords = new[] { "price" } }, outcome = accounts },
            new { name = "price list by mail", off = false, conditions = (object)new { anyWords = new[] { "price list" }, channels = new[] { "email" } }, outcome = accounts },
            new { name = "all", off = false, conditions = (object)new { }, outcome = accounts },
            new { name = "asleep", off = true, conditions = (object)new { }, outcome = accounts });
        Assert.Equal(["", "It never gets a turn: “price” stands before it and takes all that it would.", "It takes everything that comes to it, so no rule below it gets a turn.", ""],
            kept["items"]!.AsArray().Select(one => string.Join("|", one!["warnings"]!.AsArray().Select(w => (string)w!))));

        async Task<string> RefusedAsync(object conditions, object? outcome = null, HttpStatusCode status = HttpStatusCode.Conflict) =>
            (string)(await kith.As(Cast.Ada).PutAsync("/api/routes", new { items = new[] { new { name = "odd", conditions, outcome = outcome ?? accounts } } }, status))["code"]!;
        Assert.Equal("never_fits", await RefusedAsync(new { allWords = new[] { "the price list" }, noWords = new[] { "price" } }));
        Assert.Equal("never_fits", await RefusedAsync(new { channels = new[] { "sms" }, inPublic = true }));
        Assert.Equal("does_nothing", await RefusedAsync(new { anyWords = new[] { "price" } }, new { }));
        Assert.Equal("invalid", await RefusedAsync(new { anyWords = new[] { "..." } }, status: HttpStatusCode.BadRequest));
        Assert.Equal("invalid", await RefusedAsync(new { channels = new[] { "pigeon" } }, status: HttpStatusCode.BadRequest));
        Assert.Equal("invalid", await RefusedAsync(new { }, new { owner = "teammate", ownerId = kith.Marula.TeammateIds["Vera"] }, HttpStatusCode.BadRequest));
        var second = await kith.As(Cast.Ada).PutAsync("/api/routes", new { items = new object[] { new { name = "first", outcome = new { tags = new[] { "x" } } }, new { name = "second", conditions = new { channels = new[] { "pigeon" } }, outcome = new { tags = new[] { "x" } } } } }, HttpStatusCode.BadRequest);
        Assert.StartsWith("“second”: There is no such kind of channel. There are ", (string)second["errors"]!["items[1]"]![0]!, StringComparison.Ordinal);
        Assert.Equal("not_found", await RefusedAsync(new { }, new { departmentId = kith.Town.Neighbour.Care }, HttpStatusCode.NotFound));
        await kith.As(Cast.Rosa).PutAsync("/api/routes", new { items = Array.Empty<object>() }, HttpStatusCode.Forbidden);
        Assert.Equal(4, (await kith.As(Cast.Vera).GetAsync("/api/routes"))["items"]!.AsArray().Count);
        Assert.Empty((await kith.AsNeighbour(Cast.Ada).GetAsync("/api/routes"))["items"]!.AsArray());
    }

    [Fact]
    public async Task shows_beforehand_what_they_would_have_made_of_the_last_month()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        for (var n = 0; n < 6; n++) await partner.TellsAsync($"{n}", $"p{n}", n % 3 == 0 ? "What is the price?" : "Where is my parcel?");
        object[] draft = [new { name = "price", conditions = new { anyWords = new[] { "price" } }, outcome = new { departmentId = kith.Marula.Accounts } }];

        var seen = await kith.As(Cast.Ada).PostAsync("/api/routes/preview", new { items = draft }, HttpStatusCode.OK);
        Assert.Equal((6, 2, false), ((int)seen["read"]!, (int)seen["changed"]!, (bool)seen["capped"]!));
        Assert.Equal(["Care 6 4", "Accounts 0 2"], seen["departments"]!.AsArray().Select(one => $"{one!["name"]} {one["before"]} {one["after"]}"));
        Assert.Equal("What is the price? Care Accounts price", seen["examples"]!.AsArray().Select(one => $"{one!["text"]} {one["before"]} {one["after"]} {one["ruleName"]}").Distinct().Single());
        Assert.Empty((await kith.As(Cast.Ada).GetAsync("/api/routes"))["items"]!.AsArray());

        var tried = await kith.As(Cast.Rosa).PostAsync("/api/routes/trial", new { text = "the price, please", connectionId = partner.Connection, items = draft }, HttpStatusCode.OK);
        Assert.Equal(("price", "Accounts", "rule", "price"), ((string)tried["ruleName"]!, (string)tried["departmentName"]!, (string)tried["by"]!, (string)tried["rules"]![0]!["words"]![0]!));
        var past = await kith.As(Cast.Rosa).PostAsync("/api/routes/trial", new { @case = 2, items = draft }, HttpStatusCode.OK);
        Assert.Equal(("Care", "anyWords", "Where is my parcel?"), ((string)past["departmentName"]!, (string)past["rules"]![0]!["missed"]!, (string)past["text"]!));
    }

    [Fact]
    public async Task goes_on_when_what_a_rule_names_goes_away()
    {
        await using var kith = await world.OpenAsync();
        var branch = (Guid)(await kith.As(Cast.Ada).PostAsync("/api/branches", new { name = "Rosebank" }))["id"]!;
        await PutAsync(kith,
            new { name = "branch", conditions = (object)new { branches = new[] { branch } }, outcome = (object)new { departmentId = kith.Marula.Accounts } },
            new { name = "Omar's", conditions = (object)new { anyWords = new[] { "Omar" } }, outcome = (object)new { departmentId = kith.Marula.Accounts, branchId = branch, owner = "teammate", ownerId = kith.Marula.TeammateIds["Omar"] } });
        await kith.As(Cast.Ada).DeleteAsync($"/api/branches/{branch}", HttpStatusCode.NoContent);
        await kith.As(Cast.Mina).DeleteAsync($"/api/teammates/{kith.Marula.TeammateIds["Omar"]}", HttpStatusCode.NoContent);
        await kith.As(Cast.Ada).DeleteAsync($"/api/departments/{kith.Marula.Accounts}", HttpStatusCode.NoContent);

        var left = (await kith.As(Cast.Ada).GetAsync("/api/routes"))["items"]!.AsArray();
        Assert.True((bool)left[0]!["off"]!);
        Assert.Equal((kith.Marula.Care, null, "nobody"), ((Guid)left[1]!["outcome"]!["departmentId"]!, (string?)left[1]!["outcome"]!["branchId"], (string)left[1]!["outcome"]!["owner"]!));
        await PutAsync(kith, [.. left.Select(one => one!.DeepClone())]);
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("1", "nomsa", "Is Omar there?");
        Assert.Equal((kith.Marula.Care, null), ((await partner.CasesAsync("nomsa"))[0].DepartmentId, (await partner.CasesAsync("nomsa"))[0].OwnerId));
    }

    static Task<JsonNode> PutAsync(KithUnderTest kith, params object[] items) => kith.As(Cast.Ada).PutAsync("/api/routes", new { items });
}
