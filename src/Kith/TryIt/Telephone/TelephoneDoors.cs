namespace Kith.TryIt;

/// <summary>The pretend telephone company's API, in the shape of Twilio's: it takes calls of ours and gives recordings out.</summary>
static class TelephoneDoors
{
    const int LongestTwiml = 4000;

    public static async Task<IResult> RingAsync(string account, PretendCarrier carrier, PretendTelephone telephone, HttpRequest request)
    {
        if (CarrierDoors.Customer(account, carrier, request, "voice") is not { } customer) return CarrierDoors.SignIn;

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!PhoneNumber.TryParse(form["To"].ToString(), null, out _)) return CarrierDoors.Error(21211, "The 'To' number is not a valid phone number.");
        if (form["From"] != DemoHouse.Number) return CarrierDoors.Error(21212, "The 'From' number is not one of the account.");
        if (form["Twiml"].ToString() is not { Length: > 0 and <= LongestTwiml } twiml) return CarrierDoors.Error(21205, "There is nothing to do with the call.");

        var sid = telephone.Ring(customer, FollowTwiml.Read(twiml), form["StatusCallback"].ToString() is { Length: > 0 } url ? url : null);
        return Results.Json(new { sid, account_sid = account, status = "queued", direction = "outbound-api" }, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Whatever ending was asked for, it is the same sound.</summary>
    public static IResult Recording(string account, string name, PretendCarrier carrier, PretendRecordings recordings, HttpRequest request) =>
        CarrierDoors.Customer(account, carrier, request, "voice") is null ? CarrierDoors.SignIn
        : recordings.Find(name.Split('.')[0]) is { } sound ? Results.Bytes(sound, "audio/wav") : Results.NotFound();
}
