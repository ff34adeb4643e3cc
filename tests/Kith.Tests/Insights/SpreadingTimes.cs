using FsCheck;
using FsCheck.Fluent;
using Kith.Insights;

namespace Kith.Tests.Insights;

/// <summary>What counts in buckets say, beside what the times themselves say.</summary>
public class SpreadingTimes
{
    static int BucketOf(int minutes) => Buckets.Minutes.TakeWhile(below => minutes >= below).Count();

    static Spread SpreadOf(IEnumerable<int> minutes)
    {
        var spread = new Spread();
        foreach (var one in minutes) spread.Add(BucketOf(one), 1);
        return spread;
    }

    [Fact]
    public void a_share_lies_in_the_bucket_in_which_it_really_lies() => Prop.ForAll(
        Gen.Choose(0, 50_000).NonEmptyListOf().ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(), (minutes, percent) =>
        {
            var sorted = minutes.Order().ToList();
            var exact = sorted[(int)Math.Ceiling(percent / 100.0 * sorted.Count) - 1];
            var said = SpreadOf(minutes).Within(percent / 100.0)!.Value;
            var bucket = BucketOf(exact);
            var (from, to) = (bucket == 0 ? 0 : Buckets.Minutes[bucket - 1], bucket < Buckets.Minutes.Count ? Buckets.Minutes[bucket] : Buckets.Minutes[^1]);
            return said >= from - 1e-9 && said <= to + 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void nobody_waited_says_nothing() => Assert.Null(new Spread().Within(0.5));

    [Fact]
    public void of_a_handful_nothing_is_claimed() =>
        Assert.Equal((null, Likeness.TooFew), (SpreadOf(Enumerable.Repeat(4, 19)).Confidence(), SpreadOf(Enumerable.Repeat(4, 19)).Beside(SpreadOf(Enumerable.Repeat(400, 900)))));

    [Fact]
    public void who_is_served_alike_is_called_alike_nineteen_times_of_twenty()
    {
        var dice = new System.Random(7);
        var different = Enumerable.Range(0, 400).Count(_ =>
            SpreadOf(Enumerable.Range(0, 200).Select(_ => dice.Next(1, 600))).Beside(SpreadOf(Enumerable.Range(0, 2000).Select(_ => dice.Next(1, 600)))) != Likeness.Alike);

        Assert.InRange(different, 0, 20);
    }

    [Fact]
    public void who_waits_twice_as_long_is_found()
    {
        var dice = new System.Random(11);
        var (short_, long_) = (SpreadOf(Enumerable.Range(0, 300).Select(_ => dice.Next(1, 300))), SpreadOf(Enumerable.Range(0, 300).Select(_ => dice.Next(1, 900))));

        Assert.Equal((Likeness.Longer, Likeness.Shorter), (long_.Beside(short_), short_.Beside(long_)));
    }

    [Fact]
    public void a_median_lies_within_its_confidence()
    {
        var spread = SpreadOf(Enumerable.Range(0, 1000));
        var between = spread.Confidence()!;

        Assert.InRange(spread.Within(0.5)!.Value, between.From, between.To);
        Assert.InRange(500, between.From, between.To);
    }
}
