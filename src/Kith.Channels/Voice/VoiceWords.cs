namespace Kith.Channels.Voice;

/// <summary>What callers hear, in the language of the house. <c>{0}</c> is its name.</summary>
/// <param name="Locale">As the carrier names the voice.</param>
/// <param name="Closed">Nobody is there.</param>
/// <param name="Busy">Somebody is there and did not pick up.</param>
/// <param name="PressForLink">The one key.</param>
/// <param name="LeaveMessage">After the tone, and that it is recorded.</param>
/// <param name="NothingLeft">The caller said nothing.</param>
/// <param name="Thanks">The caller is done.</param>
/// <param name="LinkSent">The caller pressed the key.</param>
/// <param name="Connecting">Said to one of us who picked up, before the person is rung.</param>
sealed record VoiceWords(string Locale, string Closed, string Busy, string PressForLink, string LeaveMessage, string NothingLeft, string Thanks, string LinkSent, string Connecting)
{
    public const string LinkKey = "1";

    static readonly VoiceWords english = new(
        "en-GB",
        "Thank you for calling {0}. Nobody is here just now.",
        "Thank you for calling {0}. Nobody could take your call just now.",
        "To go on in writing, press 1 and we send you a link.",
        "Please leave a message after the tone, and we will call you back. Your message is recorded.",
        "We heard no message. Goodbye.",
        "Thank you. We will call you back. Goodbye.",
        "The link is on its way to this number. Goodbye.",
        "This is Kith. We are connecting you.");

    static readonly Dictionary<string, VoiceWords> byLanguage = new()
    {
        ["en"] = english,
        ["de"] = new(
            "de-DE",
            "Danke für Ihren Anruf bei {0}. Im Moment ist niemand da.",
            "Danke für Ihren Anruf bei {0}. Im Moment konnte niemand abheben.",
            "Wenn Sie lieber schreiben, drücken Sie die 1, und wir schicken Ihnen einen Link.",
            "Bitte sprechen Sie nach dem Ton, wir rufen Sie zurück. Ihre Nachricht wird aufgezeichnet.",
            "Wir haben keine Nachricht gehört. Auf Wiederhören.",
            "Danke. Wir rufen Sie zurück. Auf Wiederhören.",
            "Der Link ist unterwegs an diese Nummer. Auf Wiederhören.",
            "Hier ist Kith. Wir verbinden Sie."),
        ["fr"] = new(
            "fr-FR",
            "Merci d'appeler {0}. Il n'y a personne pour le moment.",
            "Merci d'appeler {0}. Personne n'a pu prendre votre appel.",
            "Pour continuer par écrit, appuyez sur 1 et nous vous envoyons un lien.",
            "Laissez un message après le bip, nous vous rappellerons. Votre message est enregistré.",
            "Nous n'avons pas entendu de message. Au revoir.",
            "Merci. Nous vous rappellerons. Au revoir.",
            "Le lien est en route vers ce numéro. Au revoir.",
            "Ici Kith. Nous vous mettons en relation."),
        ["es"] = new(
            "es-ES",
            "Gracias por llamar a {0}. Ahora mismo no hay nadie.",
            "Gracias por llamar a {0}. Nadie ha podido atender su llamada.",
            "Para seguir por escrito, pulse 1 y le enviamos un enlace.",
            "Deje un mensaje después de la señal y le llamaremos. Su mensaje queda grabado.",
            "No hemos oído ningún mensaje. Adiós.",
            "Gracias. Le llamaremos. Adiós.",
            "El enlace va de camino a este número. Adiós.",
            "Aquí Kith. Le ponemos en contacto."),
        ["it"] = new(
            "it-IT",
            "Grazie per aver chiamato {0}. In questo momento non c'è nessuno.",
            "Grazie per aver chiamato {0}. Nessuno ha potuto rispondere.",
            "Per continuare per iscritto, prema 1 e le mandiamo un link.",
            "Lasci un messaggio dopo il segnale e la richiameremo. Il messaggio viene registrato.",
            "Non abbiamo sentito nessun messaggio. Arrivederci.",
            "Grazie. La richiameremo. Arrivederci.",
            "Il link è in arrivo a questo numero. Arrivederci.",
            "Qui è Kith. La mettiamo in contatto."),
        ["nl"] = new(
            "nl-NL",
            "Bedankt voor uw telefoontje naar {0}. Op dit moment is er niemand.",
            "Bedankt voor uw telefoontje naar {0}. Niemand kon opnemen.",
            "Wilt u liever schrijven, druk dan op 1, dan sturen wij u een link.",
            "Spreek in na de toon, dan bellen wij u terug. Uw bericht wordt opgenomen.",
            "Wij hebben geen bericht gehoord. Tot ziens.",
            "Bedankt. Wij bellen u terug. Tot ziens.",
            "De link is onderweg naar dit nummer. Tot ziens.",
            "Dit is Kith. Wij verbinden u door."),
        ["pt"] = new(
            "pt-BR",
            "Obrigado por ligar para {0}. No momento não há ninguém.",
            "Obrigado por ligar para {0}. Ninguém pôde atender.",
            "Para continuar por escrito, pressione 1 e enviamos um link.",
            "Deixe uma mensagem após o sinal e ligaremos de volta. A sua mensagem é gravada.",
            "Não ouvimos nenhuma mensagem. Até logo.",
            "Obrigado. Ligaremos de volta. Até logo.",
            "O link está a caminho deste número. Até logo.",
            "Aqui é a Kith. Estamos ligando você."),
    };

    /// <summary>The words of this language; English where we have none.</summary>
    public static VoiceWords In(string language) => byLanguage.GetValueOrDefault(language.Split('-')[0].ToLowerInvariant(), english);
}
