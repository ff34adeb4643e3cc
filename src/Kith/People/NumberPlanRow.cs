using System.Text.Json;

namespace Kith.People;

/// <summary>Reads one plan from the row of positions in which the published metadata keeps it; 0 stands for "none".</summary>
static class NumberPlanRow
{
    const int InternationalPrefix = 1, Numbers = 2, Lengths = 3, Formats = 4, NationalPrefix = 5, PrefixRule = 6, PrefixPattern = 7,
        PrefixTemplate = 8, LeadingDigits = 10, Kinds = 11, ExtensionLabel = 13;

    /// <summary>Regions that share a calling code keep their formats with the leading one.</summary>
    public static NumberPlan Read(string? region, JsonElement row, JsonElement leading) => new()
    {
        Region = region,
        CallingCode = row[0].GetString()!,
        Numbers = new(row[Numbers].GetString()!),
        Lengths = LengthsIn(row, Lengths),
        Kinds = [.. KindsIn(row)],
        InternationalPrefix = Pattern(row, InternationalPrefix),
        NationalPrefix = Pattern(row, PrefixPattern) ?? Pattern(row, NationalPrefix),
        PrefixTemplate = Text(row, PrefixTemplate),
        LeadingDigits = Pattern(row, LeadingDigits),
        ExtensionLabel = Text(row, ExtensionLabel) ?? " ext. ",
        Formats = [.. FormatsIn(row, leading)],
    };

    static IEnumerable<NumberKind> KindsIn(JsonElement row) =>
        from kind in At(row, Kinds)?.EnumerateArray() ?? default
        where kind.ValueKind == JsonValueKind.Array && Text(kind, 0) is not null
        select new NumberKind(new(Text(kind, 0)!), LengthsIn(kind, 1));

    static IEnumerable<NumberFormat> FormatsIn(JsonElement row, JsonElement leading) =>
        from format in (At(row, Formats) ?? At(leading, Formats))?.EnumerateArray() ?? default
        select new NumberFormat(Text(format, 0)!, Text(format, 1)!, Text(format, 5), MostDetailed(format))
        {
            PrefixRule = Text(format, 3) ?? Text(row, PrefixRule) ?? Text(leading, PrefixRule),
        };

    static string? MostDetailed(JsonElement format) => At(format, 2)?.EnumerateArray().Select(digits => digits.GetString()).LastOrDefault();

    static NumberLengths LengthsIn(JsonElement row, int at) =>
        NumberLengths.Of(At(row, at)?.EnumerateArray().Select(length => length.GetInt32()) ?? []);

    static DigitPattern? Pattern(JsonElement row, int at) => Text(row, at) is { } written ? new(written) : null;

    static string? Text(JsonElement row, int at) =>
        at < row.GetArrayLength() && row[at].ValueKind == JsonValueKind.String && row[at].GetString() is { Length: > 0 } text ? text : null;

    static JsonElement? At(JsonElement row, int at) =>
        at < row.GetArrayLength() && row[at] is { ValueKind: JsonValueKind.Array } list ? list : null;
}
