using System.Globalization;
using Kith.Channels.Sms;

namespace Kith.Channels.Voice;

/// <summary>Twilio's numbers for calls in our words (https://www.twilio.com/docs/api/errors); what it says of every account stands with its SMS.</summary>
static class VoiceErrors
{
    /// <summary>What this number means.</summary>
    public static ChannelProblem Problem(int code)
    {
        var vendor = code.ToString(CultureInfo.InvariantCulture);
        return code switch
        {
            13224 or 21211 or 21217 or 21201 or 21401 => ChannelProblem.NoSuchRecipient("This number cannot be called: it is not written as one that exists.", vendor),
            13225 or 21216 => ChannelProblem.Rejected("The carrier blocks calls to this number.", vendor),
            13227 or 21215 or 21210 or 32205 => ChannelProblem.Rejected("The account may not call this country. Allow it in the voice settings of the carrier.", vendor),
            13223 or 21212 or 21213 => ChannelProblem.Rejected("The carrier does not let this account call from our number.", vendor),
            21219 or 21608 => ChannelProblem.Rejected("A trial account may only call numbers that were confirmed there.", vendor),
            21205 or 21609 => ChannelProblem.Rejected("The carrier cannot reach our address. Check the public address of Kith.", vendor),
            _ => TwilioErrors.Problem(code),
        };
    }
}
