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
        foreach (var path in Paths())
            foreach (var line in ReadLines(path))
            {
                if (line.Contains(name, StringComparison.Ordinal) && Read(line) is { } anchor && anchor.WorkspaceId == workspace) anchor.AddTo(hold);
            }
        return hold;
    }

    public Anchor? LastOf(Guid workspace) => Of(workspace) is [.., var last] ? last : null;

    /// <summary>Behind everything that is written down by now.</summary>
    public AnchorPlace End() =>
        Paths().LastOrDefault() is { } path ? new(Path.GetFileName(path), new FileInfo(path).Length) : new("", 0);

    /// <summary>The next anchor behind a place, of whatever workspace, and the place behind it; null where there is none yet.</summary>
    public (Anchor? Anchor, AnchorPlace Behind)? Next(AnchorPlace place)
    {
        foreach (var path in Paths().Where(path => string.CompareOrdinal(Path.GetFileName(path), place.File) >= 0))
        {
            var name = Path.GetFileName(path);
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            // Whoever put an older file in its place is told all of it once more: a receiver knows what it has.
            var from = name == place.File && place.Offset <= file.Length ? place.Offset : 0;
            file.Position = from;
            using var reader = new StreamReader(file, Encoding.ASCII);
            // A line that is still being written has no end yet.
            if (reader.ReadLine() is { } line && from + line.Length < file.Length) return (Read(line), new(name, from + line.Length + 1));
        }
        return null;
    }

    IOrderedEnumerable<string> Paths() => Directory.EnumerateFiles(folder.Folder("record"), "anchors-*.txt").Order(StringComparer.Ordinal);

    /// <summary>Null of a line that is none of ours.</summary>
    static Anchor? Read(string line) =>
        line.Split(' ') is [var at, var whose, var seq, var hash, .. var more] && Guid.TryParseExact(whose, "N", out var workspace) && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
        && DateTime.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var when) ? new(workspace, place, hash, when, more is [Restored]) : null;

    /// <summary>The server goes on writing while they are read.</summary>
    static IEnumerable<string> ReadLines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.ASCII);
        while (reader.ReadLine() is { } line) yield return line;
    }
}

/// <param name="Hash">What the link hashes to, in hexadecimal.</param>
sealed record Anchor(Guid WorkspaceId, long Seq, string Hash, DateTime At, bool IsRestored)
{
    /// <summary>Adds this to what a chain must still be: a restore takes back what was said of places behind it.</summary>
    public void AddTo(List<Anchor> hold)
    {
        if (IsRestored) hold.RemoveAll(one => one.Seq > Seq);
        hold.Add(this);
    }
}

/// <summary>A place in the files of anchors: a name and bytes from its start.</summary>
sealed record AnchorPlace(string File, long Offset);
