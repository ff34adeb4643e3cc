namespace Kith.Tests.Checkout;

/// <summary>The checked-out repository, found by walking up from the test's own binary.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    static string Find(string folder) => File.Exists(Path.Combine(folder, "Kith.slnx")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd('/'))!);
}
