namespace Kith.Channels;

/// <summary>One field of a channel's settings form.</summary>
/// <param name="Key">Lower-case word under which the value is kept.</param>
/// <param name="Label">What stands above the field.</param>
/// <param name="Kind">What kind of value it takes.</param>
/// <param name="Help">One sentence: what it is and where to find it.</param>
/// <param name="Required">A connection is not switched on without it.</param>
/// <param name="Check">How the value is checked, in words; null when anything goes.</param>
/// <param name="Default">What is used when it is left empty.</param>
/// <param name="Make">For secrets we make ourselves: which shape.</param>
public sealed record SetupField(
    string Key, string Label, FieldKind Kind, string Help, bool Required = false,
    string? Check = null, string? Default = null, SecretShape Make = SecretShape.None)
{
    /// <summary>The other fields can be found out from this one, by the host: the servers of an email address.</summary>
    public bool Finds { get; init; }

    /// <summary>Right as it is for most; folded away in the form.</summary>
    public bool IsRare { get; init; }

    /// <summary>What can be chosen, for <see cref="FieldKind.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>When it is asked for at all; null for always.</summary>
    public SetupWhen? When { get; init; }

    /// <summary>What choosing a word here writes into other fields that are empty or as they were: by the word, then by the field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Fills { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();
}

/// <summary>Another field has one of these values.</summary>
/// <param name="Key">The other field.</param>
/// <param name="Is">Its values.</param>
public sealed record SetupWhen(string Key, IReadOnlyList<string> Is);

/// <summary>What a setup field takes.</summary>
public enum FieldKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A secret: encrypted at rest, never shown again, never logged.</summary>
    Secret,

    /// <summary>An http or https address.</summary>
    Url,

    /// <summary>A phone number.</summary>
    Phone,

    /// <summary>One of some words.</summary>
    Choice,

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    YesNo,

    /// <summary>Id of one of the workspace's departments; empty for the one where everything opens.</summary>
    Department,
}

/// <summary>Secrets that we make and the other side is told.</summary>
public enum SecretShape
{
    /// <summary>The other side makes it; a person types it in.</summary>
    None,

    /// <summary>128 random bits that are safe in a path.</summary>
    Path,

    /// <summary>256 random bits as Standard Webhooks writes them: <c>whsec_</c> and Base64.</summary>
    Whsec,
}
