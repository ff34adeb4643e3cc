using System.Text.RegularExpressions;

namespace Kith.Workspaces;

/// <summary>A language as the web names it (BCP 47): <c>en</c>, <c>pt-BR</c>.</summary>
static partial class Languages
{
    public static string Read(string field, string said) =>
        Tag().IsMatch(said) ? said : throw Refusal.Field(field, "This is no language tag, such as en or pt-BR.");

    [GeneratedRegex(@"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\z")]
    private static partial Regex Tag();
}
