namespace Kith.Outreach;

/// <summary>A message nobody asked for. Its moment says so; every other message is an answer.</summary>
static class Offer
{
    public const string Word = "outreach";

    extension(Moment moment)
    {
        public bool IsOffer => moment.Detail?["purpose"]?.ToString() == Word;
    }

    extension(System.Text.Json.Nodes.JsonObject detail)
    {
        public void SayPurpose(Purpose purpose)
        {
            if (purpose == Purpose.Outreach) detail["purpose"] = Word;
        }
    }

    public static Purpose PurposeOf(string? said) => said switch
    {
        null or "service" => Purpose.Service,
        Word => Purpose.Outreach,
        _ => throw Refusal.Field("purpose", "A message is for service or for outreach."),
    };

    /// <summary>It keeps no promise and continues nothing, and each who gets one has a link of their own.</summary>
    public static void Check(SendMessage.NewMessage asked)
    {
        if (asked.Purpose != Purpose.Outreach) return;
        if (asked.ReplyTo is not null || asked.Case is not null) throw Refusal.Field("purpose", "An offer is a matter of its own: it answers nothing and belongs to no case that is there already.");
        if (asked.Others is { Count: > 0 }) throw Refusal.Field("others", "An offer goes to one person at a time: each has a link of their own to say no more.");
    }
}
