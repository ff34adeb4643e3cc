using System.Collections.Frozen;

namespace Kith.Channels.Sms;

/// <summary>
/// The words by which people everywhere end and resume messages to their phone. Only a message that is nothing but such a word counts:
/// "stop by our branch" is a sentence. YES is not among them, though carriers take it for START: people answer offers with it.
/// </summary>
public static class StopWords
{
    static readonly FrozenSet<string> Stop = Words(
        "STOP", "STOPALL", "STOP ALL", "STOP SMS", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "OPT OUT", "OPT-OUT", "REMOVE ME",
        "STOPP", "ABBESTELLEN", "ABMELDEN", "ARRET", "ARRÊT", "DESABONNER", "DÉSABONNER", "DESINSCRIRE", "DÉSINSCRIRE", "BAJA", "ALTO", "CANCELAR",
        "SAIR", "PARAR", "REMOVER", "CANCELLA", "CANCELLAMI", "DISISCRIVIMI", "AFMELDEN", "UITSCHRIJVEN", "STOPPEN", "MEND AF", "TEKEN UIT",
        "AVSLUTA", "AVREGISTRERA", "AFMELD", "AVMELD", "LOPETA", "REZYGNUJE", "REZYGNUJĘ", "WYPISZ", "ODHLASIT", "ODHLÁSIT", "LEIRATKOZAS",
        "LEIRATKOZÁS", "DEZABONARE", "ΔΙΑΚΟΠΗ", "СТОП", "ОТПИСАТЬСЯ", "ВІДПИСАТИСЯ", "DUR", "IPTAL", "İPTAL", "YEKA", "MISA", "EMISA", "SIMAMA", "ACHA",
        "إيقاف", "توقف", "الغاء", "إلغاء", "עצור", "הסר", "रोकें", "बंद", "停止", "退订", "退訂", "配信停止", "수신거부", "BERHENTI", "HENTI", "HUY", "HỦY");

    static readonly FrozenSet<string> Start = Words(
        "START", "UNSTOP", "SUBSCRIBE", "RESUME", "OPTIN", "OPT IN", "OPT-IN", "ANMELDEN", "REPRENDRE", "ALTA", "REANUDAR", "RETOMAR", "RIPRENDI",
        "AANMELDEN", "BEGIN", "QALA", "ANZA", "СТАРТ", "ابدأ", "开始", "開始");

    /// <summary>False for STOP and its like, true for START and its like, null for everything else.</summary>
    public static bool? Consent(string text)
    {
        if (text.Length > 40) return null;

        var word = Plain(text);
        return Stop.Contains(word) ? false : Start.Contains(word) ? true : null;
    }

    static string Plain(string text) =>
        string.Join(' ', text.ToUpperInvariant().Trim().Trim('.', '!', '"', '\'', '“', '”', '*', '。').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static FrozenSet<string> Words(params string[] words) => words.Select(word => word.ToUpperInvariant()).ToFrozenSet(StringComparer.Ordinal);
}
