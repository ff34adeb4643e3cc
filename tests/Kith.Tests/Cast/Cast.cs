namespace Kith.Tests;

/// <summary>The standing cast: the same few people in every test, seed, screenshot and page of the docs.</summary>
public static class Cast
{
    public static readonly Member Mina = new("Mina Botha", "mina@marula.example", Role.Owner);
    public static readonly Member Rosa = new("Rosa Meyer", "rosa@marula.example", Role.Teammate);
    public static readonly Member Omar = new("Omar Haddad", "omar@marula.example", Role.Teammate);
    public static readonly Member Ada = new("Ada Lindqvist", "ada@marula.example", Role.Admin);
    public static readonly Member Vera = new("Vera Okafor", "vera@marula.example", Role.Viewer);
    public static readonly Member Lena = new("Lena Fourie", "lena@marula.example", Role.Colleague);

    public const string Password = "a quiet word at noon";

    public static IReadOnlyList<Member> Team => [Mina, Rosa, Omar, Ada, Vera, Lena];
}

public sealed record Member(string Name, string Email, Role Role)
{
    public string FirstName => Name.Split(' ')[0];
}
