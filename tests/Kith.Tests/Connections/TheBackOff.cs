using Kith.Channels;

namespace Kith.Tests.Connections;

public class TheBackOff
{
    static readonly DateTime now = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void doubles_up_to_an_hour()
    {
        Assert.Equal([0, 5, 10, 20, 40, 80, 160, 320, 3600, 3600], Enumerable.Range(0, 10).Select(failures => BackOff.After(failures).TotalSeconds));
        Assert.Equal(3600, BackOff.After(int.MaxValue).TotalSeconds);
    }

    [Fact]
    public void forgives_step_by_step()
    {
        var connection = Failing(4);
        connection.Succeed(now);
        Assert.Equal((3, null, HealthState.Failing), (connection.Failures, connection.RetryAt, connection.Health));
        for (var good = 0; good < 3; good++) connection.Succeed(now);
        Assert.Equal((0, null, HealthState.Well), (connection.Failures, connection.ProblemCode, connection.Health));
    }

    [Fact]
    public void counts_failures_that_were_under_way_together_as_one()
    {
        var connection = Failing(0);
        for (var n = 0; n < 8; n++) connection.Fail(ChannelProblem.Unreachable(), null, now);
        Assert.Equal((1, now.AddSeconds(5)), (connection.Failures, connection.RetryAt));
    }

    [Fact]
    public void ends_a_sign_in_once_and_not_one_that_a_person_put_in_since()
    {
        var connection = Failing(0);
        connection.Version = 7;
        Assert.False(connection.SignOut(ChannelProblem.SignInExpired(), version: 6, now));
        Assert.False(connection.IsSignedOut);
        Assert.True(connection.SignOut(ChannelProblem.SignInExpired(), version: 7, now));
        Assert.False(connection.SignOut(ChannelProblem.SignInExpired(), version: 7, now));
    }

    [Fact]
    public void waits_as_long_as_the_other_side_asked_even_when_that_is_longer()
    {
        var connection = Failing(0);
        connection.Fail(ChannelProblem.RateLimited(), TimeSpan.FromMinutes(7), now);
        Assert.Equal(now.AddMinutes(7), connection.RetryAt);
    }

    [Fact]
    public void tells_of_sleep_once_and_again_only_after_waking()
    {
        var (connection, at, told) = (Failing(0), now, 0);
        for (var n = 0; n < 20; n++)
        {
            if (connection.Fail(ChannelProblem.Unreachable(), null, at)) told++;
            at = connection.RetryAt!.Value;
        }
        Assert.Equal((1, HealthState.Asleep), (told, connection.Health));

        connection.Wake();
        Assert.True(connection.MaySend(at));
        Assert.Equal(HealthState.Failing, connection.Health);
    }

    static Connection Failing(int failures) => new() { Channel = "sms", Name = "sms", Failures = failures, ProblemCode = failures > 0 ? "unreachable" : null };
}
