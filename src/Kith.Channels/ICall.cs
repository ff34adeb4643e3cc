namespace Kith.Channels;

/// <summary>
/// Ringing somebody, as two pure halves: first the phone of whoever of us wants to speak, then, when that is picked up, the person's. The host
/// makes the request once; a call whose answer was lost is never rung again by itself, for a phone rings for everybody in the room.
/// </summary>
public interface ICall
{
    /// <summary>The request that rings.</summary>
    WireRequest Ring(Ringing ringing, Account account, DateTimeOffset now);

    /// <summary>What the answer means. Total: nothing is thrown, whatever came.</summary>
    Ending ReadRinging(WireAnswer answer, DateTimeOffset now);
}

/// <summary>A call to be made.</summary>
/// <param name="CallKey">Ours: the steps of the call come back under it.</param>
/// <param name="OurPhone">The phone that is rung first, in E.164.</param>
/// <param name="To">Who is rung then.</param>
/// <param name="House">The house in whose name we call.</param>
public sealed record Ringing(string CallKey, string OurPhone, HandleRef To, AtTheDoor House);
