using System.Text.RegularExpressions;
using Kith.Tests.Checkout;

namespace Kith.Tests.Data;

/// <summary>docs/configuration.md is what KithSettings says of itself. KITH_APPROVE=1 writes it anew.</summary>
public partial class TheSettings
{
    [Fact]
    public async Task as_the_docs_list_them_are_the_approved_ones()
    {
        var code = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src/Kith/Data/KithSettings.cs"));
        var settings = Described().Matches(code);
        var read = Read().Matches(code).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(read, settings.Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));

        var page = Page(settings);
        var approved = Path.Combine(Repository.Root, "docs/configuration.md");
        if (Environment.GetEnvironmentVariable("KITH_APPROVE") == "1") await File.WriteAllTextAsync(approved, page);
        Assert.Equal(await File.ReadAllTextAsync(approved), page);
    }

    static string Page(IEnumerable<Match> settings) => $"""
        # Settings

        Kith starts with none of them. All are environment variables, read once at start; `src/Kith/Data/KithSettings.cs` is where they are
        read, and this page is made from it (`bin/approve`). What people set, channels and hours and the like, is set in the workspace.

        | setting | what it does | default |
        |---|---|---|
        {string.Join('\n', settings.Select(Row))}

        """;

    static string Row(Match setting)
    {
        var words = Code().Replace(setting.Groups["words"].Value, "`$1`");
        var usual = setting.Groups["default"].Value.Trim('"');
        return $"| `{setting.Groups["name"].Value}` | {char.ToUpperInvariant(words[0])}{words[1..]} | {(usual is "" or "[]" ? "" : $"`{usual}`")} |";
    }

    [GeneratedRegex("""/// <summary>(?<name>KITH_\w+): (?<words>.+?)</summary>\n    public [^\n]*? \{ get; init; \}(?: = (?<default>[^;]+);)?""")]
    private static partial Regex Described();

    [GeneratedRegex("""settings\["(KITH_\w+)"\]""")]
    private static partial Regex Read();

    [GeneratedRegex("<c>(.+?)</c>")]
    private static partial Regex Code();
}
