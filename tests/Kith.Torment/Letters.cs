using Kith.Tests;

namespace Kith.Torment;

/// <summary>Mails whose words are a number that says who wrote them and which it is.</summary>
static class Letters
{
    public static int Number(int person, int n) => person * 1_000_000 + n;

    public static string Write(int person, int n, string to) =>
        Postman.Mail($"{Number(person, n)}@example.org", $"Person {person} <person-{person}@example.org>", $"{Number(person, n)}", to: to);
}
