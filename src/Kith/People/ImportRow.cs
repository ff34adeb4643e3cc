using System.Text.Json;

namespace Kith.People;

/// <summary>One row of a table, read by a mapping: who it speaks of, and what in it could not be used.</summary>
sealed record ImportRow(
    int Row, string? Name, string? Language, string? Organisation, IReadOnlyList<SaidAddress> Addresses, IReadOnlyDictionary<string, JsonElement> Fields, IReadOnlyList<string> Problems)
{
    /// <summary>A spreadsheet runs what begins with one of these; no name does.</summary>
    static readonly char[] formulas = ['=', '+', '-', '@', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20', ' ', '\''];

    public bool IsEmpty => Name is null && Addresses.Count == 0;

    public static ImportRow Read(int number, string[] cells, IReadOnlyList<string> targets, IReadOnlyList<OwnField> own, string? region)
    {
        var (problems, addresses, fields) = (new List<string>(), new List<SaidAddress>(), new Dictionary<string, JsonElement>());
        if (cells.Length > targets.Count) problems.Add($"This row has {cells.Length} cells, the table has {targets.Count} columns.");
        foreach (var (target, cell) in targets.Zip(cells).Where(pair => pair.Second.Trim().Length > 0))
        {
            if (target is AddressKind.Phone or AddressKind.Email) Address(target, cell);
            else if (target.StartsWith(ImportTarget.Field, StringComparison.Ordinal)) Field(own.First(f => ImportTarget.Field + f.Key == target), cell);
        }
        var name = NameOf(All(ImportTarget.Name)) ?? NameOf(All(ImportTarget.FirstName).Concat(All(ImportTarget.LastName)));
        return new(number, name, Language(), NameOf(All(ImportTarget.Organisation)), addresses, fields, problems);

        IEnumerable<string> All(string target) => targets.Zip(cells).Where(pair => pair.First == target).Select(pair => pair.Second);

        void Address(string kind, string cell)
        {
            if (PersonInput.TryAddress(kind, cell, region, out var problem) is { } address) addresses.Add(address);
            else problems.Add(problem!);
        }

        void Field(OwnField field, string cell)
        {
            if (field.Read(cell) is { } value) fields[field.Key] = value;
            else problems.Add($"“{PersonName.Clean(cell)}” does not fit into {field.Label}.");
        }

        string? Language()
        {
            try { return PersonInput.Language(All(ImportTarget.Language).FirstOrDefault(cell => cell.Trim().Length > 0)?.Trim()); }
            catch (Refusal refusal) { problems.Add(refusal.Message); return null; }
        }
    }

    static string? NameOf(IEnumerable<string> cells) => PersonName.Clean(string.Join(' ', cells).Trim().TrimStart(formulas));
}
