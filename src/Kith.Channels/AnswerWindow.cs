namespace Kith.Channels;

/// <summary>Until when we may answer.</summary>
/// <param name="situation">What happened in this conversation on this surface.</param>
/// <param name="now">The host's clock.</param>
public delegate WindowState AnswerWindow(Situation situation, DateTimeOffset now);

/// <summary>What a window looks at.</summary>
/// <param name="LastFromPerson">When the person last said something here; null when never.</param>
/// <param name="Stopped">The person said STOP to this kind of handle and has not taken it back.</param>
public readonly record struct Situation(DateTimeOffset? LastFromPerson, bool Stopped)
{
    /// <summary>What is answered, where one thing is; null where nothing in particular is.</summary>
    public AnsweredItem? Item { get; init; }
}

/// <summary>One thing they said, for windows that hang on the single item and not on the conversation.</summary>
/// <param name="SaidAt">When they said it.</param>
public sealed record AnsweredItem(DateTimeOffset SaidAt)
{
    /// <summary>The marks it came with: <see cref="MessageReceived.Marks"/>.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];
}

/// <summary>Whether we may answer now.</summary>
public abstract record WindowState
{
    WindowState() { }

    /// <summary>We may.</summary>
    /// <param name="Until">Until then; null without end.</param>
    public sealed record Open(DateTimeOffset? Until = null) : WindowState;

    /// <summary>Only a person of ours may, no machine.</summary>
    /// <param name="Until">Until then.</param>
    public sealed record OpenForHuman(DateTimeOffset Until) : WindowState;

    /// <summary>Only a text that the platform approved beforehand may go.</summary>
    /// <param name="Problem">Why, for people and for code.</param>
    public sealed record TemplateOnly(ChannelProblem Problem) : WindowState;

    /// <summary>We may not.</summary>
    /// <param name="Problem">Why, for people and for code.</param>
    public sealed record Closed(ChannelProblem Problem) : WindowState;
}

/// <summary>The windows that several surfaces share.</summary>
public static class AnswerWindows
{
    /// <summary>No window: we may always answer.</summary>
    public static WindowState None(Situation situation, DateTimeOffset now) => new WindowState.Open();

    /// <summary>No window, but STOP is final until the person takes it back.</summary>
    public static WindowState UntilStopped(Situation situation, DateTimeOffset now) =>
        situation.Stopped ? new WindowState.Closed(ChannelProblem.OptedOut()) : new WindowState.Open();

    /// <summary>For some time after the person's last word; STOP ends it at once.</summary>
    /// <param name="open">How long anybody may answer.</param>
    /// <param name="byHuman">How long a person of ours may.</param>
    /// <param name="after">What holds when that is over, and before they ever wrote.</param>
    public static AnswerWindow After(TimeSpan open, TimeSpan byHuman, WindowState after) => (situation, now) =>
        situation.Stopped ? new WindowState.Closed(ChannelProblem.OptedOut())
        : situation.LastFromPerson is not { } last ? after
        : now < last + open ? new WindowState.Open(last + open)
        : now < last + byHuman ? new WindowState.OpenForHuman(last + byHuman)
        : after;
}
