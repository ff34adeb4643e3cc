using System.Globalization;

namespace Kith.Portal;

/// <summary>The words of a person's own page. Where it is not written in their language, it is in English.</summary>
sealed record PageWords(string Language)
{
    public CultureInfo Culture { get; } = CultureOf(Language);

    public static PageWords In(string? language) => new(language?.Split('-')[0].ToLowerInvariant() is "de" ? "de" : language?.Split('-')[0].ToLowerInvariant() is "af" ? "af" : "en");

    public string You => Say("You", "Du", "Jy");
    public string InPublic => Say("in public", "öffentlich", "in die openbaar");
    public string Title => Say("Your conversation with {0}", "Dein Gespräch mit {0}", "Jou gesprek met {0}");
    public string Lead => Say("All that was said between us, by whichever way. Only you and we read it.", "Alles, was zwischen uns gesagt wurde, auf welchem Weg auch immer. Nur du und wir lesen es.", "Alles wat tussen ons gesê is, langs watter weg ook al. Net jy en ons lees dit.");
    public string Times => Say("The times are those of {0}.", "Die Zeiten sind die von {0}.", "Die tye is dié van {0}.");
    public string Promises => Say("What we owe you", "Was wir dir schulden", "Wat ons jou skuld");
    public string Promise => Say("{0} answers by {1}.", "{0} antwortet bis {1}.", "{0} antwoord teen {1}.");
    public string Case => Say("Case {0}", "Anliegen {0}", "Saak {0}");
    public string Nothing => Say("Nothing is open. When you write, you read here who answers and by when.", "Es ist nichts offen. Wenn du schreibst, liest du hier, wer bis wann antwortet.", "Niks is oop nie. Wanneer jy skryf, lees jy hier wie antwoord en teen wanneer.");
    public string Files => Say("Documents from us", "Dokumente von uns", "Dokumente van ons");
    public string Said => Say("What was said", "Was gesagt wurde", "Wat gesê is");
    public string Quiet => Say("Nothing was said yet.", "Es wurde noch nichts gesagt.", "Niks is nog gesê nie.");
    public string Earlier => Say("What was said before is not shown here: it is long. Ask us for a copy.", "Was davor gesagt wurde, steht hier nicht: Es ist viel. Bitte uns um eine Kopie.", "Wat vantevore gesê is, staan nie hier nie: dit is lank. Vra ons vir ’n afskrif.");
    public string Write => Say("Write to us", "Schreib uns", "Skryf aan ons");
    public string Send => Say("Send", "Senden", "Stuur");
    public string Sent => Say("We have it. Whoever answers you reads it.", "Es ist angekommen. Wer dir antwortet, liest es.", "Ons het dit. Wie jou antwoord, lees dit.");
    public string NotSent => Say("It could not be taken just now. Please send it again.", "Es konnte gerade nicht angenommen werden. Bitte sende es noch einmal.", "Dit kon nie nou ontvang word nie. Stuur dit asseblief weer.");
    public string Consents => Say("Offers", "Angebote", "Aanbiedinge");
    public string ConsentLead => Say("When you ask us something, we answer in any case. This is about what you did not ask for.", "Wenn du uns etwas fragst, antworten wir auf jeden Fall. Hier geht es um das, wonach du nicht gefragt hast.", "Wanneer jy ons iets vra, antwoord ons in elk geval. Dit gaan oor wat jy nie gevra het nie.");
    public string Wanted => Say("You said yes to offers by {0}.", "Du hast Angeboten per {0} zugestimmt.", "Jy het ja gesê vir aanbiedinge per {0}.");
    public string Unwanted => Say("You said no to offers by {0}. You get none.", "Du willst keine Angebote per {0}. Du bekommst keine.", "Jy het nee gesê vir aanbiedinge per {0}. Jy kry geen.");
    public string Unsaid => Say("You said neither yes nor no to offers by {0}.", "Zu Angeboten per {0} hast du nichts gesagt.", "Jy het nog nie ja of nee gesê vir aanbiedinge per {0} nie.");
    public string SayNo => Say("No offers by {0}", "Keine Angebote per {0}", "Geen aanbiedinge per {0} nie");
    public string SayYes => Say("Offers by {0} are welcome", "Angebote per {0} sind willkommen", "Aanbiedinge per {0} is welkom");

    public string Invitation(string url) => string.Format(
        CultureInfo.InvariantCulture, Say(
            "Here is your own page with us: what was said, who answers by when, and your documents. The link is yours alone and works for 30 days: {0}",
            "Hier ist deine eigene Seite bei uns: was gesagt wurde, wer bis wann antwortet, und deine Dokumente. Der Link gehört nur dir und gilt 30 Tage: {0}",
            "Hier is jou eie bladsy by ons: wat gesê is, wie teen wanneer antwoord, en jou dokumente. Die skakel is net joune en werk vir 30 dae: {0}"), url);

    public string Filled(string words, params object?[] with) => string.Format(Culture, words, with);

    string Say(string en, string de, string af) => Language switch { "de" => de, "af" => af, _ => en };

    static CultureInfo CultureOf(string language)
    {
        try { return CultureInfo.GetCultureInfo(language == "en" ? "en-ZA" : language); }
        catch (CultureNotFoundException) { return CultureInfo.InvariantCulture; }
    }
}
