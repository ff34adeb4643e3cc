namespace Kith.Channels;

/// <summary>A text as the platform approved it, with fields to be filled.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Language">The platform's code of its language: <c>en</c>, <c>pt_BR</c>. The same name in another language is another template.</param>
/// <param name="Category">What the platform counts and prices it as: <c>utility</c>, <c>marketing</c>, …</param>
/// <param name="State">How far its approval is.</param>
/// <param name="Body">Its words, with fields as <c>{{1}}</c> or <c>{{first_name}}</c>.</param>
public sealed record MessageTemplate(string Name, string Language, string Category, TemplateState State, string Body)
{
    /// <summary>What stands above, as text; null when nothing does.</summary>
    public string? Header { get; init; }

    /// <summary>What stands below; null when nothing does.</summary>
    public string? Footer { get; init; }

    /// <summary>What the person can press; nothing of it is ours to fill.</summary>
    public IReadOnlyList<TemplateButton> Buttons { get; init; } = [];

    /// <summary>What is to be filled, in the order in which values are given: those of the header, then those of the body.</summary>
    public IReadOnlyList<TemplateField> Fields { get; init; } = [];

    /// <summary>Why it cannot be sent, as a sentence; null when it can.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Whether the platform itself counts it as an offer, which nobody asked for.</summary>
    public bool IsOffer => Category == "marketing";

    /// <summary>Filled with these, in the order of <see cref="Fields"/>; null when they are too few or too many.</summary>
    public FilledTemplate? Filled(IReadOnlyList<string> values) =>
        values.Count != Fields.Count ? null
            : new(Name, Language, [.. Fields.Zip(values, (field, value) => new TemplateValue(field.Part, field.Name, value))]) { HasHeader = !string.IsNullOrEmpty(Header), HasFooter = !string.IsNullOrEmpty(Footer) };

    /// <summary>The words as the person will read them.</summary>
    public string Words(FilledTemplate filled) => string.Join('\n', new[]
    {
        Header is null ? null : TemplateText.Filled(Header, filled.Of(TemplatePart.Header)),
        TemplateText.Filled(Body, filled.Of(TemplatePart.Body)),
        Footer,
    }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>One thing to be filled.</summary>
/// <param name="Part">Where it stands.</param>
/// <param name="Name">A number from 1 on, or a name.</param>
/// <param name="Example">What its author gave as an example; null when nothing.</param>
public sealed record TemplateField(TemplatePart Part, string Name, string? Example = null);

/// <summary>Something to press beneath a template.</summary>
/// <param name="Kind">The platform's word for it: <c>quick_reply</c>, <c>url</c>, …</param>
/// <param name="Text">What stands on it.</param>
public sealed record TemplateButton(string Kind, string Text);

/// <summary>Where a field stands.</summary>
public enum TemplatePart
{
    /// <summary>Above the words.</summary>
    Header,

    /// <summary>In the words.</summary>
    Body,
}

/// <summary>How far the approval of a template is.</summary>
public enum TemplateState
{
    /// <summary>It may be sent.</summary>
    Approved,

    /// <summary>Nobody has decided yet.</summary>
    Waiting,

    /// <summary>It rests, because too many people did not want it.</summary>
    Paused,

    /// <summary>It was not approved.</summary>
    Rejected,

    /// <summary>It was switched off.</summary>
    Disabled,

    /// <summary>They say something we have no word for.</summary>
    Unknown,
}
