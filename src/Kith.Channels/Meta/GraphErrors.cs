using System.Globalization;

namespace Kith.Channels.Meta;

/// <summary>
/// The Graph API's numbers in our words (WhatsApp Cloud API "Error codes", Messenger Platform "Error codes", Graph API "Handle errors").
/// The number counts, never the title: titles change.
/// </summary>
static class GraphErrors
{
    /// <summary>What this number means; the second one says more where there is one.</summary>
    public static ChannelProblem Problem(long code, long subcode = 0, bool isTransient = false)
    {
        var vendor = code.ToString(CultureInfo.InvariantCulture);
        return (code, subcode) switch
        {
            (4 or 17 or 32 or 613 or 80007 or 130429 or 131048 or 131056, _) or (1200, 2018024) => ChannelProblem.RateLimited(vendor: vendor),
            (10, 2018278) or (131047, _) => ChannelProblem.WindowClosed("The time in which one may answer here is over.") with { Vendor = vendor },
            (131031, _) => Ill("Meta has locked this account. Look into the Business Manager.", vendor),
            (131042, _) => Ill("Meta cannot charge this account. Look after the payment in the Business Manager.", vendor),
            (368, _) => Ill("Meta has blocked this account for a while for what it sent.", vendor),
            (190 or 102, _) or (10 or (>= 200 and <= 299), _) => ChannelProblem.SignInExpired(vendor),
            (131026, _) => ChannelProblem.Rejected("It cannot be delivered: they may not use WhatsApp, or an old version of it, or have not agreed to its terms.", vendor),
            (131021 or 131030, _) or (100, 2018001) => ChannelProblem.NoSuchRecipient("There is nobody to be reached under this id.", vendor),
            (100, 33) => ChannelProblem.Rejected("It is not there any more, or hidden from us.", vendor),
            (10900, _) => ChannelProblem.Rejected("They were written to about this already, and once is all the platform allows.", vendor),
            (551, _) or (_, 1545041) => ChannelProblem.Rejected("They cannot be reached just now.", vendor),
            (131050, _) => ChannelProblem.OptedOut(vendor),
            (131052 or 131053, _) => ChannelProblem.TooLarge("The file could not be taken. Try another format or a smaller one.", vendor),
            (131051, _) => ChannelProblem.Rejected("They do not take this kind of message.", vendor),
            ( >= 132000 and <= 132016, _) => ChannelProblem.Rejected(OfTemplate(code), vendor),
            (130472, _) => ChannelProblem.Rejected("They are part of an experiment of Meta and get no such messages.", vendor),
            (100 or 131008 or 131009 or 2018034, _) => ChannelProblem.Rejected("The message is not in a form they take.", vendor),
            (1 or 2 or 131000 or 131016, _) => ChannelProblem.Unreachable("Meta has trouble of its own just now.", vendor),
            _ when isTransient => ChannelProblem.Unreachable("Meta has trouble of its own just now.", vendor),
            _ => ChannelProblem.Rejected("Meta did not take it.", vendor),
        };
    }

    static string OfTemplate(long code) => code switch
    {
        132000 => "The template has more or fewer fields than were filled. Choose it again: it may have been changed.",
        132001 => "WhatsApp knows no approved template of this name in this language.",
        132005 => "The template is too long with these values. Shorten them.",
        132007 => "The template breaks a rule of WhatsApp.",
        132012 => "A value is not in the form that the template takes.",
        132015 => "WhatsApp paused this template, because too many people did not want it.",
        132016 => "WhatsApp switched this template off for good.",
        _ => "The template is not as it was approved.",
    };

    static ChannelProblem Ill(string words, string vendor) => new(ProblemCode.SignInExpired, words, Vendor: vendor);
}
