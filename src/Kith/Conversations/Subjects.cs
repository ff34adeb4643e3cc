namespace Kith.Conversations;

/// <summary>What an answer is about when nobody says: what its thread is about.</summary>
static class Subjects
{
    static readonly string[] answers = ["re:", "aw:", "sv:", "antw:", "odp:", "res:", "rif:", "回复:", "回覆:"];

    public static async Task<string?> OfAnswerAsync(KithDb db, Moment? answered, WayFound way, string threadKey, CancellationToken stop)
    {
        var last = answered?.Detail?["subject"] is not null ? answered
            : await db.Moments.Where(m => m.PersonId == way.Handle.PersonId && m.ConnectionId == way.Connection.Id && m.ThreadKey == threadKey && m.Kind == MomentKind.Message)
                .OrderByDescending(m => m.At).ThenByDescending(m => m.Id).FirstOrDefaultAsync(stop);
        return last?.Detail?["subject"]?.ToString() is { Length: > 0 } subject ? Answer(subject) : null;
    }

    public static string Answer(string subject) =>
        answers.Any(word => subject.StartsWith(word, StringComparison.OrdinalIgnoreCase)) ? subject : $"Re: {subject}";
}
