namespace Kith.Mail;

enum AddressToken { Text, Quoted, Comment, Angle, Comma, Semicolon, Colon }

/// <summary>
/// Cuts a header of addresses into its pieces (RFC 5322 §3.2, §3.4) in one walk. What opens and never closes is a letter like others,
/// but only so often: somebody may send nothing else.
/// </summary>
ref struct AddressTokens(string text)
{
    const string Special = "\"(<>,;:\\";
    int at, disappointments = 8;

    /// <summary>What was read last; without its quotes, parentheses or brackets.</summary>
    public string Value { get; private set; } = "";

    public AddressToken Kind { get; private set; }

    public bool Read()
    {
        if (at >= text.Length) return false;
        switch (text[at])
        {
            case '"' when Closing(at, '"', '\0') is { } end: return Take(AddressToken.Quoted, end);
            case '(' when Closing(at, ')', '(') is { } end: return Take(AddressToken.Comment, end);
            case '<': return Angle();
            case ',': return Mark(AddressToken.Comma);
            case ';': return Mark(AddressToken.Semicolon);
            case ':': return Mark(AddressToken.Colon);
        }
        return Text();
    }

    bool Take(AddressToken kind, int end)
    {
        (Kind, Value) = (kind, text[(at + 1)..end]);
        at = end + 1;
        return true;
    }

    bool Mark(AddressToken kind)
    {
        (Kind, Value) = (kind, "");
        at++;
        return true;
    }

    bool Text()
    {
        var start = at;
        at += text[at] == '\\' ? 2 : 1;
        while (at < text.Length && !Special.Contains(text[at])) at++;
        at = Math.Min(at, text.Length);
        (Kind, Value) = (AddressToken.Text, text[start..at].Trim('>'));
        return true;
    }

    // An angle ends at '>', or where the next one or the next address begins; a route before the address may hold commas.
    bool Angle()
    {
        var start = at + 1;
        var end = start;
        var isRoute = start < text.Length && text[start] == '@';
        for (; end < text.Length; end++)
        {
            if (text[end] == '"' && Closing(end, '"', '\0') is { } quoted) end = quoted;
            else if (text[end] is '>' or '<' || text[end] is ',' or ';' && !isRoute) break;
            else if (text[end] == ':') isRoute = false;
        }
        (Kind, Value) = (AddressToken.Angle, text[start..Math.Min(end, text.Length)]);
        at = end < text.Length && text[end] == '>' ? end + 1 : end;
        return true;
    }

    /// <summary>Where the quoted string or comment that opens here closes; null when it never does.</summary>
    int? Closing(int open, char closer, char opener)
    {
        if (disappointments == 0) return null;
        var depth = 0;
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == opener) depth++;
            else if (text[i] == closer && depth-- == 0) return i;
        }
        disappointments--;
        return null;
    }
}
