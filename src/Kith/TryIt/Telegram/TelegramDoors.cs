using System.Globalization;

namespace Kith.TryIt;

/// <summary>Telegram on a pretend phone: GET shows the talk with the bot, POST writes in it. An account there is the phone's number.</summary>
static class TelegramDoors
{
    const int LongestText = 4096;

    public static IResult Read(string number, PretendTelegram telegram) => Results.Json(telegram.Between(AccountOf(number)).Select(line => new
    {
        id = line.Id,
        mine = line.IsFromPerson,
        text = line.Text,
        at = line.At.UtcDateTime,
        file = line.File?.Shown,
    }), Wire.Json);

    public static async Task<IResult> WriteAsync(string number, PhoneWords said, PretendTelegram telegram, CancellationToken stop) =>
        await telegram.HearAsync(AccountOf(number), said.By, said.Words(LongestText), PhoneFile.Of(said.File), stop) ? Results.NoContent() : throw PhoneDoors.NotTaken("Telegram");

    public static IResult File(string number, string id, PretendTelegram telegram) =>
        telegram.Between(AccountOf(number)).FirstOrDefault(line => line.File?.Id == id)?.File?.Result ?? Results.NotFound();

    /// <summary>A link that opens the bot; on the page of the demo the phone opens it itself.</summary>
    public static IResult Open(string bot, string? start) => Results.Redirect($"/try?bot={Uri.EscapeDataString(bot)}&start={Uri.EscapeDataString(start ?? "")}");

    static long AccountOf(string number) => long.Parse(PhoneDoors.NumberOf(number)[1..], CultureInfo.InvariantCulture);
}
