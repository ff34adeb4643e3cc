namespace Kith.Cli;

/// <summary>The lines a receiver of anchors kept, each the body of one message as it came (<see cref="AnchorMessage"/>).</summary>
sealed class OutsideAnchors
{
    readonly Dictionary<Guid, List<Anchor>> byWorkspace = [];

    public static OutsideAnchors None { get; } = new();

    public IEnumerable<Guid> Workspaces => byWorkspace.Keys;

    /// <summary>Lines that are no anchors.</summary>
    public List<string> Wrong { get; } = [];

    public static async Task<OutsideAnchors> ReadAsync(string path, CancellationToken stop)
    {
        if (!File.Exists(path)) throw new KithCannotStart($"There is no file {path}.");

        var (read, number) = (new OutsideAnchors(), 0);
        await foreach (var line in File.ReadLinesAsync(path, stop))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (AnchorMessage.Read(line) is not { } anchor) read.Wrong.Add($"Line {number} of {path} is no anchor.");
            else anchor.AddTo(read.byWorkspace.TryGetValue(anchor.WorkspaceId, out var hold) ? hold : read.byWorkspace[anchor.WorkspaceId] = []);
        }
        if (number == 0) read.Wrong.Add($"{path} holds no anchors.");
        return read;
    }

    public IReadOnlyList<Anchor> Of(Guid workspace) => byWorkspace.GetValueOrDefault(workspace) ?? [];
}
