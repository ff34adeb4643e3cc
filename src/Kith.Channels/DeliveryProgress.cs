namespace Kith.Channels;

/// <summary>How far a message came, as receipts tell it. Receipts come out of order and with gaps.</summary>
public enum DeliveryProgress
{
    /// <summary>They have it and will send it.</summary>
    Accepted,

    /// <summary>It is on its way.</summary>
    Sent,

    /// <summary>It will not arrive.</summary>
    Failed,

    /// <summary>It is there.</summary>
    Delivered,

    /// <summary>It was read.</summary>
    Read,
}

/// <summary>The one rule by which receipts move a delivery.</summary>
public static class DeliveryProgressRank
{
    /// <summary>
    /// The further of two, whichever came first: accepted, sent, delivered, read; a failure beats accepted and sent, and gives way
    /// to a delivery that was seen.
    /// </summary>
    public static DeliveryProgress Further(this DeliveryProgress one, DeliveryProgress other) => one > other ? one : other;
}
