namespace Kith.Tests.Cases;

/// <summary>What was said before our answer and comes after it is owed one, by when the first of it is.</summary>
public class WordsThatComeLate
{
    static readonly DateTime noon = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void are_owed_an_answer_by_the_time_of_the_first_of_them()
    {
        var kase = new Case { State = CaseState.Open };
        Assert.True(kase.Hear(Said(noon), noon.AddHours(1)));
        kase.Answered(Said(noon.AddMinutes(10), Direction.Out), noon.AddDays(1));

        Assert.True(kase.Hear(Said(noon.AddMinutes(2)), noon.AddHours(2)));
        Assert.False(kase.Hear(Said(noon.AddMinutes(3)), noon.AddHours(3)));
        Assert.Equal((PromiseKind.NextAnswer, noon.AddHours(2)), (kase.PromiseKind, kase.PromiseDue));
    }

    /// <summary>A teammate promised something for Friday; what is said anew is answered as soon as anything else.</summary>
    [Fact]
    public void are_not_those_that_come_after_a_promise_of_ours()
    {
        var kase = new Case { State = CaseState.Open };
        kase.Hear(Said(noon), noon.AddHours(1));
        kase.Answered(Said(noon.AddMinutes(10), Direction.Out), noon.AddDays(1));
        kase.Promised(noon.AddDays(5), "The assessor comes on Friday", Actor.System, noon.AddMinutes(11));

        Assert.True(kase.Hear(Said(noon.AddMinutes(20)), noon.AddHours(2)));
        Assert.Equal(noon.AddHours(2), kase.PromiseDue);
    }

    static Moment Said(DateTime at, Direction direction = Direction.In) => new() { At = at, Direction = direction, Kind = MomentKind.Message, Text = "words" };
}
