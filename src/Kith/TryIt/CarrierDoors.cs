using System.Globalization;
using System.Text;
using Kith.Channels;
using Kith.Channels.Sms;

namespace Kith.TryIt;

/// <summary>The pretend carrier's API, in the shape of Twilio's: the same fields, sign-in and error numbers.</summary>
static class CarrierDoors
{
    public static IResult Account(string account, PretendCarrier carrier, HttpRequest request) =>
        (Customer(account, carrier, request) ?? Customer(account, carrier, request, "voice")) is null ? SignIn : Results.Json(new { sid = account, status = "active", friendly_name = "Pretend carrier" });

    public static async Task<IResult> SendAsync(string account, PretendCarrier carrier, HttpRequest request)
    {
        if (Customer(account, carrier, request) is not { } customer) return SignIn;

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var (to, body) = (form["To"].ToString(), form["Body"].ToString());
        if (!PhoneNumber.TryParse(to, null, out var number)) return Error(21211, "The 'To' number is not a valid phone number.");
        if (body.Length == 0 && form["MediaUrl"].Count == 0) return Error(21602, "Message body is required.");
        if (body.Length > 1600) return Error(21617, "The concatenated message body exceeds the 1600 character limit.");

        var callback = form["StatusCallback"].ToString() is { Length: > 0 } url ? url : null;
        var sms = carrier.Take(customer, number.E164, body, [.. form["MediaUrl"].OfType<string>()], callback);
        return Results.Json(Shown(sms, account, "queued"), statusCode: StatusCodes.Status201Created);
    }

    public static IResult List(string account, string? to, string? from, PretendCarrier carrier, HttpRequest request)
    {
        if (Customer(account, carrier, request) is null) return SignIn;
        var found = carrier.Between(to ?? "").Where(m => !m.IsFromPhone && (from is null || m.From == from)).Reverse().Take(50);
        return Results.Json(new { messages = found.Select(m => Shown(m, account, "delivered")), next_page_uri = (string?)null });
    }

    static object Shown(PretendSms sms, string account, string status) => new
    {
        sid = sms.Sid,
        account_sid = account,
        from = sms.From,
        to = sms.To,
        body = sms.Body,
        status,
        direction = "outbound-api",
        api_version = "2010-04-01",
        num_segments = Math.Max(1, SmsText.Count(sms.Body).Segments).ToString(CultureInfo.InvariantCulture),
        num_media = sms.Media.Count.ToString(CultureInfo.InvariantCulture),
        date_created = sms.At.ToString("R", CultureInfo.InvariantCulture),
        error_code = (int?)null,
        error_message = (string?)null,
    };

    /// <summary>Whose connection asks, by the account's own sign-in; null where it is not right.</summary>
    public static OpenConnection? Customer(string account, PretendCarrier carrier, HttpRequest request, string channel = "sms")
    {
        if (carrier.CustomerOf(account, channel) is not { } customer) return null;
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account}:{customer.Account["auth_token"]}"));
        return Secrets.Same(request.Headers.Authorization.ToString(), expected) ? customer : null;
    }

    public static IResult SignIn { get; } = Results.Json(new { code = 20003, message = "Authenticate", status = 401 }, statusCode: StatusCodes.Status401Unauthorized);

    public static IResult Error(int code, string message) => Results.Json(new { code, message, status = 400 }, statusCode: StatusCodes.Status400BadRequest);
}
