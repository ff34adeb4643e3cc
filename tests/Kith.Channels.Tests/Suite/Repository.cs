namespace Kith.Channels.Tests.Suite;

/// <summary>Where the sources lie: samples and READMEs are read from there, so that a new folder needs no project file to be touched.</summary>
static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Channels => Path.Combine(Root, "src", "Kith.Channels");

    public static string Tests => Path.Combine(Root, "tests", "Kith.Channels.Tests");

    public static string FolderOf(IChannel channel) => Path.Combine(Channels, channel.GetType().Namespace!.Split('.')[^1]);

    static string Find(string from)
    {
        var folder = new DirectoryInfo(from);
        while (!File.Exists(Path.Combine(folder!.FullName, "Kith.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
