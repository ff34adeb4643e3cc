namespace Kith.Cases;

/// <summary>
/// GET /api/cases/{number}/closing-words: what to say in public so that the matter ends where it began. The saved answers that are meant for
/// it, filled in for this person, and one sentence of Kith's own; none that would say something private. Nothing is kept.
/// </summary>
static class ClosingWords
{
    public static void MapClosingWords(this RouteGroupBuilder cases) => cases.MapGet("/{number:long}/closing-words", SuggestAsync).Allow(Role.Viewer);

    static async Task<Page<ClosingWord>> SuggestAsync(long number, Teammate me, KithDb db, CancellationToken stop)
    {
        var kase = await db.Cases.NumberedAsync(number, stop);
        var group = await PersonGroup.FindAsync(db, kase.PersonId, stop);
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        var language = Bare(group.Root.Language ?? workspace.Language);
        var frame = await db.FrameAsync(group.Root, kase.DepartmentId, kase.Number, me.Name, workspace, stop);
        var meant = await db.SavedAnswers.Where(a => a.Closing).OrderBy(a => a.Title).ThenBy(a => a.Id).ToListAsync(stop);

        var words = new List<ClosingWord>();
        foreach (var word in meant.Where(a => a.Language is null || Bare(a.Language) == language).Select(a => new ClosingWord(a.Title, FilledWords.Fill(a.Text, frame.Fields).Trim())).Append(Own(language, frame)))
            if (word.Text.Length > 0 && (await db.PrivateInAsync(group, word.Text, stop)).Count == 0) words.Add(word);
        return new(words, null);
    }

    /// <summary>The first name stands there in public anyway; nothing else of the person is said.</summary>
    static ClosingWord Own(string language, FrameRow frame) => new("", FilledWords.Fill(language switch
    {
        "de" => "Hallo {name}, das ist jetzt geklärt. Danke für den Hinweis und für die Geduld.",
        "fr" => "Bonjour {name}, c’est réglé maintenant. Merci de nous l’avoir signalé, et de votre patience.",
        "es" => "Hola {name}, ya está resuelto. Gracias por avisarnos y por la paciencia.",
        "pt" => "Olá {name}, já está resolvido. Obrigado por nos avisar e pela paciência.",
        "it" => "Ciao {name}, ora è risolto. Grazie per averlo segnalato e per la pazienza.",
        "nl" => "Hallo {name}, dit is nu opgelost. Dank voor het melden en voor het geduld.",
        "af" => "Hallo {name}, dit is nou opgelos. Dankie dat jy ons laat weet het, en vir jou geduld.",
        _ => "Hello {name}, this is settled now. Thank you for telling us, and for your patience.",
    }, frame.Fields));

    static string Bare(string language) => language.Split('-')[0].ToLowerInvariant();
}

/// <summary>Words that could end it.</summary>
/// <param name="Title">The saved answer they come from; empty for Kith's own.</param>
public sealed record ClosingWord(string Title, string Text);
