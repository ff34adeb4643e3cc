using System.Collections.Frozen;

namespace Kith.Channels.Sms;

/// <summary>The letters an SMS carries in seven bits: 3GPP TS 23.038 §6.2.1 and its extension table.</summary>
static class GsmAlphabet
{
    const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    const string Extension = "\f^{}\\[~]|€";

    static readonly FrozenDictionary<char, int> Septets =
        Basic.Select(letter => (letter, 1)).Concat(Extension.Select(letter => (letter, 2))).ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>1, or 2 for a letter of the extension table; 0 for a letter that is in neither.</summary>
    public static int Cost(char letter) => Septets.GetValueOrDefault(letter);

    public static bool Holds(string text)
    {
        foreach (var letter in text)
            if (Cost(letter) == 0) return false;
        return true;
    }
}
