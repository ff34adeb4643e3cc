namespace Kith.Cases;

/// <summary>When we look at a case again on which nothing was promised: when somebody is there, some days on.</summary>
static class LookAgain
{
    const int UsualWait = 3;

    public static DateTime AfterAnswer(OpenHours hours, DateTime at) => hours.Add(at.AddDays(1), TimeSpan.Zero);

    public static DateTime AfterWaiting(OpenHours hours, DateTime at) => hours.Add(at.AddDays(UsualWait), TimeSpan.Zero);

    /// <summary>A case that a teammate opens or reopens is looked at as soon as an answer would be due.</summary>
    public static DateTime Soon(HouseHours house, Guid department, Guid? branch, DateTime at) => house.AnswerOf(PromiseKind.NextAnswer, department, branch, null, at).Due;

    public static DateTime Soon(HouseHours house, Case kase, DateTime at) => Soon(house, kase.DepartmentId, kase.BranchId, at);

    public static OpenHours HoursOf(this HouseHours house, Case kase) => house.Of(kase.DepartmentId, kase.BranchId);
}
