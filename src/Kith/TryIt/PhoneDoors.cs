namespace Kith.TryIt;

/// <summary>A pretend phone in somebody's hand: GET shows its messages, POST writes one.</summary>
static class PhoneDoors
{
    public static async Task<IResult> ReadAsync(string number, PretendPhones phones, CancellationToken stop)
    {
        var messages = await phones.ReadAsync(Read(number), stop);
        return Results.Json(messages.Select(m => new { id = m.Sid, mine = m.IsFromPhone, text = m.Body, at = m.At.UtcDateTime }), Wire.Json);
    }

    public static async Task<IResult> WriteAsync(string number, PhoneWords words, PretendPhones phones, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(words.Text) || words.Text.Length > 1600) throw Refusal.Field("text", "Write something of up to 1,600 characters.");
        return await phones.WriteAsync(Read(number), words.Text, stop)
            ? Results.NoContent()
            : throw new Refusal("not_taken", "Kith did not take the message. The carrier would try again; here you can.", StatusCodes.Status502BadGateway);
    }

    static string Read(string number) =>
        PhoneNumber.TryParse(number, "ZA", out var read) ? read.E164 : throw Refusal.Field("number", "This is no phone number.");
}

sealed record PhoneWords(string Text);
