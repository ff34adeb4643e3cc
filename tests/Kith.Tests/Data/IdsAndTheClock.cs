namespace Kith.Tests.Data;

/// <summary>An id says when it was made, whatever other clocks say.</summary>
public class IdsAndTheClock
{
    [Fact]
    public void are_not_taken_along_by_a_clock_that_is_ahead()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        Ids.New(now.AddDays(8));

        Assert.InRange(Ids.TimeOf(Ids.New(now)), now.AddSeconds(-1), now.AddSeconds(30));
    }
}
