using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kith.Mail.Imap;

namespace Kith.Mail.Tests.Imap;

public class CuttingTokens
{
    [Theory]
    [InlineData("* 12 EXISTS", "* 12 EXISTS")]
    [InlineData("* LIST (\\Sent \\HasNoChildren) \"/\" \"a \\\"b\\\" \\\\c\"", "* LIST (\\Sent \\HasNoChildren) '/' 'a \"b\" \\c'")]
    [InlineData("* 1 FETCH (FLAGS () BODY[HEADER.FIELDS (DATE FROM)] NIL UID 7)", "* 1 FETCH (FLAGS () BODY[HEADER.FIELDS (DATE FROM)] NIL UID 7)")]
    [InlineData("* 1 FETCH (BODY[] \"a(b{3}\")", "* 1 FETCH (BODY[] 'a(b{3}')")]
    [InlineData("* SEARCH", "* SEARCH")]
    [InlineData("* FLAGS  ( a   b )", "* FLAGS (a b)")]
    [InlineData("* X (a(b(c)))d", "* X (a (b (c))) d")]
    [InlineData("* X {12", "* X {12")]
    [InlineData("* X grün", "* X grün")]
    public void knows_words_strings_and_lists(string line, string tokens) => Assert.Equal(tokens, Print([line], []));

    [Fact]
    public void puts_literals_where_they_stood() => Assert.Equal(
        "* 1 FETCH (BODY[] <a)\r\n> UID 7 X <> (y))", Print(["* 1 FETCH (BODY[] {5}", " UID 7 X ~{0+}", " (y))"], ["a)\r\n\0"[..4], ""]));

    [Theory]
    [InlineData("* X )")]
    [InlineData("* X \"no end")]
    [InlineData("* X \"no end\\\"")]
    [InlineData("((((((((((((((((((((((((((((((((((((((((((((")]
    public void refuses_what_is_none(string line) => Assert.Equal(MailFailureKind.Protocol, Assert.Throws<MailFailure>(() => Print([line], [])).Kind);

    [Theory]
    [InlineData("a {12}", 12L)]
    [InlineData("a {12+}", 12L)]
    [InlineData("a ~{0}", 0L)]
    [InlineData("a {}", null)]
    [InlineData("a {-1}", null)]
    [InlineData("a {1 2}", null)]
    [InlineData("a 12}", null)]
    [InlineData("a {99999999999999999999}", null)]
    public void sees_a_literal_coming(string line, long? size) => Assert.Equal(size, ImapTokens.LiteralAfter(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void never_fails_in_any_other_way() => Prop.ForAll(Gen.ListOf(Gen.Elements(" ()\"\\{}[]*+~a1\0\u00ff".ToCharArray())).Select(string.Concat).ToArbitrary(), line =>
    {
        try
        {
            return ImapTokens.Read([Encoding.Latin1.GetBytes(line)], [Encoding.ASCII.GetBytes("literal")]) is not null;
        }
        catch (MailFailure failure)
        {
            return failure.Kind == MailFailureKind.Protocol;
        }
    }).QuickCheckThrowOnFailure();

    static string Print(string[] lines, string[] literals) =>
        string.Join(' ', ImapTokens.Read([.. lines.Select(Encoding.UTF8.GetBytes)], [.. literals.Select(one => (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(one))]).Select(one => Print(one, lines)));

    static string Print(ImapToken token, string[] lines) =>
        token == ImapToken.Nil ? "NIL"
        : token.Items is { } items ? $"({string.Join(' ', items.Select(one => Print(one, lines)))})"
        : token.Bytes is { } bytes ? $"<{Encoding.UTF8.GetString(bytes.Span)}>"
        : lines.Any(line => line.Contains($"\"{token.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"", StringComparison.Ordinal)) ? $"'{token.Text}'"
        : token.Text;
}
