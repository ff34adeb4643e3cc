using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kith.Tests.Causes;
using Kith.Tests.Posts;

namespace Kith.Tests.Rules;

/// <summary>Every way words leave passes the rules of the house.</summary>
public class PassingTheGate(World world) : IClassFixture<World>
{
    const string Blames = "Hello Nomsa, you failed to sign the form.";

    [Fact]
    public async Task a_rule_that_warns_is_named_mended_or_overruled_with_a_reason_that_stays()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What is missing?", post: null);
        var person = await square.PersonAsync("nomsa");
        await square.Rosa.PutAsync($"/api/drafts/{person}", new { text = Blames });

        var no = await square.SendAsync("nomsa", Blames, null, null, HttpStatusCode.Conflict);
        var one = no["objections"]!.AsArray().Single()!;
        Assert.Equal(("house_rule", "Nobody is blamed", "we still need you to", false), ((string)no["code"]!, (string)one["rule"]!, (string)one["mend"]!, (bool)one["stops"]!));
        Assert.Equal("you failed to", Blames.Substring((int)one["at"]!, (int)one["length"]!));
        Assert.Equal(Blames, (string)(await square.Rosa.GetAsync($"/api/drafts/{person}"))["text"]!);
        Assert.Single((await square.Rosa.PostAsync("/api/rules/check", new { personId = person, text = Blames, connectionId = square.Sender.Connection }, HttpStatusCode.OK))["objections"]!.AsArray());

        Guid[] rules = [(Guid)one["ruleId"]!];
        await square.SendAsync("nomsa", Blames, null, null, HttpStatusCode.BadRequest, new { despite = new { rules, reason = " " } });
        var sent = await square.SendAsync("nomsa", Blames, null, null, more: new { despite = new { rules, reason = "She asked for these words" } });
        var kept = (await square.Rosa.GetAsync($"/api/rules/{rules[0]}/exceptions"))["items"]!.AsArray().Single()!;
        Assert.Equal(("She asked for these words", "you failed to", "Rosa Meyer", (Guid)sent["id"]!), ((string)kept["why"]!, (string)kept["words"]!, (string)kept["teammateName"]!, (Guid)kept["momentId"]!));
        Assert.Equal(1, (int)(await RuleAsync(square, rules[0]))["overruled"]!);
        var record = await square.Kith.LookAsync(db => db.AuditEntries.AsNoTracking().Where(a => a.Action.EndsWith("/messages")).ToListAsync());
        Assert.Contains(record, one => one.Facts!.ToJsonString().Contains("overruling", StringComparison.Ordinal));

        await square.SendAsync("nomsa", "Hello Nomsa, we still need you to sign the form.", null, null);
    }

    [Fact]
    public async Task a_rule_that_stops_cannot_be_overruled_by_anybody()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "Where do I call?", name: "Sipho");
        const string text = "Call her on +27 82 555 0142, please.";

        var no = await square.AnswerAsync("sipho", text, HttpStatusCode.Conflict);
        var one = no["objections"]!.AsArray().Single()!;
        Assert.Equal(("house_rule", true), ((string)no["code"]!, (bool)one["stops"]!));
        await square.AnswerAsync("sipho", text, HttpStatusCode.Conflict, new { knowingly = true, despite = new { rules = new[] { one["ruleId"] }, reason = "I want to" } });
        Assert.Equal(0, await square.Kith.LookAsync(db => db.Deliveries.CountAsync()));

        await square.Kith.As(Cast.Ada).DeleteAsync($"/api/rules/{one["ruleId"]}/force");
        await square.AnswerAsync("sipho", text, more: new { knowingly = true });
    }

    [Fact]
    public async Task subjects_looks_moves_and_tellings_pass_it_too()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "Where is the price?", name: "Sipho");
        var chat = await square.Kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "chat", channel = "webchat", settings = new { } });
        var said = (await square.SaidAsync("sipho")).Last();
        var move = new { channel = "webchat", replyTo = said.Id, text = "You failed to read it. COME HERE NOW" };
        var no = await square.Rosa.PostAsync($"/api/people/{said.PersonId}/moves", move, HttpStatusCode.Conflict);
        Assert.Equal("house_rule", (string)no["code"]!);
        Assert.NotNull(chat);

        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1);
        await square.FixAsync(cause, new() { [""] = "You failed to see it, and it is fixed now." });
        var warned = await square.Rosa.PutAsync($"/api/causes/{cause}/sending", null, HttpStatusCode.Conflict);
        var rule = warned["objections"]!.AsArray().Single()!["ruleId"];
        await square.Rosa.PutAsync($"/api/causes/{cause}/sending", new { despite = new { rules = new[] { rule }, reason = "Their own joke" } });
        await square.Kith.TellAllAsync();
        Assert.Single(await square.ReadAsync("sipho"));
        Assert.Equal("Their own joke", (string)(await square.Rosa.GetAsync($"/api/rules/{rule}/exceptions"))["items"]!.AsArray().Single()!["why"]!);
    }

    [Fact]
    public async Task rules_are_written_tried_on_what_was_said_and_put_back()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "Hello", post: null);
        await square.SendAsync("nomsa", "Your claim MM-004217 is open", null, null);
        await square.SendAsync("nomsa", "It is a big hassle", null, null);
        var ada = square.Kith.As(Cast.Ada);
        object rule = new { name = "Kinder words", kind = "avoid", place = "anywhere", phrases = new[] { new { words = "hassle", better = "task" } } };

        var trial = await ada.PostAsync("/api/rules/trial", rule, HttpStatusCode.OK);
        Assert.Equal((2, 1), ((int)trial["read"]!, (int)trial["objected"]!));
        Assert.Equal("It is a big hassle", (string)trial["examples"]!.AsArray().Single()!["text"]!);
        await square.Rosa.PostAsync("/api/rules", rule, HttpStatusCode.Forbidden);
        await ada.PostAsync("/api/rules", new { name = "x", kind = "numbers", place = "public", phrases = new[] { new { words = ".*" } } }, HttpStatusCode.BadRequest);
        await ada.PostAsync("/api/rules", new { name = "looks for nothing" }, HttpStatusCode.BadRequest);
        await ada.PostAsync("/api/rules", new { name = "x", kind = "avoid", place = "anywhere", phrases = new[] { new { words = "task", better = "big task" } } }, HttpStatusCode.BadRequest);
        var made = await ada.PostAsync("/api/rules", rule);
        Assert.Equal("house_rule", (string)(await square.SendAsync("nomsa", "What a hassle", null, null, HttpStatusCode.Conflict))["code"]!);
        await ada.DeleteAsync($"/api/rules/{made["id"]}");
        await square.SendAsync("nomsa", "What a hassle", null, null);

        var shouting = await RuleAsync(square, BuiltInRules.Shouting);
        await ada.PutAsync($"/api/rules/{BuiltInRules.Shouting}", new { name = "Quiet", kind = "shouting", stops = true, place = "anywhere" });
        var stopped = await square.SendAsync("nomsa", "PLEASE SIGN THE FORM", null, null, HttpStatusCode.Conflict);
        Assert.True((bool)stopped["stops"]!);
        await ada.DeleteAsync($"/api/rules/{BuiltInRules.Shouting}");
        Assert.Equal(shouting.ToJsonString(), (await RuleAsync(square, BuiltInRules.Shouting)).ToJsonString());
        Assert.DoesNotContain((await square.Kith.AsNeighbour(Cast.Ada).GetAsync("/api/rules"))["items"]!.AsArray(), one => (bool)one!["changed"]!);
    }

    /// <summary>A message leaves as a delivery. Whoever makes one takes words that passed; whoever calls words Kith's own is named here.</summary>
    [Fact]
    public void nothing_becomes_a_delivery_that_did_not_pass()
    {
        var sources = Directory.GetFiles(Path.Combine(Repository(), "src", "Kith"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var texts = sources.ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

        Assert.Equal(["DemoPen.cs", "MailCopy.cs", "PostgresHotPath.Loading.cs", "Reply.cs", "SqliteHotPath.Loading.cs"], Naming(@"new Delivery\b(?!\w)"));
        Assert.Equal(["AskAfterwards.cs", "MailCopy.cs", "StartMove.cs"], Naming(@"Cleared\.ByKith\("));
        Assert.Equal(["Gate.cs"], Naming(@"new (Gate\.)?Cleared\("));
        Assert.Empty(Naming(@"(?i)insert into ""?delivery"));
        foreach (var sends in typeof(Reply).GetMethods().Where(method => method.Name is "Pack" or "SendAsync"))
        {
            Assert.Contains(sends.GetParameters(), parameter => parameter.ParameterType == typeof(Gate.Cleared));
            Assert.DoesNotContain(sends.GetParameters(), parameter => parameter.ParameterType == typeof(OwnWords));
        }

        IEnumerable<string> Naming(string pattern) => texts.Where(one => Regex.IsMatch(one.Value, pattern)).Select(one => one.Key).Order(StringComparer.Ordinal);
    }

    static async Task<JsonNode> RuleAsync(Square square, Guid id) => (await square.Rosa.GetAsync("/api/rules"))["items"]!.AsArray().Single(one => (Guid)one!["id"]! == id)!;

    static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Kith.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
