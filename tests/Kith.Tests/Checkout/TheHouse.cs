using System.Text.RegularExpressions;
using Kith.Channels;

namespace Kith.Tests.Checkout;

public partial class TheHouse
{
    static readonly string[] drawers = ["Service", "Manager", "Helper", "Processor", "Util", "Utils", "Common", "Impl", "Dto"];

    [Fact]
    public void keeps_channels_away_from_databases_and_web_servers()
    {
        var references = typeof(ChannelAttribute).Assembly.GetReferencedAssemblies().Select(name => name.Name!).ToList();

        Assert.Contains("System.Runtime", references);
        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Npgsql", StringComparison.Ordinal));
    }

    [Fact]
    public void has_no_drawers()
    {
        var types = new[] { typeof(Program).Assembly, typeof(ChannelAttribute).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Kith", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(types);
        Assert.Empty(types.Where(type => drawers.Any(drawer => type.Name.EndsWith(drawer, StringComparison.Ordinal))).Select(type => type.FullName));
    }

    [Fact]
    public void names_each_file_once()
    {
        var names = Directory.GetFiles(Path.Combine(Repository.Root, "src/Kith"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)).Select(Path.GetFileName);

        Assert.Empty(names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public void keeps_its_walks_true()
    {
        var walks = Directory.GetFiles(Path.Combine(Repository.Root, "docs/inside"), "*.md").Append(Path.Combine(Repository.Root, "README.md"));
        var named = walks.SelectMany(walk => NamedFile().Matches(File.ReadAllText(walk)).Select(match => (Walk: Path.GetFileName(walk), File: match.Groups[1].Value))).ToList();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !File.Exists(Path.Combine(Repository.Root, name.File)) && !Directory.Exists(Path.Combine(Repository.Root, name.File)));
    }

    /// <summary>A path in backticks that begins in one of the repository's rooms.</summary>
    [GeneratedRegex(@"`((?:src|web|tests|bench|bin|docs)/[^`\s*{]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex NamedFile();
}
