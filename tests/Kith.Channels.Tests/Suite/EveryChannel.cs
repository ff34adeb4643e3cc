using System.Reflection;

namespace Kith.Channels.Tests.Suite;

/// <summary>The contract, for every channel that is found. Adding a folder with a channel and a platform for it is all it takes.</summary>
public class EveryChannel
{
    public static TheoryData<string, string> ChannelsAndChecks()
    {
        var all = new TheoryData<string, string>();
        foreach (var id in Platforms.Ids)
            foreach (var check in Contract.Checks) all.Add(id, check.Name);
        return all;
    }

    [Theory, MemberData(nameof(ChannelsAndChecks))]
    public void keeps(string channel, string check)
    {
        try
        {
            Contract.Checks.Single(one => one.Name == check).Invoke(null, [Platforms.For(channel)]);
        }
        catch (TargetInvocationException failure)
        {
            throw failure.InnerException!;
        }
    }

    [Fact]
    public void is_found_by_scanning_and_known_nowhere_else()
    {
        Assert.True(Platforms.Registry.All.Count >= 4);
        Assert.All(Platforms.Registry.All, channel => Assert.Same(channel, Platforms.Registry.Find(channel.Id)));
        Assert.Null(Platforms.Registry.Find("carrier-pigeon"));
    }
}
