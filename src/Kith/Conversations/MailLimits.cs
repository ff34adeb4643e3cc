namespace Kith.Conversations;

/// <summary>
/// How many mails may go out within an hour. What goes out by itself or at one press is few for a case and for a person; a teammate's own
/// words are many, and when they are too many the teammate hears it.
/// </summary>
static class MailLimits
{
    public const int ByItself = 20, OwnWords = 60;

    static readonly MomentKind[] byItself = [MomentKind.Copied, MomentKind.MailedOn];
    static readonly TimeSpan hour = TimeSpan.FromHours(1);

    public static async Task<bool> MayGoByItselfAsync(KithDb db, Guid person, Guid kase, DateTime now, CancellationToken stop)
    {
        var since = now - hour;
        var recent = db.Moments.Where(m => m.At > since && byItself.Contains(m.Kind));
        return await recent.CountAsync(m => m.CaseId == kase, stop) < ByItself && await recent.CountAsync(m => m.PersonId == person, stop) < ByItself;
    }

    public static async Task CheckOwnWordsAsync(KithDb db, WayFound way, DateTime now, CancellationToken stop)
    {
        if (way.Surface.Wire != Channels.Wire.Mail) return;

        var since = now - hour;
        var (person, connection) = (way.Handle.PersonId, way.Connection.Id);
        if (await db.Moments.CountAsync(m => m.PersonId == person && m.At > since && m.Direction == Direction.Out && m.ConnectionId == connection, stop) >= OwnWords)
            throw TooMany($"{OwnWords} mails went to this person within an hour. Nothing was sent: wait a little, or say it in one mail.");
    }

    public static Refusal TooMany(string words) => new("too_many_mails", words, StatusCodes.Status429TooManyRequests);
}
