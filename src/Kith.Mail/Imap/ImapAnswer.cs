namespace Kith.Mail.Imap;

/// <summary>What a server said to a command: how it ended, and what came before.</summary>
sealed record ImapAnswer(ImapResponse End, IReadOnlyList<ImapResponse> Data)
{
    /// <summary>The data of a kind, what follows its name.</summary>
    public IEnumerable<IReadOnlyList<ImapToken>> Of(string kind) =>
        Data.Where(one => one.Data.Count > 0 && one.Data[0].Is(kind)).Select(one => one.Data.Skip(1).ToArray());

    /// <summary>What stands with a response code, wherever it was said.</summary>
    public IReadOnlyList<string>? Code(string name) =>
        Data.Append(End).LastOrDefault(one => one.Code.Count > 0 && one.Code[0].Equals(name, StringComparison.OrdinalIgnoreCase))?.Code.Skip(1).ToArray();

    public uint Number(string code) => Code(code) is [var text, ..] && uint.TryParse(text, out var number) ? number : 0;
}
