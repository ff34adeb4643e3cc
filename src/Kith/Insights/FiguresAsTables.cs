using System.Globalization;
using System.Text.Json;

namespace Kith.Insights;

/// <summary>GET /api/insights/served/table, /api/insights/departments/table and /api/insights/satisfaction/table: the same figures as files that a sheet opens. Times are minutes.</summary>
static class FiguresAsTables
{
    static readonly PromiseKind[] kinds = [PromiseKind.FirstAnswer, PromiseKind.NextAnswer, PromiseKind.Solution];

    public static async Task<FileContentHttpResult> ServedAsync(DateOnly? from, DateOnly? to, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var page = await ServedAlike.ReadAsync(from, to, db, clock, stop);
        return CsvTable.File($"served-{Days(page.From, page.To)}.csv", "what,by,value,name,cases,median_minutes,median_from_minutes,median_to_minutes,nine_of_ten_minutes,likeness",
            LinesOf(ServedWhat.Waiting, page.Waiting).Concat(LinesOf(ServedWhat.Solving, page.Solving)));
    }

    public static async Task<FileContentHttpResult> DepartmentsAsync(DateOnly? from, DateOnly? to, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var page = await DepartmentFigures.ReadAsync(from, to, db, clock, stop);
        var ages = page.Ages.Select((days, at) => at == 0 ? $"open_under_{days}_days" : $"open_{page.Ages[at - 1]}_to_{days}_days").Append($"open_{page.Ages[^1]}_days_or_more");
        var promised = kinds.Select(kind => Word(kind)).SelectMany(kind => new[] { $"{kind}_promised", $"{kind}_kept", $"{kind}_broken", $"{kind}_median_minutes", $"{kind}_nine_of_ten_minutes" });
        return CsvTable.File($"departments-{Days(page.From, page.To)}.csv", string.Join(',', ["department", "open", .. ages, "owed_in_public", "late_and_owed", .. promised, "handed_on"]), page.Items.Select(LineOf));
    }

    public static async Task<FileContentHttpResult> SatisfactionAsync(DateOnly? from, DateOnly? to, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var page = await SatisfactionFigures.ReadAsync(from, to, db, clock, stop);
        var answers = page.Everybody.Answers.Select((_, at) => $"answered_{at + 1}");
        return CsvTable.File($"satisfaction-{Days(page.From, page.To)}.csv", string.Join(',', ["department", "asked", "answered", "average", .. answers]), page.Items.Select(LineOf));
    }

    static IEnumerable<IEnumerable<string>> LinesOf(ServedWhat what, ServedTable table) =>
        table.Groups.SelectMany(group => group.Lines.Select(line => LineOf(what, group.By, line))).Prepend(LineOf(what, ServedBy.Everybody, table.Everybody));

    static IEnumerable<string> LineOf(ServedWhat what, ServedBy by, ServedLine line) =>
        [Word(what), Word(by), line.Value, line.Name ?? "", Said(line.Cases), Said(line.Median), Said(line.Confidence?.From), Said(line.Confidence?.To), Said(line.NineOfTen), Word(line.Likeness)];

    static IEnumerable<string> LineOf(FiguresRow row) =>
        [row.Name, Said(row.Open.Count), .. row.Open.ByAge.Select(Said), Said(row.Open.OwedInPublic), Said(row.Open.Late), .. kinds.SelectMany(kind => Promised(row, kind)), Said(row.HandedOn)];

    static IEnumerable<string> LineOf(SatisfactionRow row) => [row.Name, Said(row.Said.Asked), Said(row.Said.Answered), Said(row.Said.Average), .. row.Said.Answers.Select(Said)];

    static IEnumerable<string> Promised(FiguresRow row, PromiseKind kind) =>
        row.Promises.FirstOrDefault(one => one.Kind == kind) is { } said ? [Said(said.Made), Said(said.Kept), Said(said.Broken), Said(said.Median), Said(said.NineOfTen)] : ["0", "0", "0", "", ""];

    static string Days(DateOnly from, DateOnly to) => $"{from:yyyy-MM-dd}-to-{to:yyyy-MM-dd}";

    static string Said(long count) => count.ToString(CultureInfo.InvariantCulture);

    static string Said(double? minutes) => minutes?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    static string Word(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
