using System.Text.Json;

namespace Kith.Sights;

/// <summary>What one caller may see, for the length of one unit of work. The host's own works, owners and whoever has no role of the house see all.</summary>
public sealed class Sight
{
    readonly IReadOnlySet<Type> lacking;

    Sight(Guid of, Scopes scopes, IReadOnlySet<Type> lacking)
    {
        (Of, Scopes, this.lacking) = (of, scopes, lacking);
        // Tables are narrowed in a model of their own, so that who sees all asks the database the very same as before there were roles.
        Model = IsNarrow ? string.Join(' ', lacking.Select(type => type.Name).Order(StringComparer.Ordinal).Prepend("narrow")) : "";
        Key = of == Guid.Empty ? "" : $"{of:N} {JsonSerializer.Serialize(scopes, Wire.Json)} {Model}";
    }

    public static Sight All { get; } = new(Guid.Empty, Scopes.All, new HashSet<Type>());

    /// <summary>The teammate who looks.</summary>
    public Guid Of { get; }

    public Scopes Scopes { get; }

    /// <summary>Whether there are cases that this caller must not see.</summary>
    public bool IsNarrow => Scopes.NarrowCases;

    /// <summary>Whether their departments are all that narrows it: then a running case of one of them, one they own and one they are asked in are in sight, and no others.</summary>
    public bool IsByDepartment => Scopes is { Departments: not null, Branches: null, Connections: null, OwnCasesOnly: false };

    /// <summary>Two sights of one key see the same.</summary>
    public string Key { get; }

    /// <summary>Which shape of the tables they are asked through; empty for the plain one.</summary>
    internal string Model { get; }

    public static Sight Through(Guid teammate, Scopes? scopes) => scopes is null ? All : new(teammate, scopes, new HashSet<Type>());

    /// <summary>The same sight with the filter of one table taken away: what a test does to see that it is missed.</summary>
    internal Sight Lacking(Type table) => new(Of, Scopes, new HashSet<Type>([.. lacking, table]));

    internal bool Lacks(Type table) => lacking.Contains(table);
}
