using System.Text.Json.Nodes;

namespace Kith.Calls;

/// <summary>What became of a call.</summary>
/// <param name="Seconds">How long they spoke; null where nobody says.</param>
/// <param name="Reason">Why it came to nothing, as a stable word; null when it did not, or nobody says.</param>
/// <param name="Problem">The same in words, where the carrier would not put it through.</param>
/// <param name="CallerProof">What carriers vouch for of the caller's number: passed, failed or unproven; null where they say nothing.</param>
/// <param name="Noted">A person or another telephone system wrote it down.</param>
/// <param name="LinkAsked">The caller pressed the key that asks for the link to go on in writing.</param>
public sealed record CallRow(CallState State, int? Seconds, string? Reason, string? Problem, string? CallerProof, bool Noted, bool LinkAsked, VoicemailRow? Voicemail)
{
    /// <param name="call">The call.</param>
    /// <param name="told">All that was told of it, oldest first.</param>
    /// <param name="isNarrow">The caller does not see every case, and reaches files through moments.</param>
    public static CallRow Of(Moment call, IReadOnlyList<Moment> told, bool isNarrow)
    {
        var steps = told.Where(m => m.Kind == MomentKind.CallStep).Select(m => m.Detail!).ToList();
        if (call.Detail?["noted"] is not null) steps.Add(call.Detail);
        return new(
            StateOf(steps, told), Last<int?>(steps, "seconds"), Last<string>(steps, "reason"), Last<string>(steps, "problem"), Last<string>(steps, "callerProof"),
            call.Detail?["noted"] is not null, steps.Any(Is("linkAsked")), VoicemailRow.Of(told, isNarrow));
    }

    static CallState StateOf(List<JsonObject> steps, IReadOnlyList<Moment> told) =>
        steps.Any(Is("answered")) ? steps.Any(Is("ended")) || steps.Any(step => step["noted"] is not null) ? CallState.Answered : CallState.Talking
        : steps.Any(Is("failed")) ? CallState.Failed
        : steps.Any(Is("notPickedUp")) ? CallState.NotPickedUp
        : steps.Any(Is("missed")) || steps.Any(Is("ended")) || told.Any(m => m.Kind == MomentKind.Voicemail) ? CallState.Missed
        : steps.Any(Is("rang")) ? CallState.Ringing
        : CallState.Calling;

    static Func<JsonObject, bool> Is(string step) => detail => detail["step"]?.ToString() == step;

    static T? Last<T>(List<JsonObject> steps, string name) => steps.LastOrDefault(step => step[name] is not null)?[name] is { } value ? value.GetValue<T>() : default;
}

/// <summary>How far a call came. What was told of it late or twice changes nothing.</summary>
public enum CallState
{
    /// <summary>We are about to ring.</summary>
    Calling,

    /// <summary>It rings.</summary>
    Ringing,

    /// <summary>The two sides speak.</summary>
    Talking,

    /// <summary>They spoke.</summary>
    Answered,

    /// <summary>Nobody took it on the side that was called.</summary>
    Missed,

    /// <summary>We did not pick up our own phone.</summary>
    NotPickedUp,

    /// <summary>It was not put through.</summary>
    Failed,
}

/// <summary>What somebody said on the answering machine.</summary>
/// <param name="File">The recording; null while it is being fetched, and when it cannot be had.</param>
/// <param name="Problem">It cannot be had.</param>
/// <param name="Transcript">Its words as a machine heard them; null where there are none.</param>
public sealed record VoicemailRow(int? Seconds, AttachmentRef? File, bool Problem, string? Transcript)
{
    public static VoicemailRow? Of(IReadOnlyList<Moment> told, bool isNarrow)
    {
        var (left, words) = (told.LastOrDefault(m => m.Kind == MomentKind.Voicemail), told.LastOrDefault(m => m.Kind == MomentKind.Transcript)?.Text);
        return left is null && words is null ? null
            : new(left?.Detail?["seconds"]?.GetValue<int?>(), left?.Attachments is [var file, ..] ? AttachmentRef.Of(file, isNarrow ? left.Id : null) : null,
                left?.Detail?["media"] is JsonArray media && media.Any(one => one?["problem"] is not null), words);
    }
}
