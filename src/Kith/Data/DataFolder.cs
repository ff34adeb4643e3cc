using System.Diagnostics;

namespace Kith.Data;

/// <summary>The folder that holds everything a Kith installation owns. One process at a time: a second one is refused.</summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>Whoever held it may be just leaving, or a program that it started holds what it held until it is itself.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(2), pause = TimeSpan.FromMilliseconds(50);

    readonly FileStream held;

    public DataFolder(string path)
    {
        Root = Directory.CreateDirectory(path).FullName;
        if (!OperatingSystem.IsWindows()) new DirectoryInfo(Root).UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        held = Hold(At("kith.lock"));
    }

    public string Root { get; }

    public string At(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    public string Folder(string name) => Directory.CreateDirectory(At(name)).FullName;

    public void Dispose() => held.Dispose();

    FileStream Hold(string path)
    {
        using var rest = new ManualResetEventSlim();
        for (var began = Stopwatch.GetTimestamp(); ; rest.Wait(pause))
            try { return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException) when (Stopwatch.GetElapsedTime(began) < patience) { }
            catch (IOException) { throw new KithCannotStart($"Another Kith already runs on the data folder {Root}. Stop it first, or choose another with KITH_DATA."); }
    }
}
