using System.Text;
using Kith.Mail.Wire;

namespace Kith.Mail.Imap;

/// <summary>Cuts what a server says into tokens. It knows the shapes of words, strings, literals and lists, and nothing of what they mean.</summary>
/// <param name="lines">The lines of one response; between two of them stands a literal.</param>
/// <param name="literals">The literals; null for one that was too large to keep.</param>
ref struct ImapTokens(IReadOnlyList<byte[]> lines, IReadOnlyList<ReadOnlyMemory<byte>?> literals)
{
    const int Deepest = 20;

    ReadOnlySpan<byte> rest = lines[0];
    int line;

    /// <summary>Every token of the response.</summary>
    public static IReadOnlyList<ImapToken> Read(IReadOnlyList<byte[]> lines, IReadOnlyList<ReadOnlyMemory<byte>?> literals) => new ImapTokens(lines, literals).Items(0);

    /// <summary>The size of the literal that a line ends with (RFC 9051 §4.3, RFC 3516); null when it ends with none.</summary>
    public static long? LiteralAfter(ReadOnlySpan<byte> line)
    {
        if (line.Length < 3 || line[^1] != '}' || line.LastIndexOf((byte)'{') is not (>= 0 and var at)) return null;
        var digits = line[(at + 1)..^1];
        if (digits is [.. var plain, (byte)'+']) digits = plain;
        return digits.Length is > 0 and < 19 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? long.Parse(digits) : null;
    }

    List<ImapToken> Items(int depth)
    {
        if (depth > Deepest) throw MailWire.Strange("A list stands in a list too deep.");
        var items = new List<ImapToken>();
        while (Next(depth) is { } token) items.Add(token);
        return items;
    }

    // Null at the end of the list, or of all.
    ImapToken? Next(int depth)
    {
        rest = rest.TrimStart((byte)' ');
        if (rest.Length == 0) return null;
        switch (rest[0])
        {
            case (byte)')':
                rest = rest[1..];
                return depth > 0 ? null : throw MailWire.Strange("A list ends that did not begin.");
            case (byte)'(':
                rest = rest[1..];
                return ImapToken.List(Items(depth + 1));
            case (byte)'"':
                return Quoted();
            default:
                return IsLiteral() ? Literal() : Word();
        }
    }

    readonly bool IsLiteral() => line < literals.Count && rest.TrimStart((byte)'~') is [(byte)'{', ..] && LiteralAfter(rest) is not null && rest.IndexOf((byte)' ') < 0;

    ImapToken Literal()
    {
        var literal = literals[line];
        rest = lines[++line];
        return ImapToken.Literal(literal);
    }

    ImapToken Quoted()
    {
        var text = new List<byte>();
        for (var at = 1; at < rest.Length; at++)
        {
            if (rest[at] == '"')
            {
                rest = rest[(at + 1)..];
                return ImapToken.Quoted(Encoding.UTF8.GetString([.. text]));
            }
            if (rest[at] == '\\' && at + 1 < rest.Length) at++;
            text.Add(rest[at]);
        }
        throw MailWire.Strange("A quoted string has no end.");
    }

    // BODY[HEADER.FIELDS (DATE)] is one word, brackets, blanks and all.
    ImapToken Word()
    {
        var (length, brackets) = (0, 0);
        for (; length < rest.Length && (brackets > 0 || rest[length] is not ((byte)' ' or (byte)'(' or (byte)')')); length++)
        {
            if (rest[length] == '[') brackets++;
            if (rest[length] == ']' && brackets > 0) brackets--;
        }
        var word = Encoding.UTF8.GetString(rest[..length]);
        rest = rest[length..];
        return ImapToken.Word(word);
    }
}
