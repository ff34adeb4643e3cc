using System.Text.Json;

namespace Kith.Audit;

/// <summary>How far the anchors were accepted outside: a file beside them, so that a restart goes on where it was.</summary>
sealed class ToldAnchors(DataFolder folder)
{
    string Path => System.IO.Path.Combine(folder.Folder("record"), "told.json");

    /// <summary>Null where nothing was ever to be told, or the file cannot be read.</summary>
    public ToldSoFar? Read()
    {
        try { return File.Exists(Path) ? JsonSerializer.Deserialize<ToldSoFar>(File.ReadAllBytes(Path), JsonSerializerOptions.Web) : null; }
        catch (JsonException) { return null; }
    }

    /// <summary>Whole or not at all.</summary>
    public void Write(ToldSoFar told)
    {
        File.WriteAllBytes($"{Path}.coming", JsonSerializer.SerializeToUtf8Bytes(told, JsonSerializerOptions.Web));
        File.Move($"{Path}.coming", Path, overwrite: true);
    }
}

/// <param name="Accepted">By workspace: the last that was accepted.</param>
sealed record ToldSoFar(AnchorPlace Place, Dictionary<Guid, AcceptedAnchor> Accepted);

/// <param name="At">When it was accepted.</param>
sealed record AcceptedAnchor(long Seq, DateTime At);
