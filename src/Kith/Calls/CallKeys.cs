namespace Kith.Calls;

/// <summary>Under which keys a call and its steps are known, whoever told of them: each step happens once, so the set of them says what became of the call.</summary>
static class CallKeys
{
    static readonly Guid calls = new("019a9b1c-5f00-7000-8000-0000000ca115");

    public const string Answered = "in-progress", Missed = "no-answer", Ended = "completed", Failed = "failed", NotPickedUp = "not-picked-up";

    /// <summary>The steps by which it is decided whether anybody is owed a call back.</summary>
    public static IReadOnlyList<string> Telling { get; } = [Answered, Missed, Ended];

    public static string Of(string call, string step) => $"{call}:{step}";

    /// <summary>A call by its teammate's own id of it, apart from whatever else they gave that id to.</summary>
    public static Guid IdOf(Teammate by, Guid own) => Ids.Of(Ids.Of(calls, by.Id), ClientId.Checked(own));

    /// <summary>The key of a call that we make.</summary>
    public static string Of(Guid call) => $"call:{call:N}";
}
