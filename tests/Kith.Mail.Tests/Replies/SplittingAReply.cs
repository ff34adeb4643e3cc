using System.Diagnostics;
using Kith.Mail.Replies;

namespace Kith.Mail.Tests.Replies;

/// <summary>What somebody newly wrote, found in mails as programs all over the world write them. Row F9: nothing here may grow faster than the mail.</summary>
public class SplittingAReply
{
    public static IEnumerable<object[]> Written => Samples.Replies("replies.txt").Select(sample => (object[])[sample.Name, sample.Mail, sample.New]);

    [Theory]
    [MemberData(nameof(Written))]
    public void finds_the_new_words(string name, string mail, string expected)
    {
        Assert.NotEmpty(name);
        Assert.Equal(expected, ReplySplitter.Split(mail).Reply.Trim());
        Assert.Equal(expected, ReplySplitter.Split(mail.Replace("\n", "\r\n", StringComparison.Ordinal)).Reply.Trim());
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void loses_no_word(string name, string mail, string expected)
    {
        var split = ReplySplitter.Split(mail);

        Assert.NotEmpty(name);
        Assert.Contains(expected.Split('\n')[0], split.Reply, StringComparison.Ordinal);
        Assert.Equal(Words(mail).Order(StringComparer.Ordinal), Words(split.Reply + "\n" + split.Rest).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void is_tried_in_many_languages()
    {
        var samples = Samples.Replies("replies.txt").ToList();

        Assert.True(samples.Count >= 40);
        Assert.True(samples.Select(sample => sample.Name[..2]).Distinct().Count() >= 15);
    }

    [Theory]
    [InlineData(">")]
    [InlineData("On 3 Mar 2026 at 9:14 ")]
    [InlineData("From: a@b.example\n")]
    [InlineData("wrote:\n")]
    [InlineData("-- \nx\n")]
    [InlineData("a b c d:\n")]
    [InlineData("Sent from my iPhone\n")]
    [InlineData("____________________\nhttp\n")]
    [InlineData("> x\ny\n")]
    public void takes_time_in_proportion_to_the_mail(string piece)
    {
        var small = Enumerable.Repeat(piece, 20_000 / piece.Length + 1);
        var large = Enumerable.Repeat(piece, 620_000 / piece.Length + 1);
        Fastest(string.Concat(small));

        var ratio = Fastest(string.Concat(large)) / Math.Max(Fastest(string.Concat(small)), 1);

        Assert.True(ratio < 640, $"64 times the text took {ratio:F0} times the time");
    }

    static double Fastest(string text) => Enumerable.Range(0, 3).Min(_ =>
    {
        var started = Stopwatch.GetTimestamp();
        ReplySplitter.Split(text);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    });

    static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
