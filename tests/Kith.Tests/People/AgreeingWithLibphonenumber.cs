using System.Diagnostics;
using System.Text.Json;
using Kith.People;
using Xunit.Abstractions;

namespace Kith.Tests.People;

/// <summary>Asks the library whose plans we read what it makes of the same ten thousand writings.</summary>
public class AgreeingWithLibphonenumber(ITestOutputHelper page)
{
    const int Writings = 10_000;
    static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task happens_in_at_least_999_of_1000_writings()
    {
        var writings = NumbersOfTheWorld.Make(Writings, seed: 2782_555_4417);
        var theirs = await TheirVerdictsOn(writings);
        var ours = writings.Select(OurVerdictOn).ToList();

        var differences = Enumerable.Range(0, Writings).Where(n => ours[n] != theirs[n]).ToList();
        var numbers = theirs.Count(verdict => verdict is not null);
        page.WriteLine($"agreement: {100.0 * (Writings - differences.Count) / Writings:0.00} % of {Writings}, of which {numbers} are numbers");
        foreach (var n in differences.Take(40)) page.WriteLine($"{JsonSerializer.Serialize(writings[n])}: we {ours[n]}, they {theirs[n]}");

        Assert.InRange(numbers, Writings / 4, Writings * 3 / 4);
        Assert.InRange(differences.Count, 0, Writings / 1000);
    }

    sealed record Verdict(string E164, string? Region, string? Extension, string National, string International);

    static Verdict? OurVerdictOn(WrittenSomewhere writing) =>
        PhoneNumber.TryParse(writing.Written, writing.Region, out var number)
            ? new(number.E164, number.Region, number.Extension, number.National, number.International) : null;

    static async Task<List<Verdict?>> TheirVerdictsOn(List<WrittenSomewhere> writings)
    {
        string[] words = [InTheHouse("tests/Kith.Tests/People/libphonenumber-verdicts.mjs"), InTheHouse("web/package.json")];
        using var node = Process.Start(new ProcessStartInfo("node", words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var answer = JsonSerializer.DeserializeAsync<List<Verdict?>>(node.StandardOutput.BaseStream, Wire);
        var questions = writings.Select(writing => new[] { writing.Written, writing.Region });
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, questions);
        node.StandardInput.Close();
        return (await answer)!;
    }

    static string InTheHouse(string path)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Kith.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, path);
    }
}
