namespace Kith.Calls;

/// <summary>The phone on which a teammate speaks with people.</summary>
static class OwnPhone
{
    public static async Task<string> ReadAsync(KithDb db, string written, CancellationToken stop, string field = "phone") =>
        PhoneNumber.TryParse(written, await HomeRegion.OfAsync(db, stop), out var number) ? number.E164
            : throw Refusal.Field(field, "This is not a phone number that can be called.");
}
