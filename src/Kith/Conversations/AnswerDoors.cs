using System.Text.RegularExpressions;
using Kith.Channels;

namespace Kith.Conversations;

/// <summary>/api/answers: words we use often, by channel and language.</summary>
static partial class AnswerDoors
{
    const int LongestTitle = 120, LongestText = 10_000;

    public static void MapAnswers(this RouteGroupBuilder api)
    {
        var answers = api.MapGroup("/answers");
        answers.MapGet("", ListAsync).Allow(Role.Viewer);
        answers.MapPost("", AddAsync).Allow(Role.Teammate);
        answers.MapPatch("/{id:guid}", ChangeAsync).Allow(Role.Teammate);
        answers.MapDelete("/{id:guid}", RemoveAsync).Allow(Role.Teammate);
    }

    /// <summary>In a change, what is left out stays as it is and what is empty is taken away.</summary>
    /// <param name="Closing">Suggested as the word that ends a matter in public.</param>
    public sealed record AnswerChange(string? Title, string? Text, string? Channel, string? Language, string? Shortcut, bool? Closing);

    static async Task<Page<SavedAnswerRow>> ListAsync(KithDb db, CancellationToken stop) =>
        new([.. (await db.SavedAnswers.OrderBy(a => a.Title).ThenBy(a => a.Id).ToListAsync(stop)).Select(SavedAnswerRow.Of)], null);

    static async Task<Created<SavedAnswerRow>> AddAsync(AnswerChange asked, KithDb db, TimeProvider clock, ChannelRegistry channels, CancellationToken stop)
    {
        var answer = new SavedAnswer { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Title = "", Text = "", At = clock.Now };
        await ApplyAsync(answer, asked with { Title = asked.Title ?? "", Text = asked.Text ?? "" }, db, channels, stop);
        db.Add(answer);
        return TypedResults.Created($"/api/answers/{answer.Id}", SavedAnswerRow.Of(answer));
    }

    static async Task<Ok<SavedAnswerRow>> ChangeAsync(Guid id, AnswerChange asked, KithDb db, ChannelRegistry channels, CancellationToken stop)
    {
        var answer = await FindAsync(db, id, stop);
        await ApplyAsync(answer, asked, db, channels, stop);
        return TypedResults.Ok(SavedAnswerRow.Of(answer));
    }

    static async Task<NoContent> RemoveAsync(Guid id, KithDb db, CancellationToken stop)
    {
        db.Remove(await FindAsync(db, id, stop));
        return TypedResults.NoContent();
    }

    static async Task ApplyAsync(SavedAnswer answer, AnswerChange asked, KithDb db, ChannelRegistry channels, CancellationToken stop)
    {
        if (asked.Title is not null) answer.Title = Written.RequiredLine(asked.Title, "title", LongestTitle);
        if (asked.Text is not null) answer.Text = Written.Text(asked.Text, "text", LongestText) is { Length: > 0 } text ? FilledWords.Check(text, "text") : throw Refusal.Field("text", "This must not be empty.");
        if (asked.Channel is { } channel) answer.Channel = Known(channel, channels.Find(channel) is not null, "channel", "There is no such channel.");
        if (asked.Language is { } language) answer.Language = Known(language, LanguageTag().IsMatch(language), "language", "This is no language: write en, de or pt-BR.");
        if (asked.Shortcut is { } shortcut) answer.Shortcut = Known(shortcut, Word().IsMatch(shortcut), "shortcut", "A shortcut is one short word.");
        if (asked.Closing is { } closing) answer.Closing = closing;
        if (answer.Shortcut is { } taken && await db.SavedAnswers.AnyAsync(a => a.Shortcut == taken && a.Id != answer.Id, stop))
            throw new Refusal("shortcut_taken", "Another answer has this shortcut.");
    }

    static string? Known(string value, bool isKnown, string field, string words) =>
        value.Length == 0 ? null : isKnown ? value : throw Refusal.Field(field, words);

    static async Task<SavedAnswer> FindAsync(KithDb db, Guid id, CancellationToken stop) =>
        await db.SavedAnswers.SingleOrDefaultAsync(a => a.Id == id, stop) ?? throw Refusal.NotFound();

    [GeneratedRegex(@"\A[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}\z")]
    private static partial Regex LanguageTag();

    [GeneratedRegex(@"\A[\p{L}\p{N}_-]{1,40}\z")]
    private static partial Regex Word();
}

public sealed record SavedAnswerRow(Guid Id, string Title, string Text, string? Channel, string? Language, string? Shortcut, bool Closing)
{
    public static SavedAnswerRow Of(SavedAnswer a) => new(a.Id, a.Title, a.Text, a.Channel, a.Language, a.Shortcut, a.Closing);
}
