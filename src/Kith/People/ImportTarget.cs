namespace Kith.People;

/// <summary>What a column of an imported table means.</summary>
static class ImportTarget
{
    public const string Name = "name", FirstName = "firstName", LastName = "lastName", Phone = "phone", Email = "email", Language = "language",
        Organisation = "organisation", Field = "field:";

    static readonly (string Target, string[] Words)[] hints =
    [
        (FirstName, ["first name", "firstname", "given name", "forename", "vorname", "prenom", "nombre"]),
        (LastName, ["last name", "lastname", "surname", "family name", "nachname", "apellido", "apellidos"]),
        (Phone, ["phone", "mobile", "cell", "tel", "telephone", "telefon", "handy", "number", "msisdn", "whatsapp"]),
        (Email, ["email", "mail", "e mail", "correo"]),
        (Organisation, ["company", "organisation", "organization", "firma", "employer", "empresa", "account"]),
        (Language, ["language", "sprache", "lang", "locale", "idioma"]),
        (Name, ["name", "full name", "fullname", "contact", "customer", "person"]),
    ];

    public static bool IsKnown(string target, IReadOnlyList<OwnField> fields) =>
        target is "" or Name or FirstName or LastName or Phone or Email or Language or Organisation || fields.Any(f => Field + f.Key == target);

    /// <summary>By the words of the column's name first, then by what stands in it; empty when nothing speaks for anything.</summary>
    public static string Suggest(string column, IEnumerable<string> cells, IReadOnlyList<OwnField> fields, string? region)
    {
        var words = string.Join(' ', FoldedWords.In(column).Select(word => word.Word));
        if (fields.FirstOrDefault(f => Same(f.Key) || Same(f.Label)) is { } field) return Field + field.Key;
        if (hints.FirstOrDefault(h => h.Words.Contains(words)) is { Target: { } exact }) return exact;

        var filled = cells.Where(cell => cell.Trim().Length > 0).Take(20).ToList();
        if (filled.Count > 0 && filled.Count(cell => EmailAddress.TryParse(cell, out _)) * 2 > filled.Count) return Email;
        if (filled.Count > 0 && filled.Count(cell => PhoneNumber.TryParse(cell, region, out _)) * 2 > filled.Count) return Phone;
        return hints.FirstOrDefault(h => h.Words.Any(hint => words.Split(' ').Contains(hint))).Target ?? "";

        bool Same(string other) => string.Join(' ', FoldedWords.In(other).Select(word => word.Word)) == words;
    }
}
