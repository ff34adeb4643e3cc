namespace Kith.Mail;

/// <summary>
/// Reads a header of addresses (RFC 5322 §3.4, §4.4) as people and programs write it. One reader for every field: two that disagree
/// are how somebody becomes somebody else.
/// </summary>
sealed class AddressList(int most, DefectList defects)
{
    // RFC 5321 §4.5.3.1: 64 for the local part, 255 for the domain; a name is shown to people.
    const int LongestAddress = 320, LongestName = 500, MostCommasInName = 3;

    readonly List<MailAddress> found = [];
    readonly List<AddressPiece> item = [];
    readonly List<string> lastNames = [];
    bool itemHoldsAt;

    public IReadOnlyList<MailAddress> Found => found;

    public void Read(string header)
    {
        var tokens = new AddressTokens(header);
        while (tokens.Read() && found.Count <= most)
        {
            if (tokens.Kind == AddressToken.Colon) Colon();
            else if (tokens.Kind is AddressToken.Comma or AddressToken.Semicolon) EndItem(mayGoOn: tokens.Kind == AddressToken.Comma);
            else Take(new(tokens.Kind, tokens.Value));
        }
        EndItem(mayGoOn: false);
        if (found.Count <= most) return;
        found.RemoveRange(most, found.Count - most);
        defects.Add("too-many-addresses");
    }

    void Take(AddressPiece piece)
    {
        item.Add(piece);
        itemHoldsAt |= piece.HoldsAt;
    }

    // "Group: a@b.example, c@d.example;" and "mailto:a@b.example" alike: what stands before the colon is no address.
    void Colon()
    {
        if (!itemHoldsAt) item.Clear();
    }

    void EndItem(bool mayGoOn)
    {
        if (item.Exists(p => p.Kind == AddressToken.Angle)) Angles();
        else if (itemHoldsAt) Bare();
        else if (mayGoOn && item.Count > 0 && item.TrueForAll(p => p.Kind == AddressToken.Text) && lastNames.Count < MostCommasInName) lastNames.Add(Words(item));
        else
        {
            Unfinished();
            Nameless();
        }
        item.Clear();
        itemHoldsAt = false;
    }

    /// <summary>"Name" &lt;a@b.example&gt;; several in one item are several addresses whose comma was forgotten.</summary>
    void Angles()
    {
        var addresses = item.Where(p => p.Kind == AddressToken.Angle && p.HoldsAt).ToList();
        if (addresses.Count == 0) addresses = [item.FindLast(p => p.Kind == AddressToken.Angle)];
        var from = 0;
        for (var i = 0; i < addresses.Count; i++)
        {
            var at = item.IndexOf(addresses[i], from);
            var end = i + 1 == addresses.Count ? item.Count : at + 1;
            Add(NameOf(item[from..at], item[(at + 1)..end]), AddressText.Bare(addresses[i].Value));
            from = at + 1;
        }
        foreach (var piece in item.Skip(from).Where(p => p.Kind == AddressToken.Text && p.HoldsAt)) Loose(piece.Value, []);
    }

    // "Last, First <a@b.example>" was one name before it met a comma.
    string NameOf(List<AddressPiece> before, List<AddressPiece> after)
    {
        var name = Words(before);
        if (lastNames.Count > 0 && name.Length > 0 && before[0].Kind == AddressToken.Text) name = $"{string.Join(", ", lastNames)}, {name}";
        else Unfinished();
        lastNames.Clear();
        return name.Length > 0 ? name : Comment([.. before, .. after]) is { Length: > 0 } comment ? comment : Words([.. after.Where(p => !p.HoldsAt)]);
    }

    void Unfinished()
    {
        foreach (var name in lastNames) Add(name, "");
        lastNames.Clear();
    }

    void Bare()
    {
        Unfinished();
        Loose(string.Concat(item.Where(p => p.Kind != AddressToken.Comment).Select(p => p.AsWritten)), item);
    }

    /// <summary>Addresses without brackets: a@b.example (Name), and several with blanks between.</summary>
    void Loose(string text, List<AddressPiece> around)
    {
        var words = AddressText.Words(text);
        var addresses = words.FindAll(w => w.Contains('@'));
        if (addresses.Count == 1 && Comment(around) is { Length: > 0 } comment) Add(comment, AddressText.Bare(addresses[0]));
        else if (addresses.Count == 1) Add(string.Join(' ', words.TakeWhile(w => !w.Contains('@'))), AddressText.Bare(addresses[0]));
        else foreach (var address in addresses) Add("", AddressText.Bare(address));
    }

    /// <summary>A name without an address, or a local mailbox.</summary>
    void Nameless()
    {
        var words = Words(item);
        if (words.Length == 0) return;
        if (words.Contains(' ') || words.Contains("=?", StringComparison.Ordinal) || item.Exists(p => p.Kind == AddressToken.Quoted)) Add(words, "");
        else Add(Comment(item), AddressText.Bare(words));
    }

    void Add(string name, string address)
    {
        var shown = AddressText.Name(name);
        if (address.Length > LongestAddress) defects.Add("address-too-long");
        else if (shown.Length + address.Length > 0) found.Add(new(SafeText.Cut(shown, LongestName), address));
    }

    static string Words(List<AddressPiece> pieces) =>
        string.Concat(pieces.Where(p => p.Kind is not AddressToken.Comment && p is not { Kind: AddressToken.Angle, Value: "" }).Select(p => p.Kind == AddressToken.Angle ? $"<{p.Value}>" : p.Value)).Trim();

    static string Comment(List<AddressPiece> pieces) => pieces.Find(p => p.Kind == AddressToken.Comment).Value?.Trim() ?? "";
}

/// <summary>A piece of one entry of the list.</summary>
readonly record struct AddressPiece(AddressToken Kind, string Value)
{
    public bool HoldsAt => Kind is AddressToken.Text or AddressToken.Angle && Value.Contains('@');

    public string AsWritten => Kind == AddressToken.Quoted ? $"\"{Value}\"" : Value;
}
