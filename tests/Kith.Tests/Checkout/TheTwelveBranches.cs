using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kith.Tests.Checkout;

/// <summary>docs/twelve-branches.md sets up a company as it stands there: its pieces of Python are put into one file and run on a Kith where nobody has been before.</summary>
public sealed partial class TheTwelveBranches(World world) : IClassFixture<World>, IDisposable
{
    static readonly string[] onSaturdays = ["Rosebank", "Sandton", "Durban", "Sea Point"];

    readonly string folder = Directory.CreateTempSubdirectory("kith-docs-").FullName;

    [Fact]
    public async Task are_set_up_by_what_the_documentation_says_and_what_comes_in_finds_its_way()
    {
        await using var kith = await world.OpenEmptyAsync();
        var address = $"http://localhost:{Ports.Free()}";
        kith.WithPublicAddress(address);
        kith.UseKestrel(new Uri(address).Port);
        kith.StartServer();

        var said = await FollowAsync(address);

        Assert.Equal(["2 days off; []", "2 days off; []"], said.Where(line => line.Contains("days off", StringComparison.Ordinal)));
        Assert.Contains("A prize at that price! -> North, by Rosebank branch", said);
        using var http = new HttpClient { BaseAddress = new(address) };
        using var signedIn = await http.PostAsJsonAsync("/api/sessions", new { email = "mina@marula.example", Cast.Password });
        signedIn.EnsureSuccessStatusCode();
        await HousesAreOpenAsync(new ApiCaller(http, null));
        await WordsFoundTheirWayAsync(new ApiCaller(http, null));
    }

    static async Task HousesAreOpenAsync(ApiCaller mina)
    {
        var branches = (await mina.GetAsync("/api/branches"))["items"]!.AsArray();
        var saturdays = (string)(await mina.GetAsync("/api/calendars"))["items"]!.AsArray().Single(one => !(bool)one!["isDefault"]!)!["id"]!;
        Assert.Equal(12, branches.Count);
        Assert.All(branches, one => Assert.Single(one!["inCharge"]!.AsArray()));
        Assert.Equal(onSaturdays.Order(), branches.Where(one => (string?)one!["calendarId"] == saturdays).Select(one => (string)one!["name"]!).Order());
        var departments = (await mina.GetAsync("/api/departments"))["items"]!.AsArray();
        Assert.Equal(["Care 1", "Claims 1", "Coast 5", "Inland 5", "North 5", "Pricing 1"], departments.Select(one => $"{one!["name"]} {one["memberIds"]!.AsArray().Count}").Order());
    }

    static async Task WordsFoundTheirWayAsync(ApiCaller mina)
    {
        var cases = (await mina.GetAsync("/api/cases?limit=100"))["items"]!.AsArray();
        Assert.Equal(14, cases.Count);
        var ways = cases.ToDictionary(one => (string)one!["personName"]!, one => $"{one!["departmentName"]} about {one["branchName"]} {string.Join(' ', one["tags"]!.AsArray())}".Trim());
        Assert.Equal(("North about Sandton", "Coast about Gqeberha", "Inland about Upington"), (ways["Thabo of Sandton"], ways["Thabo of Gqeberha"], ways["Thabo of Upington"]));
        Assert.Equal(("Pricing about", "Claims about  urgent"), (ways["Nomsa Tau"], ways["Zanele Khoza"]));
        Assert.All(cases, one => Assert.True(IsOpen(one!), $"{one!["personName"]} is promised an answer at {one["promiseDue"]}, when nobody is there."));
        var told = await mina.GetAsync($"/api/people/{cases.Single(one => (string)one!["personName"]! == "Nomsa Tau")!["personId"]}/timeline");
        Assert.Contains("Price words", told.ToJsonString(), StringComparison.Ordinal);
    }

    static bool IsOpen(JsonNode kase)
    {
        var due = TimeZoneInfo.ConvertTimeFromUtc((DateTime)kase["promiseDue"]!, TimeZoneInfo.FindSystemTimeZoneById("Africa/Johannesburg"));
        var hour = due.TimeOfDay.TotalHours;
        return due.DayOfWeek switch
        {
            DayOfWeek.Sunday => false,
            DayOfWeek.Saturday => onSaturdays.Contains((string?)kase["branchName"]) && hour is > 9 and <= 13,
            _ => (due.Day, due.Month) is not (27, 4) and not (24, 9) && hour is > 8 and <= 17,
        };
    }

    /// <summary>What the script says, line by line. Whoever gets a link in it joins by it.</summary>
    async Task<List<string>> FollowAsync(string address)
    {
        var script = Path.Combine(folder, "set-up.py");
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/twelve-branches.md"));
        await File.WriteAllTextAsync(script, string.Join('\n', Piece().Matches(page).Select(piece => piece.Groups["code"].Value)));
        using var python = Process.Start(new ProcessStartInfo("python3", [script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["KITH"] = address, ["PASSWORD"] = Cast.Password },
        })!;
        var said = new List<string>();
        var complaints = python.StandardError.ReadToEndAsync();
        while (await python.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (Link().Match(line) is { Success: true } link) await JoinAsync(address, link.Groups["name"].Value, link.Groups["token"].Value);
        }
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, await complaints);
        return said;
    }

    static async Task JoinAsync(string address, string name, string token)
    {
        using var http = new HttpClient();
        using var joined = await http.PostAsJsonAsync($"{address}/api/invitations/{token}", new { name, email = $"{name.Replace(' ', '.')}@marula.example", Cast.Password });
        joined.EnsureSuccessStatusCode();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [GeneratedRegex("^```python\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Piece();

    [GeneratedRegex("^(?<name>.+) http.*/app/invitations/(?<token>.+)$")]
    private static partial Regex Link();
}
