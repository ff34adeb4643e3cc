namespace Kith.Cases;

public sealed partial class Case
{
    public const int LongestTitle = 200, LongestTag = 40, MostTags = 20;

    public string? Title { get; set; }
    public List<string> Tags { get; set; } = [];

    public void Describe(string? title, IReadOnlyList<string>? tags)
    {
        if (title is not null) Title = title.Length == 0 ? null : title;
        if (tags is not null) Tags = [.. tags.Distinct()];
        Version++;
    }
}
