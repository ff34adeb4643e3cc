namespace Kith.Mail.Tests.Replies;

/// <summary>Files that lie beside these tests.</summary>
static class Samples
{
    public static Stream Open(string name) => typeof(Samples).Assembly.GetManifestResourceStream(typeof(Samples).Namespace + "." + name)!;

    /// <summary>Each sample is named behind <c>###</c>; what is new in it stands behind <c>###=</c>.</summary>
    public static IEnumerable<(string Name, string Mail, string New)> Replies(string file)
    {
        using var reader = new StreamReader(Open(file));
        foreach (var sample in ("\n" + reader.ReadToEnd()).Split("\n### ", StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = sample.Split("\n###=\n");
            var name = parts[0].Split('\n')[0];
            yield return (name, parts[0][(name.Length + 1)..], parts[1].Trim('\n'));
        }
    }
}
