using System.Text;
using Kith.Mail.Wire;

namespace Kith.Mail.Imap;

/// <summary>One response of a server (RFC 9051 §7): a status with words for people, data in tokens, or the wish that we go on.</summary>
sealed record ImapResponse
{
    const int LongestText = 4 * 1024 * 1024;
    const int MostLiterals = 1000;
    static readonly string[] Statuses = ["OK", "NO", "BAD", "BYE", "PREAUTH"];

    /// <summary>Our tag, <c>*</c>, or <c>+</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>OK, NO, BAD, BYE or PREAUTH; empty for data.</summary>
    public string Status { get; init; } = "";

    /// <summary>The response code of a status (RFC 5530), e.g. <c>UIDVALIDITY</c>, and what stands with it.</summary>
    public IReadOnlyList<string> Code { get; init; } = [];

    /// <summary>The words of a status.</summary>
    public string Words { get; init; } = "";

    /// <summary>Data: what follows the <c>*</c>.</summary>
    public IReadOnlyList<ImapToken> Data { get; init; } = [];

    public bool IsOk => Status is "OK" or "PREAUTH";

    /// <summary>Whether it is data of this kind: <c>* LIST …</c> or <c>* 12 EXISTS</c>.</summary>
    public bool Is(string kind) => (Data.Count > 0 && Data[0].Is(kind)) || (Data.Count > 1 && Data[0].Number is not null && Data[1].Is(kind));

    /// <summary>Reads one. A literal larger than the limit is read past and not kept.</summary>
    public static async Task<ImapResponse> ReadAsync(MailWire wire, long largest, CancellationToken time)
    {
        var (lines, literals, text) = (new List<byte[]>(), new List<ReadOnlyMemory<byte>?>(), 0);
        while (true)
        {
            lines.Add(await wire.ReadLineAsync(LongestText - text, time));
            text += lines[^1].Length;
            if (lines.Count == 1 && StatusOf(lines[0]) is { } status) return status;
            if (ImapTokens.LiteralAfter(lines[^1]) is not { } size) return Parse(lines, literals);
            if (literals.Count == MostLiterals || size > 2 * largest) throw MailWire.Strange($"The server sends {size} bytes at once.");
            literals.Add(await LiteralAsync(wire, size, largest, time));
        }
    }

    static async Task<ReadOnlyMemory<byte>?> LiteralAsync(MailWire wire, long size, long largest, CancellationToken time)
    {
        if (size > largest)
        {
            await wire.SkipAsync(size, time);
            return null;
        }
        return await wire.ReadBytesAsync((int)size, time);
    }

    static ImapResponse Parse(List<byte[]> lines, List<ReadOnlyMemory<byte>?> literals)
    {
        var tokens = ImapTokens.Read(lines, literals);
        if (tokens.Count == 0) throw MailWire.Strange("The server sent an empty line.");
        return new() { Tag = tokens[0].Text, Data = [.. tokens.Skip(1)] };
    }

    // The words of a status are for people: nothing in them is a list or a literal, whatever it looks like.
    static ImapResponse? StatusOf(byte[] line)
    {
        var parts = Encoding.UTF8.GetString(line).Split(' ', 3);
        if (parts[0] == "+") return new() { Tag = "+", Words = Encoding.UTF8.GetString(line)[1..].Trim() };
        if (parts.Length < 2 || !Statuses.Contains(parts[1].ToUpperInvariant())) return null;

        var words = parts.Length > 2 ? parts[2] : "";
        var end = words.StartsWith('[') ? words.IndexOf(']', StringComparison.Ordinal) : -1;
        return new()
        {
            Tag = parts[0],
            Status = parts[1].ToUpperInvariant(),
            Code = end > 0 ? words[1..end].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [],
            Words = words[(end + 1)..].Trim(),
        };
    }
}
