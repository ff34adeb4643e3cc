using System.Text.Json.Serialization;

namespace Kith.Sights;

/// <summary>What a role of the house lets its teammates see. Each list narrows the cases further; null leaves that side open.</summary>
public sealed record Scopes
{
    public static Scopes All { get; } = new();

    /// <summary>Only cases of these departments.</summary>
    public List<Guid>? Departments { get; init; }

    /// <summary>Only cases about these branches.</summary>
    public List<Guid>? Branches { get; init; }

    /// <summary>Only cases whose last word came or went by these connections.</summary>
    public List<Guid>? Connections { get; init; }

    /// <summary>Only cases they own.</summary>
    public bool OwnCasesOnly { get; init; }

    /// <summary>Whether telephone numbers, email addresses and other handles are shown whole.</summary>
    public bool ContactDetails { get; init; } = true;

    /// <summary>Whether everything of a person may be taken away as a file.</summary>
    public bool Exports { get; init; } = true;

    /// <summary>Whether the record may be read.</summary>
    public bool Audit { get; init; } = true;

    [JsonIgnore]
    public bool NarrowCases => Departments is not null || Branches is not null || Connections is not null || OwnCasesOnly;
}
