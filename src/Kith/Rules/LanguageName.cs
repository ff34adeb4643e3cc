namespace Kith.Rules;

/// <summary>A language as a teammate calls it.</summary>
static class LanguageName
{
    public static string Of(string language)
    {
        try { return System.Globalization.CultureInfo.GetCultureInfo(language).EnglishName; }
        catch (System.Globalization.CultureNotFoundException) { return language; }
    }

    /// <summary>Without its region: de of de-AT.</summary>
    public static string? Bare(string? language) => language?.Split('-')[0].ToLowerInvariant();
}
