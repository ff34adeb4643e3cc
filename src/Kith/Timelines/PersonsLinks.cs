using System.Text.RegularExpressions;

namespace Kith.Timelines;

/// <summary>A link by which a person answers how it was is theirs: a teammate reads that it was sent, and cannot press it in their place.</summary>
static partial class PersonsLinks
{
    const string Hidden = "$1…";

    extension(Moment moment)
    {
        /// <summary>The words as the team reads them. Only Kith itself sends such links.</summary>
        public string? TextForTeam => moment is { AuthorKind: AuthorKind.System, Text: { } text } ? Link().Replace(text, Hidden) : moment.Text;
    }

    [GeneratedRegex("(/how/)[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
