using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.TryIt;

/// <summary>The pretend Telegram's side for bots, in the shape of the Bot API: the same methods, fields, limits and error codes.</summary>
static class BotDoors
{
    const int LongestText = 4096, LongestCaption = 1024, MostAtOnce = 100, LongestWait = 50;

    public static async Task<IResult> CallAsync(string token, string method, PretendTelegram telegram, HttpRequest request)
    {
        if (telegram.BotOf(token) is not { } bot) return Error(401, "Unauthorized");

        var said = await BotCall.ReadAsync(request);
        return method switch
        {
            "getMe" => Ok(new JsonObject { ["id"] = 1, ["is_bot"] = true, ["first_name"] = "Marula Mutual", ["username"] = bot.Account["username"] }),
            "getUpdates" when telegram.IsTold => Error(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"),
            "getUpdates" => Ok(new JsonArray([.. await telegram.AskedAsync(said.Number("offset") ?? 0, (int)Math.Clamp(said.Number("limit") ?? MostAtOnce, 1, MostAtOnce), TimeSpan.FromSeconds(Math.Clamp(said.Number("timeout") ?? 0, 0, LongestWait)), request.HttpContext.RequestAborted)])),
            "setWebhook" => Told(telegram, said["url"], said["secret_token"]),
            "deleteWebhook" => Told(telegram, null, null),
            "sendMessage" => Send(telegram, said, said["text"] ?? "", LongestText),
            "sendPhoto" or "sendDocument" => Send(telegram, said, said["caption"] ?? "", LongestCaption),
            "sendMediaGroup" => SendAlbum(telegram, said),
            "getFile" => telegram.File(said["file_id"] ?? "") is { } file ? Ok(new JsonObject { ["file_id"] = file.Id, ["file_path"] = $"files/{file.Id}" }) : Error(400, "Bad Request: invalid file_id"),
            _ => Error(404, "Not Found"),
        };
    }

    public static IResult File(string token, string id, PretendTelegram telegram) =>
        telegram.BotOf(token) is not null && telegram.File(id) is { } file ? Results.Bytes(file.Bytes, "application/octet-stream") : Results.NotFound();

    static IResult Told(PretendTelegram telegram, string? url, string? secret)
    {
        telegram.Tell(url, secret);
        return Ok(true);
    }

    static IResult Send(PretendTelegram telegram, BotCall said, string text, int longest)
    {
        if (text.Length > longest) return Error(400, "Bad Request: message is too long");
        if (text.Length == 0 && said.Files.Count == 0) return Error(400, "Bad Request: message text is empty");
        return telegram.Say(said.Number("chat_id") ?? 0, text, said.Files is [var (_, file), ..] ? file : null) is { } line ? Ok(Shown(line)) : Nobody;
    }

    static IResult SendAlbum(PretendTelegram telegram, BotCall said)
    {
        var caption = said.Json("media") is JsonArray { Count: > 0 } media ? media[0]?["caption"]?.ToString() ?? "" : "";
        if (said.Files.Count is < 2 or > 10) return Error(400, "Bad Request: wrong number of media");

        var album = said.Files[0].File.Id;
        var lines = said.Files.Select((file, at) => telegram.Say(said.Number("chat_id") ?? 0, at == 0 ? caption : "", file.File, album)).ToList();
        return lines[0] is null ? Nobody : Ok(new JsonArray([.. lines.Select(line => Shown(line!))]));
    }

    static JsonObject Shown(TelegramLine line) => new()
    {
        ["message_id"] = line.Id,
        ["date"] = line.At.ToUnixTimeSeconds(),
        ["chat"] = new JsonObject { ["id"] = line.Person, ["type"] = "private" },
        ["text"] = line.Text,
    };

    static IResult Nobody => Error(400, "Bad Request: chat not found");

    static IResult Ok(JsonNode result) => Results.Text(new JsonObject { ["ok"] = true, ["result"] = result }.ToJsonString(), "application/json");

    static IResult Error(int code, string why) =>
        Results.Text(new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = why }.ToJsonString(), "application/json", statusCode: code);
}

/// <summary>What a call of a method holds, as JSON or as a form with files.</summary>
sealed record BotCall(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<(string Name, PhoneFile File)> Files)
{
    public string? this[string name] => Fields.GetValueOrDefault(name);

    public long? Number(string name) => long.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public JsonNode? Json(string name)
    {
        try { return this[name] is { } text ? JsonNode.Parse(text) : null; }
        catch (JsonException) { return null; }
    }

    public static async Task<BotCall> ReadAsync(HttpRequest request)
    {
        var stop = request.HttpContext.RequestAborted;
        return request.HasFormContentType ? await OfAsync(await request.ReadFormAsync(stop), stop) : Of(await new StreamReader(request.Body).ReadToEndAsync(stop));
    }

    static BotCall Of(string body)
    {
        try { return new(JsonNode.Parse(body) is JsonObject said ? said.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "") : [], []); }
        catch (JsonException) { return new(new Dictionary<string, string>(), []); }
    }

    static async Task<BotCall> OfAsync(IFormCollection form, CancellationToken stop)
    {
        var files = new List<(string, PhoneFile)>();
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, stop);
            files.Add((file.Name, PhoneFile.Of(file.FileName, file.ContentType, bytes.ToArray())));
        }
        return new(form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), files);
    }
}
