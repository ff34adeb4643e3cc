namespace Kith.Notices;

/// <summary>Something one teammate should know: mentioned, given, answered, a promise is near, a connection is in trouble.</summary>
public sealed class Notice : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid TeammateId { get; set; }
    public NoticeKind Kind { get; set; }
    public DateTime At { get; set; }
    public Guid? PersonId { get; set; }
    public Guid? CaseId { get; set; }
    public Guid? MomentId { get; set; }
    public string? Text { get; set; }
    public DateTime? ReadAt { get; set; }

    public static Notice Given(Guid to, Case kase, Moment moment, Teammate by, DateTime at) =>
        About(kase, to, NoticeKind.Given, at, $"{by.Name} gave you case {kase.Number}{Titled(kase)}", moment.Id);

    public static Notice GivenMany(Guid to, Case first, int count, Teammate by, DateTime at) =>
        About(first, to, NoticeKind.Given, at, count == 1 ? $"{by.Name} gave you case {first.Number}{Titled(first)}" : $"{by.Name} gave you {count} cases, among them case {first.Number}{Titled(first)}");

    public static Notice GivenBy(Automation automation, Guid to, Case kase, DateTime at) =>
        About(kase, to, NoticeKind.Given, at, $"The automation {automation.Name} gave you case {kase.Number}{Titled(kase)}");

    /// <summary>A rule gave it to them. The case has no number yet.</summary>
    public static Notice Routed(Guid to, Case kase, Moment opened, DateTime at) =>
        About(kase, to, NoticeKind.Given, at, $"A new case of {kase.PersonName ?? "somebody new"} came to you{Titled(kase)}", opened.Id);

    public static Notice TakenOver(Guid from, Case kase, Moment moment, Teammate by, DateTime at) =>
        About(kase, from, NoticeKind.Given, at, $"{by.Name} took over case {kase.Number}{Titled(kase)}", moment.Id);

    public static Notice StandsIn(Guid to, Case kase, Moment moment, string absent, DateTime at) =>
        About(kase, to, NoticeKind.Given, at, $"Case {kase.Number}{Titled(kase)} of {absent}, who is away, is yours", moment.Id);

    public static Notice PromiseNear(Guid to, Case kase, Promise promise, DateTime at) =>
        About(kase, to, NoticeKind.PromiseNear, at, $"Case {kase.Number}{Titled(kase)} {Fate(promise)}");

    /// <summary>Of a question to a department: that it was asked, answered, is near or late.</summary>
    public static Notice OfAsk(Guid to, Case kase, NoticeKind kind, string words, DateTime at) => About(kase, to, kind, at, words);

    /// <summary>Of words kept for later: that the person wrote meanwhile, or that they could not leave.</summary>
    public static Notice OfLater(Guid to, LaterMessage later, string words, DateTime at) => new()
    {
        WorkspaceId = later.WorkspaceId,
        Id = Ids.New(at),
        TeammateId = to,
        Kind = NoticeKind.Later,
        At = at,
        PersonId = later.PersonId,
        CaseId = later.CaseId,
        Text = Short(words),
    };

    public static Notice OfReminder(Reminder reminder, Case kase, DateTime at) =>
        About(kase, reminder.TeammateId, NoticeKind.Reminder, at, reminder.Text ?? $"Case {kase.Number}{Titled(kase)}");

    static string Fate(Promise promise) => (promise.Kind, promise.BrokenAt) switch
    {
        (PromiseKind.LookAgain, _) => "is to be looked at again",
        (PromiseKind.Solution, null) => "is promised to be settled soon",
        (PromiseKind.Solution, _) => "was not settled in time",
        (_, null) => "is promised an answer soon",
        _ => "was not answered in time",
    };

    /// <summary>They said that it was not good. Their words stand on the timeline.</summary>
    public static Notice Unhappy(Guid to, Case kase, Moment answer, DateTime at) =>
        About(kase, to, NoticeKind.Unhappy, at, $"It was not good for {kase.PersonName ?? "somebody"} in case {kase.Number}{Titled(kase)}", answer.Id);

    public static Notice Mentioned(Guid to, Moment note, Case? kase, Teammate by, DateTime at) => new()
    {
        WorkspaceId = note.WorkspaceId,
        Id = Ids.New(at),
        TeammateId = to,
        Kind = NoticeKind.Mentioned,
        At = at,
        PersonId = note.PersonId,
        CaseId = kase?.Id,
        MomentId = note.Id,
        Text = $"{by.Name}: {Short(note.Text)}",
    };

    static Notice About(Case kase, Guid to, NoticeKind kind, DateTime at, string text, Guid? moment = null) => new()
    {
        WorkspaceId = kase.WorkspaceId,
        Id = Ids.New(at),
        TeammateId = to,
        Kind = kind,
        At = at,
        PersonId = kase.PersonId,
        CaseId = kase.Id,
        MomentId = moment,
        Text = text,
    };

    static string Titled(Case kase) => kase.Title is { Length: > 0 } title ? $" ({title})" : "";

    public static string? Short(string? text) => text is { Length: > 160 } ? text[..(char.IsHighSurrogate(text[159]) ? 159 : 160)] + "…" : text;
}

public enum NoticeKind { Mentioned, Given, Answered, PromiseNear, Connection, Approval, Asked = 20, AskAnswered = 21, Later = 22, Reminder = 23, Unhappy = 25 }
