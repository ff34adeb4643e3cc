namespace Kith.Data;

/// <summary>The folder that holds everything a Kith installation owns. One process at a time: a second one is refused.</summary>
public sealed class DataFolder : IDisposable
{
    readonly FileStream held;

    public DataFolder(string path)
    {
        Root = Directory.CreateDirectory(path).FullName;
        if (!OperatingSystem.IsWindows()) new DirectoryInfo(Root).UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        try { held = new FileStream(At("kith.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
        catch (IOException) { throw new KithCannotStart($"Another Kith already runs on the data folder {Root}. Stop it first, or choose another with KITH_DATA."); }
    }

    public string Root { get; }

    public string At(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    public string Folder(string name) => Directory.CreateDirectory(At(name)).FullName;

    public void Dispose() => held.Dispose();
}
