namespace Kith.Mail.Tests.Reading;

/// <summary>Real and broken mails that lie outside the repository, because they are not ours.</summary>
static class Corpora
{
    static readonly string[] notMails = [".png", ".gitattributes", "LICENSE"];

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("KITH_CORPORA");

    /// <summary>Every mail, by its path below the folder.</summary>
    public static IReadOnlyList<string> Mails { get; } = Folder is null ? [] :
    [
        .. Directory.EnumerateFiles(Path.Combine(Folder, "mail"), "*", SearchOption.AllDirectories)
            .Where(f => !notMails.Any(n => f.EndsWith(n, StringComparison.Ordinal))).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal),
    ];

    public static InboundMail Read(string mail) => MimeReader.Read(File.ReadAllBytes(Path.Combine(Folder!, mail)));
}

/// <summary>Holds of the mails in the folder that <c>KITH_CORPORA</c> names.</summary>
sealed class CorporaFactAttribute : FactAttribute
{
    public CorporaFactAttribute()
    {
        if (Corpora.Folder is null) Skip = "KITH_CORPORA does not name a folder of mails.";
    }
}
