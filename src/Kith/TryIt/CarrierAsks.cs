using System.Security.Cryptography;
using System.Text;
using Kith.Channels;
using Kith.Channels.Sms;

namespace Kith.TryIt;

/// <summary>How the pretend carrier speaks to Kith's real doors: forms, signed with the customer's token as Twilio signs them.</summary>
sealed class CarrierAsks(OutboundWire wire)
{
    /// <summary>What the door says; null when it did not take it.</summary>
    public async Task<WireAnswer?> AskAsync(OpenConnection customer, string url, IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken stop)
    {
        var carried = await wire.SendAsync(new WireRequest("POST", url, "pretend carrier calls")
        {
            ContentType = "application/x-www-form-urlencoded",
            Headers = [new("X-Twilio-Signature", TwilioSignature.Sign(customer.Account["auth_token"], url, form))],
            Body = Encoding.ASCII.GetBytes(UrlForm.Write(form)),
        }, stop);
        return carried.Answer is { Status: >= 200 and < 300 } taken ? taken : null;
    }
}

/// <summary>Ids as the carrier makes them: two letters for what it is of, and 32 small hex digits.</summary>
static class CarrierSid
{
    public static string New(string kind) => kind + RandomNumberGenerator.GetHexString(32, lowercase: true);
}
