using Kith.Connections;

namespace Kith.Tests.Timelines;

/// <summary>While arrivals have to wait for each other, what makes them findable waits too; what is said by few at a time is no crowd.</summary>
public class SearchInACrowd
{
    [Theory]
    [InlineData(300, true)]
    [InlineData(299, false)]
    [InlineData(0, false)]
    public void is_known_by_how_many_had_to_wait(int waiting, bool isCrowded)
    {
        using var handOver = new HandOver();
        handOver.CaughtUp(0);
        Assert.False(handOver.IsCrowded);

        handOver.Give(Enumerable.Range(1, waiting).Select(n => new Arrival(Guid.Empty, Guid.Empty, $"{n}", "", [], default) { N = n }), waiting);
        handOver.Take(1000, out _);

        Assert.Equal(isCrowded, handOver.IsCrowded);
    }

    [Fact]
    public async Task is_over_when_they_come_one_after_another_again()
    {
        using var handOver = new HandOver();
        handOver.CaughtUp(0);
        handOver.Give(Enumerable.Range(1, 400).Select(n => new Arrival(Guid.Empty, Guid.Empty, $"{n}", "", [], default) { N = n }), 400);
        handOver.Take(1000, out _);

        await Soon.Async(() => { Assert.False(handOver.IsCrowded); return Task.CompletedTask; });
    }
}
