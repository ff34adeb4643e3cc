using FsCheck;
using FsCheck.Fluent;

namespace Kith.Tests.People;

/// <summary>Texts nobody writes on a good day: control letters, half letters, marks that turn a line round, far too much of it.</summary>
static class Hostile
{
    static readonly string[] Shards =
    [
        "\0", "\uD83D", "\uDC00", "\u202E", "\u200F", "\u2067", "\uFEFF", "\u00AD", "\u200B", "\r\n", "\t", "\u0130", "\u212A", "e\u0301",
        "\u0660\u0661\u0662", "\uFF11\uFF12", "\uD835\uDFD8", "+", "+27", "0", "00", "82 555 4417", "555", ";ext=", ";phone-context=",
        ";isub=", "tel:", "mailto:", "x", "#", ",,", "~", "(", ")", "-", "@", "\"", "\\", "<", ">", ".", "..", "xn--", "m\u00FCnchen.de",
        "example.com", "nomsa", "a", new('9', 10_240), new('.', 300),
    ];

    public static Arbitrary<string> Texts =>
        Gen.OneOf(Gen.ListOf(Gen.Elements(Shards)).Select(string.Concat), Anything).ToArbitrary();

    static Gen<string> Anything => ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");
}
