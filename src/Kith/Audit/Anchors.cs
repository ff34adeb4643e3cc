using System.Globalization;
using System.Text;

namespace Kith.Audit;

/// <summary>
/// Where the ends of the chains are written down outside the database: files in the data folder, one a month, to which lines are only added.
/// Whoever cuts the end off a chain, or writes all of it anew, would have to change these too.
/// </summary>
sealed class Anchors(DataFolder folder)
{
    const string Restored = "restored";
    readonly Lock gate = new();

    /// <summary>Adds the end of a chain; a restored one says that what was anchored behind it is gone for good reason.</summary>
    public Anchor Drop(Guid workspace, long seq, byte[] hash, DateTime at, bool isRestored = false)
    {
        var anchor = new Anchor(workspace, seq, Convert.ToHexStringLower(hash), at, isRestored);
        var line = string.Create(CultureInfo.InvariantCulture, $"{at:O} {workspace:N} {seq} {anchor.Hash}{(isRestored ? $" {Restored}" : "")}\n");
        lock (gate)
        {
            using var file = new FileStream(Path.Combine(folder.Folder("record"), string.Create(CultureInfo.InvariantCulture, $"anchors-{at:yyyy-MM}.txt")), FileMode.Append, FileAccess.Write, FileShare.Read);
            file.Write(Encoding.ASCII.GetBytes(line));
            file.Flush(flushToDisk: true);
        }
        return anchor;
    }

    /// <summary>What the chain of a workspace must still be, in the order in which it was said.</summary>
    public List<Anchor> Of(Guid workspace)
    {
        var name = workspace.ToString("N");
        var hold = new List<Anchor>();
        foreach (var path in Directory.EnumerateFiles(folder.Folder("record"), "anchors-*.txt").Order(StringComparer.Ordinal))
            foreach (var line in ReadLines(path))
            {
                if (line.Split(' ') is not [var at, var whose, var seq, var hash, .. var more] || whose != name) continue;

                var anchor = new Anchor(workspace, long.Parse(seq, CultureInfo.InvariantCulture), hash, DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), more is [Restored]);
                if (anchor.IsRestored) hold.RemoveAll(one => one.Seq > anchor.Seq);
                hold.Add(anchor);
            }
        return hold;
    }

    public Anchor? LastOf(Guid workspace) => Of(workspace) is [.., var last] ? last : null;

    /// <summary>The server goes on writing while they are read.</summary>
    static IEnumerable<string> ReadLines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.ASCII);
        while (reader.ReadLine() is { } line) yield return line;
    }
}

/// <param name="Hash">What the link hashes to, in hexadecimal.</param>
sealed record Anchor(Guid WorkspaceId, long Seq, string Hash, DateTime At, bool IsRestored);
