namespace Kith.Channels.Sms;

/// <summary>What all SMS have in common, whoever carries them.</summary>
static class SmsSurface
{
    public const string Id = "sms";

    public const string PhoneKind = "phone";

    public static Surface Declare(TextRule text, SendSafety safety, Pace pace) =>
        new(Id, "SMS", Visibility.Private, Wire.Http, text, PhoneKind, new(IdentityStrength.PhoneReached, IdentityScope.Global, Recyclable: true), safety)
        {
            MayStart = true,
            Window = AnswerWindows.UntilStopped,
            Receipts = [DeliveryProgress.Accepted, DeliveryProgress.Sent, DeliveryProgress.Delivered, DeliveryProgress.Failed],
            Pace = pace,
        };

    /// <summary>The pair of numbers: an SMS names no message it answers.</summary>
    public static string Thread(string ours, string theirs) => $"{ours}:{theirs}";

    public static HandleRef Phone(string number) => new(PhoneKind, "", PlainText.Line(number), IdentityStrength.PhoneReached);

    /// <summary>The message, and what it means when it is STOP or START.</summary>
    public static void Receive(ICollection<Fact> facts, MessageReceived message, string id, bool? consent)
    {
        facts.Add(message);
        if (consent is { } given)
            facts.Add(new ConsentChanged(OutsideKey.Of('c', id), Id, message.At, message.From, given, PlainText.Line(message.Text)));
    }

    /// <summary>Why this draft cannot be an SMS, or null.</summary>
    public static Prepared.Refusal? Refuse(Draft draft, string text, TextRule rule, int segments)
    {
        if (draft.Situation.Stopped)
            return new(ChannelProblem.OptedOut(), "Answer where they still want to hear from you, or wait until they say START.");
        if (draft.To.Kind != PhoneKind || draft.To.Value.Length == 0)
            return new(ChannelProblem.NoSuchRecipient("An SMS goes to a phone number."), "Choose a phone number.");
        if (string.IsNullOrWhiteSpace(text) && draft.Attachments.Count == 0)
            return new(ChannelProblem.Rejected("There is nothing to send."), "Write something.");
        if (segments > rule.Max || text.Length > (rule.MaxCharacters ?? int.MaxValue))
            return new(ChannelProblem.TooLarge($"An SMS here may have {rule.Max} parts; this one has {segments}."), "Shorten it, or go on by email or chat.");
        return null;
    }

    /// <summary>A number opens as RFC 5724 says; a sender of letters cannot be written to.</summary>
    public static IReadOnlyList<PublicPlace> FoundAt(string number) => number.Length == 0 ? [] : [new(Id, number, number.All(one => char.IsAsciiDigit(one) || one == '+') ? $"sms:{number}" : null)];
}
