using Kith.Channels;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Sdk;

namespace Kith.Tests.Connections.Disorder;

/// <summary>
/// Six people speak to us by every channel there is. It is told twice, at once and again, out of order and hours late; our answers to the platform get
/// lost, and so do its answers to us. That all this would be noticed is shown by breaking Kith on purpose.
/// </summary>
public class WhateverTheChannel(World world) : IClassFixture<World>
{
    public static TheoryData<string> All => [.. Media.Names];

    [Theory]
    [MemberData(nameof(All))]
    public async Task nothing_is_lost_shown_twice_out_of_place_or_said_twice(string name)
    {
        await using var medium = Media.Named(name);
        await medium.OpenAsync(world, _ => { });
        using var storm = new Storm(medium);
        await storm.RageAsync();
        await storm.CheckAsync();
    }

    [Theory]
    [InlineData("Generic HTTP", Fault.ForgetsKeys, "not once")]
    [InlineData("Telegram, asked", Fault.ForgetsKeys, "not once")]
    [InlineData("SMS", Fault.LosesSome, "lost")]
    [InlineData("Kannel", Fault.ForgetsTimes, "out of order")]
    [InlineData("WhatsApp", Fault.MixesPeople, "somebody else's words")]
    [InlineData("Telegram by hook", Fault.SendsUnsureAgain, "stands there 2 times")]
    public async Task it_is_noticed(string name, Fault fault, string words)
    {
        await using var medium = Media.Named(name);
        await medium.OpenAsync(world, builder => builder.ConfigureTestServices(services => services.AddSingleton<HotPath>(host => new BrokenPath(Real(host.GetRequiredService<Store>()), fault))));
        using var storm = new Storm(medium);
        await storm.RageAsync();
        if (fault == Fault.SendsUnsureAgain) await storm.SendUnsureAgainAsync();

        var noticed = await Xunit.Record.ExceptionAsync(storm.CheckAsync);
        Assert.Contains(words, Assert.IsAssignableFrom<XunitException>(noticed).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void every_place_of_every_channel_is_here()
    {
        var places = ChannelRegistry.Scan().All.SelectMany(channel => channel.Surfaces.Select(surface => $"{channel.Id}/{surface.Id}"));
        Assert.Equal(places.Order(StringComparer.Ordinal), Media.Names.Select(Media.Named).Select(medium => $"{medium.Channel}/{medium.Surface}").Distinct().Order(StringComparer.Ordinal));
    }

    static HotPath Real(Store store) => store is SqliteStore sqlite ? new SqliteHotPath(sqlite, new()) : new PostgresHotPath((PostgresStore)store, new());
}
