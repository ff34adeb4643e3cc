namespace Kith.TryIt;

/// <summary>A pretend phone in somebody's hand: GET shows its messages, POST writes one.</summary>
static class PhoneDoors
{
    const int LongestText = 1600;

    public static async Task<IResult> ReadAsync(string number, PretendPhones phones, CancellationToken stop)
    {
        var messages = await phones.ReadAsync(NumberOf(number), stop);
        return Results.Json(messages.Select(m => new { id = m.Sid, mine = m.IsFromPhone, text = m.Body, at = m.At.UtcDateTime }), Wire.Json);
    }

    public static async Task<IResult> WriteAsync(string number, PhoneWords said, PretendPhones phones, CancellationToken stop) =>
        await phones.WriteAsync(NumberOf(number), (said with { File = null }).Words(LongestText), stop) ? Results.NoContent() : throw NotTaken("The carrier");

    public static string NumberOf(string number) =>
        PhoneNumber.TryParse(number, "ZA", out var read) ? read.E164 : throw Refusal.Field("number", "This is no phone number.");

    public static Refusal NotTaken(string whose) =>
        new("not_taken", $"Kith did not take it. {whose} would try again; here you can.", StatusCodes.Status502BadGateway);
}
