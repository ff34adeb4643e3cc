namespace Kith.Channels;

/// <summary>A template with what its fields say.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Language">The platform's code of its language.</param>
/// <param name="Values">What each field says, in the order of <see cref="MessageTemplate.Fields"/>.</param>
public sealed record FilledTemplate(string Name, string Language, IReadOnlyList<TemplateValue> Values)
{
    /// <summary>The longest a single value may be.</summary>
    public const int LongestValue = 1024;

    /// <summary>Its first line is a header.</summary>
    public bool HasHeader { get; init; }

    /// <summary>Its last line is a footer.</summary>
    public bool HasFooter { get; init; }

    /// <summary>What the fields of this part say, by their names.</summary>
    public IReadOnlyDictionary<string, string> Of(TemplatePart part) =>
        Values.Where(value => value.Part == part).DistinctBy(value => value.Field).ToDictionary(value => value.Field, value => value.Text, StringComparer.Ordinal);
}

/// <summary>What one field says.</summary>
/// <param name="Part">Where it stands.</param>
/// <param name="Field">Which: <see cref="TemplateField.Name"/>.</param>
/// <param name="Text">What it says.</param>
public sealed record TemplateValue(TemplatePart Part, string Field, string Text)
{
    /// <summary>Fields without names are numbered from 1 on.</summary>
    public bool IsNumbered => Field.Length > 0 && Field.All(char.IsAsciiDigit);
}
