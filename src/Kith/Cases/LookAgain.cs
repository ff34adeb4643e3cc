namespace Kith.Cases;

/// <summary>When we look at a case again on which nothing was promised: when somebody is there, some days on.</summary>
static class LookAgain
{
    const int UsualWait = 3;

    public static DateTime AfterAnswer(Workspace workspace, DateTime at) => PromiseClock.Due(workspace, at.AddDays(1), 0);

    public static DateTime AfterWaiting(Workspace workspace, DateTime at) => PromiseClock.Due(workspace, at.AddDays(UsualWait), 0);

    /// <summary>A case that a teammate opens or reopens is looked at as soon as an answer would be due.</summary>
    public static DateTime Soon(Workspace workspace, DateTime at) => PromiseClock.Due(workspace, at, workspace.NextAnswerMinutes);
}
