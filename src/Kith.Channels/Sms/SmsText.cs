namespace Kith.Channels.Sms;

/// <summary>
/// How an SMS travels: in seven-bit letters when all of them are in the alphabet, else in UCS-2; in one part, or in several that each
/// give up room for the joining header (3GPP TS 23.040 §9.2.3.24.1).
/// </summary>
/// <param name="IsUnicode">It needs UCS-2.</param>
/// <param name="Units">Septets or UTF-16 characters in all.</param>
/// <param name="Segments">The parts it is sent and paid as; 0 for an empty text.</param>
/// <param name="Left">Units free in the last part.</param>
public readonly record struct SmsText(bool IsUnicode, int Units, int Segments, int Left)
{
    const int GsmSingle = 160, GsmJoined = 153, UcsSingle = 70, UcsJoined = 67;

    /// <summary>Counts a text.</summary>
    /// <param name="text">The words.</param>
    /// <param name="mayTear">The carrier cuts through surrogate pairs (Kannel does: the phone joins the bytes again, so nothing is lost).</param>
    public static SmsText Count(string text, bool mayTear = false) =>
        GsmAlphabet.Holds(text) ? Fill(text, GsmAlphabet.Cost, false, GsmSingle, GsmJoined, false) : Fill(text, _ => 1, true, UcsSingle, UcsJoined, mayTear);

    static SmsText Fill(string text, Func<char, int> cost, bool unicode, int single, int joined, bool mayTear)
    {
        var units = text.Sum(cost);
        if (units <= single) return new(unicode, units, units == 0 ? 0 : 1, single - units);

        var (segments, used) = (1, 0);
        for (var at = 0; at < text.Length; at++)
        {
            // What belongs together, an escaped letter or a surrogate pair, is not torn over two parts.
            var together = !mayTear && char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : cost(text[at]);
            if (used + together > joined) (segments, used) = (segments + 1, 0);
            used += together;
            if (unicode && together == 2) at++;
        }
        return new(unicode, units, segments, joined - used);
    }
}
