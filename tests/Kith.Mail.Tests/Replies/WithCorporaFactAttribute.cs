namespace Kith.Mail.Tests.Replies;

/// <summary>A fact about the data of others, which is not part of the project: skipped, and saying so, where <c>KITH_CORPORA</c> names no folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class WithCorporaFactAttribute : FactAttribute
{
    public static string? Folder => Environment.GetEnvironmentVariable("KITH_CORPORA") is { Length: > 0 } folder ? folder : null;

    public WithCorporaFactAttribute() => Skip = Folder is null ? "KITH_CORPORA names no folder with mails to read." : null;
}
