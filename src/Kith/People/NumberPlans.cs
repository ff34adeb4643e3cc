using System.Text.Json;

namespace Kith.People;

/// <summary>The numbering plans of the world, embedded at build from the metadata that libphonenumber publishes.</summary>
static class NumberPlans
{
    static readonly Lazy<Atlas> World = new(Load);

    public static IEnumerable<NumberPlan> All => World.Value.ByCallingCode.Values.SelectMany(plans => plans);

    public static NumberPlan? OfRegion(string? region) =>
        region is { Length: 2 } ? World.Value.ByRegion.GetValueOrDefault(region.ToUpperInvariant()) : null;

    /// <summary>The leading plan of a calling code: the United States for 1, Great Britain for 44.</summary>
    public static NumberPlan? Leading(string callingCode) =>
        World.Value.ByCallingCode.GetValueOrDefault(callingCode)?[0];

    /// <summary>The one region, of those that share a calling code, in which the number lives; none for numbers of no region.</summary>
    public static NumberPlan? Claiming(string callingCode, string digits)
    {
        var plans = World.Value.ByCallingCode[callingCode];
        if (plans is [var only]) return only.Region is null ? null : only;

        return Array.Find(plans, plan => plan.Claims(digits));
    }

    static Atlas Load()
    {
        using var file = typeof(NumberPlans).Assembly.GetManifestResourceStream("number-plans.json")!;
        using var json = JsonDocument.Parse(file);
        var countries = json.RootElement.GetProperty("countries");
        var byCallingCode = new Dictionary<string, NumberPlan[]>();

        foreach (var code in json.RootElement.GetProperty("country_calling_codes").EnumerateObject())
            byCallingCode[code.Name] = [.. Sharing(code.Value, countries)];
        foreach (var code in json.RootElement.GetProperty("nonGeographic").EnumerateObject())
            byCallingCode[code.Name] = [NumberPlanRow.Read(null, code.Value, code.Value)];

        return new(byCallingCode, byCallingCode.Values.SelectMany(plans => plans).Where(plan => plan.Region is not null)
            .ToDictionary(plan => plan.Region!));
    }

    static IEnumerable<NumberPlan> Sharing(JsonElement regions, JsonElement countries)
    {
        var leading = countries.GetProperty(regions[0].GetString()!);
        return regions.EnumerateArray().Select(region => region.GetString()!)
            .Select(region => NumberPlanRow.Read(region, countries.GetProperty(region), leading));
    }

    sealed record Atlas(Dictionary<string, NumberPlan[]> ByCallingCode, Dictionary<string, NumberPlan> ByRegion);
}
