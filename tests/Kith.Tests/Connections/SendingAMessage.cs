using System.Net;

namespace Kith.Tests.Connections;

public class SendingAMessage(World world) : IClassFixture<World>
{
    [Fact]
    public async Task leaves_once_and_the_tick_appears()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        var moment = await kith.WriteAsync(sms, "Your offer is ready.");

        var sent = await kith.UntilAsync(moment, DeliveryState.Sent);
        var taken = Assert.Single(carrier.Messages);
        Assert.Equal((Correspondence.Phone, "Your offer is ready."), (taken.To, taken.Body));
        Assert.Equal((taken.Id, 1, 1), (sent.OutsideId, sent.Tries, sent.Segments));
        Assert.Null(sent.NextAt);
        Assert.Equal("well", (await kith.HealthAsync(sms))["state"]!.ToString());
    }

    [Fact]
    public async Task in_the_chat_is_sent_by_being_written_down()
    {
        await using var kith = await world.OpenAsync();
        var chat = (await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "chat", channel = "webchat" }))["id"]!.GetValue<Guid>();
        var moment = await kith.WriteAsync(chat, "Hello in the chat", value: "v:0123");

        await kith.UntilAsync(moment, DeliveryState.Sent);
    }

    [Fact]
    public async Task waits_for_the_seconds_in_which_it_can_be_undone()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        var moment = await kith.WriteAsync(sms, "Wrong words", undoSeconds: 2);
        await kith.As(Cast.Rosa).DeleteAsync($"/api/deliveries/{moment}");
        await Task.Delay(2500);

        Assert.Empty(carrier.Messages);
        Assert.Equal(DeliveryState.Withdrawn, (await kith.DeliveryAsync(moment)).State);
        Assert.Equal(1, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.Withdrawn && m.ReplyTo == moment)));
    }

    [Fact]
    public async Task that_has_left_cannot_be_undone()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var moment = await kith.WriteAsync(await kith.ConnectSmsAsync(carrier), "Gone");
        await kith.UntilAsync(moment, DeliveryState.Sent);

        var refused = await kith.As(Cast.Rosa).DeleteAsync($"/api/deliveries/{moment}", HttpStatusCode.Conflict);
        Assert.Equal("already_sent", refused["code"]!.ToString());
        await kith.As(Cast.Rosa).DeleteAsync($"/api/deliveries/{Guid.CreateVersion7()}", HttpStatusCode.NotFound);
        await kith.AsNeighbour(Cast.Rosa).DeleteAsync($"/api/deliveries/{moment}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task either_is_undone_or_leaves_never_both()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        var rosa = kith.As(Cast.Rosa).Http;
        var moments = new List<Guid>();
        for (var n = 0; n < 12; n++) moments.Add(await kith.WriteAsync(sms, $"Race {n}", undoSeconds: 0.3, value: $"+2782555{n:0000}"));
        await Task.Delay(150);
        var answers = await Task.WhenAll(moments.Select(async (moment, n) =>
        {
            await Task.Delay(n * 25);
            return (await rosa.DeleteAsync($"/api/deliveries/{moment}")).StatusCode;
        }));

        for (var n = 0; n < moments.Count; n++)
        {
            var state = (await kith.UntilAsync(moments[n], DeliveryState.Sent, DeliveryState.Withdrawn)).State;
            Assert.Equal(answers[n] == HttpStatusCode.NoContent ? DeliveryState.Withdrawn : DeliveryState.Sent, state);
            Assert.Equal(state == DeliveryState.Sent ? 1 : 0, carrier.Messages.Count(one => one.Body == $"Race {n}"));
        }
    }

    [Fact]
    public async Task keeps_the_order_of_one_conversation()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        carrier.Plan(FakeCarrier.Mood.IsSlow);
        var sms = await kith.ConnectSmsAsync(carrier);
        var moments = new List<Guid>();
        for (var n = 1; n <= 4; n++) moments.Add(await kith.WriteAsync(sms, $"Part {n}"));
        foreach (var moment in moments) await kith.UntilAsync(moment, DeliveryState.Sent);

        Assert.Equal(["Part 1", "Part 2", "Part 3", "Part 4"], carrier.Messages.Select(one => one.Body));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task to_a_person_who_said_stop_never_leaves(bool stopped)
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var moment = await kith.WriteAsync(await kith.ConnectSmsAsync(carrier), "Buy now", change: handle =>
        {
            if (stopped) handle.StoppedAt = handle.FirstSeen;
            else handle.Block = Block.Blocked;
        });

        var failed = await kith.UntilAsync(moment, DeliveryState.Failed);
        Assert.Equal("stopped", failed.ProblemCode);
        Assert.Empty(carrier.Calls);
        await kith.As(Cast.Rosa).PostAsync($"/api/deliveries/{moment}/retry", null, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task that_was_refused_can_be_sent_again_by_a_person()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        carrier.Plan(FakeCarrier.Mood.RefusesTheMessage);
        var moment = await kith.WriteAsync(await kith.ConnectSmsAsync(carrier), "Hello");
        var failed = await kith.UntilAsync(moment, DeliveryState.Failed);
        Assert.Equal("noSuchRecipient", failed.ProblemCode);

        await kith.As(Cast.Rosa).PostAsync($"/api/deliveries/{moment}/retry", null, HttpStatusCode.NoContent);
        await kith.UntilAsync(moment, DeliveryState.Sent);
        Assert.Single(carrier.Messages);
    }
}
