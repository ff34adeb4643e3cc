using System.Globalization;

namespace Kith.Channels.Sms;

/// <summary>Twilio's numbers in our words (https://www.twilio.com/docs/api/errors).</summary>
static class TwilioErrors
{
    public const int OptedOut = 21610;
    public const int Suspended = 30002;

    /// <summary>What this number means.</summary>
    public static ChannelProblem Problem(int code)
    {
        var vendor = code.ToString(CultureInfo.InvariantCulture);
        return code switch
        {
            20429 or 30001 or 30022 or 30023 or 14107 => ChannelProblem.RateLimited(vendor: vendor),
            20003 or 20004 or 20005 or 20404 or Suspended => ChannelProblem.SignInExpired(vendor),
            30003 => ChannelProblem.Unreachable("The phone is switched off or out of reach.", vendor),
            30008 => ChannelProblem.Unreachable("The carrier could not deliver it and did not say why.", vendor),
            30017 or 20500 or 20503 => ChannelProblem.Unreachable("The carrier is overloaded.", vendor),
            OptedOut => ChannelProblem.OptedOut(vendor),
            21211 or 21217 or 30005 => ChannelProblem.NoSuchRecipient("This number does not exist.", vendor),
            21614 or 21606 or 21612 or 30006 => ChannelProblem.NoSuchRecipient("This number cannot receive SMS from ours.", vendor),
            21408 => ChannelProblem.Rejected("The account may not send to this country. Allow it in the messaging settings of the carrier.", vendor),
            21608 => ChannelProblem.Rejected("A trial account may only write to numbers that were confirmed there.", vendor),
            21617 or 21605 or 30010 => ChannelProblem.TooLarge("The text is too long for the carrier.", vendor),
            21620 or 21623 or 12300 or 30019 => ChannelProblem.TooLarge("The carrier does not take this file.", vendor),
            30004 => ChannelProblem.Rejected("The recipient's phone or carrier blocks our messages.", vendor),
            30007 => ChannelProblem.Rejected("The carrier held it back as unwanted.", vendor),
            21609 => ChannelProblem.Rejected("The carrier cannot reach our address for receipts. Check the public address of Kith.", vendor),
            _ => ChannelProblem.Rejected("The carrier did not take it.", vendor),
        };
    }
}
