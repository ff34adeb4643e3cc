using System.Globalization;

namespace Kith.TryIt;

/// <summary>Telegram on a pretend phone: GET shows the talk with the bot, POST writes in it. An account there is the phone's number.</summary>
static class TelegramDoors
{
    const int LongestText = 4096, LongestFile = 2_000_000;

    public static IResult Read(string number, PretendTelegram telegram) => Results.Json(telegram.Between(AccountOf(number)).Select(line => new
    {
        id = line.Id,
        mine = line.IsFromPerson,
        text = line.Text,
        at = line.At.UtcDateTime,
        file = line.File is { } file ? new { file.Id, file.Name, picture = file.IsPicture } : null,
    }), Wire.Json);

    public static async Task<IResult> WriteAsync(string number, TelegramWords said, PretendTelegram telegram, CancellationToken stop)
    {
        var text = said.Text?.Trim() ?? "";
        if (text.Length > LongestText || (text.Length == 0 && said.File is null)) throw Refusal.Field("text", "Write something of up to 4,096 characters.");
        if (said.File is { Bytes: { Length: > LongestFile } or null }) throw Refusal.Field("file", "A file here has 2 MB at most.");

        var file = said.File is { } sent ? TelegramFile.Of(FileName.Clean(sent.Name), sent.Type ?? "", sent.Bytes) : null;
        return await telegram.HearAsync(AccountOf(number), said.Name is { Length: > 0 and < 100 } name ? name : "Somebody", text, file, stop)
            ? Results.NoContent()
            : throw new Refusal("not_taken", "Kith did not take the message. Telegram would try again; here you can.", StatusCodes.Status502BadGateway);
    }

    public static IResult File(string number, string id, PretendTelegram telegram) =>
        telegram.Between(AccountOf(number)).FirstOrDefault(line => line.File?.Id == id)?.File is { } file
            ? Results.Bytes(file.Bytes, file.IsPicture ? file.Type : "application/octet-stream", file.IsPicture ? null : file.Name) : Results.NotFound();

    /// <summary>A link that opens the bot; on the page of the demo the phone opens it itself.</summary>
    public static IResult Open(string bot, string? start) => Results.Redirect($"/try?bot={Uri.EscapeDataString(bot)}&start={Uri.EscapeDataString(start ?? "")}");

    static long AccountOf(string number) =>
        PhoneNumber.TryParse(number, "ZA", out var read) ? long.Parse(read.E164[1..], CultureInfo.InvariantCulture) : throw Refusal.Field("number", "This is no phone number.");
}

sealed record TelegramWords(string? Name, string? Text, SentFile? File);

sealed record SentFile(string? Name, string? Type, byte[] Bytes);
