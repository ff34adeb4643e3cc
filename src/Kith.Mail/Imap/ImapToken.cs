using System.Globalization;
using System.Text;

namespace Kith.Mail.Imap;

/// <summary>A piece of what a server says (RFC 9051 §4): a word, a quoted string, a literal, a list, or NIL.</summary>
sealed class ImapToken
{
    public static readonly ImapToken Nil = new();

    ImapToken() { }

    /// <summary>Its text; empty for a list and for NIL.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The bytes of a literal; null when they were too many to keep, and for everything else.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; private init; }

    /// <summary>What a list holds; null for everything else.</summary>
    public IReadOnlyList<ImapToken>? Items { get; private init; }

    public static ImapToken Word(string text) => text.Equals("NIL", StringComparison.OrdinalIgnoreCase) ? Nil : new() { Text = text };

    public static ImapToken Quoted(string text) => new() { Text = text };

    public static ImapToken List(IReadOnlyList<ImapToken> items) => new() { Items = items };

    /// <summary>Whether it is a literal that was too large to keep.</summary>
    public bool IsTooLarge { get; private init; }

    /// <summary>A literal as text, for where a name or an address is expected, and as bytes.</summary>
    public static ImapToken Literal(ReadOnlyMemory<byte>? bytes) => new() { Bytes = bytes, IsTooLarge = bytes is null, Text = bytes is { Length: <= 4096 } few ? Encoding.UTF8.GetString(few.Span) : "" };

    public bool Is(string word) => Items is null && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public long? Long => long.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public uint? Number => uint.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
