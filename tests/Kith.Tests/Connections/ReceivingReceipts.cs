using Kith.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

/// <summary>What the other side tells of a message that left: late, twice, in any order, and of messages that were never ours.</summary>
public class ReceivingReceipts(World world) : IClassFixture<World>
{
    [Theory]
    [InlineData("sms", "queued,sent,delivered,read", "sent,sent,delivered,read")]
    [InlineData("sms", "delivered,sent,queued,delivered", "delivered,delivered,delivered,delivered")]
    [InlineData("sms", "read,delivered,failed", "read,read,read")]
    [InlineData("sms", "sent,undelivered,sent", "sent,failed,failed")]
    [InlineData("sms", "undelivered,delivered,undelivered", "failed,delivered,delivered")]
    [InlineData("http", "accepted,sent,delivered,read", "sent,sent,delivered,read")]
    [InlineData("http", "delivered,sent,accepted,delivered", "delivered,delivered,delivered,delivered")]
    [InlineData("http", "read,delivered,failed", "read,read,read")]
    [InlineData("http", "sent,failed,sent", "sent,failed,failed")]
    [InlineData("http", "failed,delivered,failed", "failed,delivered,delivered")]
    public async Task moves_it_forward_and_never_back(string channel, string told, string shown)
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var there = await OtherSide.ConnectAsync(kith, carrier, channel);
        var moment = await there.SendAsync("Your offer is ready.");

        var states = new List<string>();
        foreach (var state in told.Split(','))
        {
            await there.TellAsync(moment, state);
            // Each is told twice, as carriers do when our answer was slow.
            await there.TellAsync(moment, state);
            states.Add((string)(await there.DeliveryAsync(moment))["state"]!);
        }
        Assert.Equal(shown.Split(','), states);
        Assert.Equal(states[^1] == "failed", (await there.DeliveryAsync(moment))["problem"] is not null);
    }

    [Theory]
    [InlineData("sms")]
    [InlineData("http")]
    public async Task that_is_faster_than_the_answer_is_not_lost(string channel)
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        carrier.Plan(FakeCarrier.Mood.IsSlow);
        var there = await OtherSide.ConnectAsync(kith, carrier, channel);
        var moment = await kith.WriteAsync(there.Connection, "Quick", value: there.Address);
        await kith.UntilAsync(moment, DeliveryState.Sending);

        await there.TellAsync(moment, "delivered");
        Assert.Equal("delivered", (string)(await there.DeliveryAsync(moment))["state"]!);
        for (var tries = 0; tries < 100 && carrier.Messages.IsEmpty; tries++) await Task.Delay(50);
        await Task.Delay(500);
        Assert.Equal("delivered", (string)(await there.DeliveryAsync(moment))["state"]!);
        Assert.Single(carrier.Messages);
    }

    [Theory]
    [InlineData("sms")]
    [InlineData("http")]
    public async Task of_a_message_that_is_not_ours_is_kept_counted_and_changes_nothing(string channel)
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var there = await OtherSide.ConnectAsync(kith, carrier, channel);
        var ours = await there.SendAsync("Ours");
        var (kept, counted) = (await KeptAsync(kith), Counted(kith));

        await there.TellAsync(Guid.CreateVersion7(), $"SM{404:x32}", "delivered");

        Assert.Equal(kept + 1, await KeptAsync(kith));
        Assert.True(Counted(kith) > counted);
        Assert.Equal("sent", (string)(await there.DeliveryAsync(ours))["state"]!);
        Assert.Equal(0, await kith.LookAsync(db => db.SetAside.CountAsync()));
    }

    static Task<int> KeptAsync(KithUnderTest kith) => kith.LookAsync(db => db.Intake.CountAsync());

    static double Counted(KithUnderTest kith) => kith.Services.GetRequiredService<Figures>().Read().Where(figure => figure.Name == "kith_intake_applied").Sum(figure => figure.Value);
}
