namespace Kith.Data;

/// <summary>Who does a thing: a teammate, a person outside, or Kith itself.</summary>
public sealed record Actor(AuthorKind Kind, Guid? Id)
{
    public static Actor System { get; } = new(AuthorKind.System, null);

    public static Actor Of(Teammate teammate) => new(AuthorKind.Teammate, teammate.Id);
}
