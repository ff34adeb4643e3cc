namespace Kith.TryIt;

/// <summary>WhatsApp on a pretend phone: GET shows the talk with the business, POST writes in it, a sign is put to a message.</summary>
static class WhatsAppDoors
{
    const int LongestText = 4096, LongestSign = 16;

    /// <param name="seen">Somebody looks at it just now: what has come is read.</param>
    public static async Task<IResult> ReadAsync(string number, bool? seen, PretendWhatsApp whatsApp, CancellationToken stop)
    {
        var phone = PhoneDoors.NumberOf(number);
        if (seen is true) await whatsApp.SeeAsync(phone, stop);
        var lines = await whatsApp.BetweenAsync(phone, stop);
        return Results.Json(lines.Select(line => new
        {
            id = line.Id,
            mine = line.IsFromPerson,
            line.Text,
            at = line.At.UtcDateTime,
            file = line.File?.Shown,
            answers = lines.FirstOrDefault(one => one.Id == line.Answers) is { } answered ? answered.Text : null,
            line.Template,
            line.Reaction,
        }), Wire.Json);
    }

    public static async Task<IResult> WriteAsync(string number, WhatsAppWords said, PretendWhatsApp whatsApp, CancellationToken stop)
    {
        var phone = PhoneDoors.NumberOf(number);
        var words = new PhoneWords(said.Name, said.Text, said.File);
        var pressed = said.Button is { } id ? (await whatsApp.BetweenAsync(phone, stop)).FirstOrDefault(line => line.Id == id && line.Template?.Buttons.Contains(said.Text ?? "") == true) ?? throw Refusal.NotFound() : null;
        var line = new CloudLine(phone, words.Words(LongestText)) { File = PhoneFile.Of(said.File), Answers = pressed?.Id, IsButton = pressed is not null };
        return await whatsApp.HearAsync(line, words.By, stop) ? Results.NoContent() : throw PhoneDoors.NotTaken("WhatsApp");
    }

    public static async Task<IResult> ReactAsync(string number, string id, PhoneSign sign, PretendWhatsApp whatsApp, CancellationToken stop)
    {
        if (sign.Emoji is not { Length: <= LongestSign } emoji) throw Refusal.Field("emoji", "One sign is enough.");
        var about = (await whatsApp.BetweenAsync(PhoneDoors.NumberOf(number), stop)).FirstOrDefault(line => line.Id == id && !line.IsFromPerson) ?? throw Refusal.NotFound();
        return await whatsApp.ReactAsync(about, emoji, stop) ? Results.NoContent() : throw PhoneDoors.NotTaken("WhatsApp");
    }

    public static async Task<IResult> FileAsync(string number, string id, PretendWhatsApp whatsApp, CancellationToken stop) =>
        (await whatsApp.BetweenAsync(PhoneDoors.NumberOf(number), stop)).FirstOrDefault(line => line.File?.Id == id)?.File?.Result ?? Results.NotFound();
}

/// <param name="Button">The template whose button was pressed; its words are the text.</param>
sealed record WhatsAppWords(string? Name, string? Text, SentFile? File, string? Button);

sealed record PhoneSign(string? Emoji);
