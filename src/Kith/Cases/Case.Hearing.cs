namespace Kith.Cases;

public sealed partial class Case
{
    const int LongestGlance = 120;

    /// <summary>
    /// The person said something. What waited or slept is open again, and an answer is owed unless one was owed already: the clock
    /// runs from the first unanswered word, also when others come so late that our answer to something else stands after them. True when
    /// that promise is new.
    /// </summary>
    /// <param name="owed">What was promised before the case waited or slept, and still is.</param>
    public bool Hear(Moment message, DateTime answerBy, Promise? owed = null)
    {
        var isOwed = State == CaseState.Open && OwesAnswer && (LastDirection == Direction.In || message.At < LastAt);
        (State, ClosedAt) = (CaseState.Open, null);
        Remember(message);
        if (message.PostId is not null) OwePublic(message.At);
        if (isOwed) return false;

        (PromiseKind, PromiseDue) = owed is null ? (PromiseKind.NextAnswer, answerBy) : (owed.Kind, owed.Due);
        return owed is null;
    }

    /// <summary>Recorded in this case, but nothing is owed for it.</summary>
    public void Remember(Moment message)
    {
        if (message.At < LastAt) return;

        (LastAt, LastText, LastDirection) = (message.At, Glance(message), message.Direction);
        (LastSurface, LastVisibility, ConnectionId) = (message.Surface, message.Visibility, message.ConnectionId);
    }

    /// <summary>Its newest words were changed or taken back by whoever said them: the inbox shows what they say now.</summary>
    public bool Unsay(DateTime at, Moment change)
    {
        if (LastDirection != Direction.In || LastAt != at) return false;

        LastText = change.Kind == MomentKind.Edited ? Glance(change) : null;
        return true;
    }

    /// <summary>The beginning of what was said, on one line.</summary>
    public static string Glance(Moment message)
    {
        var text = message.TextForTeam ?? "";
        if (text.Length == 0 && message.Attachments is [var file, ..]) return file.Name;

        var cut = text.Length <= LongestGlance ? text : text[..(char.IsHighSurrogate(text[LongestGlance - 1]) ? LongestGlance - 1 : LongestGlance)];
        return cut.AsSpan().IndexOfAny('\n', '\r', '\t') < 0 ? cut : string.Join(' ', cut.Split((char[])['\n', '\r', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
    }
}
