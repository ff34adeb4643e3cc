namespace Kith.Afterwards;

/// <summary>The words of the question and of its page, in the language of the person; else in English.</summary>
sealed record AfterWords(string Language)
{
    public static AfterWords In(string? language) => new(PageWords.In(language).Language);

    public string Question(string house, string url) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Say(
        "How was it with {0}? One press says it, and a person reads it: {1}",
        "Wie war es mit {0}? Ein Klick genügt, und ein Mensch liest es: {1}",
        "Hoe was dit met {0}? Een druk sê dit, en ’n mens lees dit: {1}"), house, url);

    public string Subject(string house) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Say("How was it with {0}?", "Wie war es mit {0}?", "Hoe was dit met {0}?"), house);

    public string Lead => Say("Press what fits. You can change it for a week.", "Drück, was passt. Du kannst es eine Woche lang ändern.", "Druk wat pas. Jy kan dit vir ’n week verander.");
    public string Thanks => Say("Thank you. We have it.", "Danke. Es ist angekommen.", "Dankie. Ons het dit.");
    public string Sorry => Say("Thank you for telling us. Whoever is in charge reads it.", "Danke, dass du es sagst. Wer zuständig ist, liest es.", "Dankie dat jy dit sê. Wie in beheer is, lees dit.");
    public string Comment => Say("If you want, say more", "Wenn du magst, sag mehr dazu", "As jy wil, sê meer");
    public string Send => Say("Send", "Senden", "Stuur");
    public string More => Say("You can close this page, or say more.", "Du kannst die Seite schließen, oder mehr dazu sagen.", "Jy kan die bladsy toemaak, of meer sê.");

    public IReadOnlyList<(int Answer, string Words)> Answers =>
    [
        (5, Say("Very good", "Sehr gut", "Baie goed")), (4, Say("Good", "Gut", "Goed")), (3, Say("All right", "Geht so", "Gaan so")),
        (2, Say("Not good", "Nicht gut", "Nie goed nie")), (1, Say("Bad", "Schlecht", "Sleg")),
    ];

    string Say(string en, string de, string af) => Language switch { "de" => de, "af" => af, _ => en };
}
