using System.Globalization;
using System.Text.RegularExpressions;

namespace Kith.Tests.Checkout;

/// <summary>Each row on foreign text (B) and on mail (F) in the catalogue of what went wrong elsewhere, and each of the 25 pitfalls of mail, is named by a test.</summary>
public partial class TheCatalogue
{
    [Theory]
    [InlineData("B", 20)]
    [InlineData("F", 16)]
    [InlineData("pitfall", 25)]
    public void is_named_row_by_row(string table, int rows)
    {
        var named = Sources().SelectMany(text => table == "pitfall" ? Pitfalls(text) : Rows(text, table)).ToHashSet();
        Assert.Empty(Enumerable.Range(1, rows).Except(named));
    }

    static IEnumerable<string> Sources() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && Path.GetFileName(file) != "TheCatalogue.cs").Select(File.ReadAllText);

    static IEnumerable<int> Rows(string text, string table) => Row().Matches(text).Where(match => match.Groups[1].Value == table).Select(match => Number(match.Groups[2].Value));

    /// <summary>"Pitfall 7", "Pitfalls 2 and 3", "pitfalls 1, 4 and 5".</summary>
    static IEnumerable<int> Pitfalls(string text) => Pitfall().Matches(text).SelectMany(match => Digits().Matches(match.Value)).Select(match => Number(match.Value));

    static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![A-Za-z0-9])([BF])([0-9]{1,2})(?![0-9A-Za-z])")]
    private static partial Regex Row();

    [GeneratedRegex(@"[Pp]itfalls? [0-9]+(, [0-9]+)*( and [0-9]+)?")]
    private static partial Regex Pitfall();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
