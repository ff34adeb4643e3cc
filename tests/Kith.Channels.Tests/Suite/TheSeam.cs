using System.Reflection;
using FsCheck;
using FsCheck.Fluent;

namespace Kith.Channels.Tests.Suite;

/// <summary>What a channel cannot do because the compiler does not let it, and what all channels lean on.</summary>
public class TheSeam
{
    static readonly Assembly Channels = typeof(IChannel).Assembly;

    [Fact]
    public void knows_no_database_no_web_server_and_no_way_out()
    {
        string[] foreign = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Microsoft.Data", "Npgsql", "System.Net.Http", "System.Net.Sockets", "Kith,"];
        Assert.DoesNotContain(Channels.GetReferencedAssemblies(), reference => foreign.Any(name => reference.FullName.StartsWith(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void tells_whether_trying_again_can_help()
    {
        Assert.All([ChannelProblem.RateLimited(), ChannelProblem.Unreachable(), ChannelProblem.SignInExpired()], problem => Assert.True(problem.CanRetry));
        Assert.All([ChannelProblem.Rejected("x"), ChannelProblem.OptedOut(), ChannelProblem.TooLarge("x"), ChannelProblem.NoSuchRecipient("x"), ChannelProblem.WindowClosed("x"), ChannelProblem.NotUnderstood()],
            problem => Assert.False(problem.CanRetry));
    }

    [Fact]
    public void calls_a_lost_answer_unsure_only_when_something_had_left()
    {
        Assert.IsType<Ending.Unsure>(Ending.NoAnswer(bytesLeft: true));
        Assert.IsType<Ending.Later>(Ending.NoAnswer(bytesLeft: false));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 1)]
    [InlineData("-5", 1)]
    [InlineData("999999999", 86_400)]
    [InlineData("Sat, 21 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Sat, 21 Nov 2020 12:00:30 GMT", 1)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void reads_retry_after(string said, int? seconds) =>
        Assert.Equal(seconds, (int?)new WireAnswer(429, new HeaderBag(KeyValuePair.Create("retry-after", said)), default).RetryAfter(Platform.Noon)?.TotalSeconds);

    [Theory]
    [InlineData("a=1&a=2&b", "a|1,a|2,b|")]
    [InlineData("a+b=%2B%20+", "a b|+  ")]
    [InlineData("%zz=%", "%zz|%")]
    [InlineData("x=%F0%9F%91%8B", "x|👋")]
    [InlineData("&&=&", "|")]
    public void reads_forms_as_browsers_do(string form, string pairs) =>
        Assert.Equal(pairs, string.Join(',', UrlForm.Parse(form).Pairs.Select(pair => $"{pair.Key}|{pair.Value}")));

    [Fact]
    public void writes_forms_it_reads() => Prop.ForAll<NonNull<string>, NonNull<string>>((name, value) =>
    {
        var pair = KeyValuePair.Create(PlainText.Clean(name.Get) + "n", PlainText.Clean(value.Get));
        return UrlForm.Parse(UrlForm.Write([pair])).Pairs.Single().Equals(pair);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void cleans_a_text_once_and_for_all() => Prop.ForAll<NonNull<string>>(text =>
        PlainText.Clean(PlainText.Clean(text.Get)) == PlainText.Clean(text.Get) && !PlainText.Clean(text.Get).Contains('\0') && PlainText.Line(text.Get, 5).Length <= 5).QuickCheckThrowOnFailure();
}
