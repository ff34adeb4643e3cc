using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Mood = Kith.Tests.Connections.FakeCarrier.Mood;

namespace Kith.Tests.Connections;

public class WhenTheCarrierMisbehaves(World world) : IClassFixture<World>
{
    [Fact]
    public async Task and_loses_an_answer_the_message_is_looked_up_and_not_sent_twice()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        carrier.Plan(Mood.LosesTheAnswer);
        var sms = await kith.ConnectSmsAsync(carrier);
        var moment = await kith.WriteAsync(sms, "Your claim is settled.");
        var unsure = await kith.UntilAsync(moment, DeliveryState.Unsure);
        Assert.NotNull(unsure.NextAt);

        await kith.LetTimePassAsync(sms);
        var sent = await kith.UntilAsync(moment, DeliveryState.Sent);
        Assert.Equal(Assert.Single(carrier.Messages).Id, sent.OutsideId);
    }

    [Fact]
    public async Task and_hangs_up_before_taking_it_the_message_is_sent_after_the_look()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        carrier.Plan(Mood.HangsUpBeforeTaking);
        var sms = await kith.ConnectSmsAsync(carrier);
        var moment = await kith.WriteAsync(sms, "Hello");
        await kith.UntilAsync(moment, DeliveryState.Unsure);

        await kith.LetTimePassAsync(sms);
        await kith.UntilAsync(moment, DeliveryState.Sent);
        Assert.Single(carrier.Messages);
    }

    [Fact]
    public async Task the_same_words_twice_on_purpose_are_two_messages()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        await kith.UntilAsync(await kith.WriteAsync(sms, "ok"), DeliveryState.Sent);
        carrier.Plan(Mood.HangsUpBeforeTaking);
        var second = await kith.WriteAsync(sms, "ok");
        await kith.UntilAsync(second, DeliveryState.Unsure);

        await kith.LetTimePassAsync(sms);
        await kith.UntilAsync(second, DeliveryState.Sent);
        Assert.Equal(2, carrier.Messages.Count);
    }

    [Fact]
    public async Task a_channel_with_a_key_of_ours_simply_sends_again()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        carrier.Plan(Mood.LosesTheAnswer, Mood.Fails);
        var http = await kith.ConnectHttpAsync(carrier);
        var moment = await kith.WriteAsync(http, "Hello", value: "nomsa");
        await UntilCallsAsync(carrier, 1);
        await kith.LetTimePassAsync(http);
        await UntilCallsAsync(carrier, 2);
        await kith.LetTimePassAsync(http);

        await kith.UntilAsync(moment, DeliveryState.Sent);
        Assert.Single(carrier.Messages);
    }

    [Fact]
    public async Task and_asks_for_three_seconds_it_gets_them()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        carrier.Plan(Mood.LimitsForThreeSeconds);
        var http = await kith.ConnectHttpAsync(carrier);
        await SetFailuresAsync(kith, http, 0);
        var moment = await kith.WriteAsync(http, "Hello", value: "nomsa");

        await kith.UntilAsync(moment, DeliveryState.Sent);
        var calls = carrier.Calls.ToArray();
        Assert.Equal(2, calls.Length);
        Assert.True(calls[1].At - calls[0].At >= TimeSpan.FromSeconds(2.9), $"It waited only {calls[1].At - calls[0].At}");
    }

    [Fact]
    public async Task and_limits_without_saying_how_long_the_connection_backs_off_and_says_so()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        carrier.Plan(Mood.Limits);
        var sms = await kith.ConnectSmsAsync(carrier);
        var moment = await kith.WriteAsync(sms, "Hello");
        await UntilCallsAsync(carrier, 1);
        await kith.UntilAsync(moment, DeliveryState.Queued);
        await Task.Delay(300);

        var health = await kith.HealthAsync(sms);
        Assert.Equal("failing", health["state"]!.ToString());
        Assert.Equal("rateLimited", health["problem"]!["code"]!.ToString());
        Assert.Equal(1, health["queued"]!.GetValue<int>());
        Assert.NotNull(health["retryAt"]);
        Assert.Single(carrier.Calls);
        await kith.LetTimePassAsync(sms);
        await kith.UntilAsync(moment, DeliveryState.Sent);
    }

    [Fact]
    public async Task again_and_again_the_connection_sleeps_and_tells_the_admins_once()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        carrier.Usually = Mood.IsDown;
        var sms = await kith.ConnectSmsAsync(carrier);
        await SetFailuresAsync(kith, sms, BackOff.Asleep - 1);
        var moment = await kith.WriteAsync(sms, "Hello");
        await UntilCallsAsync(carrier, 1);
        await UntilHealthAsync(kith, sms, "asleep");
        await kith.LetTimePassAsync(sms);
        await UntilCallsAsync(carrier, 2);
        await Task.Delay(300);

        Assert.Equal("asleep", (await kith.HealthAsync(sms))["state"]!.ToString());
        var told = await kith.LookAsync(db => db.Notices.Where(n => n.Kind == NoticeKind.Connection).Select(n => n.TeammateId).ToListAsync());
        Assert.Equal(new[] { "Mina", "Ada" }.Select(name => kith.Marula.TeammateIds[name]).Order(), told.Order());

        carrier.Usually = Mood.Well;
        await kith.As(Cast.Ada).PostAsync($"/api/connections/{sms}/wake", null, HttpStatusCode.NoContent);
        await kith.UntilAsync(moment, DeliveryState.Sent);
    }

    [Fact]
    public async Task and_refuses_our_sign_in_the_queue_waits_until_it_is_connected_again()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        carrier.Usually = Mood.RefusesTheSignIn;
        var sms = await kith.ConnectSmsAsync(carrier);
        var first = await kith.WriteAsync(sms, "One");
        await UntilHealthAsync(kith, sms, "signInExpired");
        var second = await kith.WriteAsync(sms, "Two");
        await Task.Delay(1500);

        Assert.Single(carrier.Calls);
        Assert.Equal(DeliveryState.Queued, (await kith.DeliveryAsync(first)).State);
        Assert.Equal(2, await kith.LookAsync(db => db.Notices.CountAsync(n => n.Kind == NoticeKind.Connection)));

        carrier.Usually = Mood.Well;
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{sms}", new { settings = new { auth_token = "a-new-token" } });
        await kith.UntilAsync(first, DeliveryState.Sent);
        await kith.UntilAsync(second, DeliveryState.Sent);
        Assert.Equal(["One", "Two"], carrier.Messages.Select(one => one.Body));
        Assert.Equal("well", (await kith.HealthAsync(sms))["state"]!.ToString());
    }

    [Fact]
    public async Task and_nobody_can_be_asked_a_person_settles_it()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        var moment = await kith.WriteAsync(sms, "Hello", undoSeconds: 3600);
        await BecomeAsync(kith, moment, DeliveryState.Unsure, next: null);

        await kith.As(Cast.Rosa).PutAsync($"/api/deliveries/{moment}/settlement", new { sent = true }, HttpStatusCode.NoContent);
        Assert.Equal(DeliveryState.Sent, (await kith.DeliveryAsync(moment)).State);
        await kith.As(Cast.Rosa).PutAsync($"/api/deliveries/{moment}/settlement", new { sent = true }, HttpStatusCode.Conflict);
        await kith.As(Cast.Vera).PutAsync($"/api/deliveries/{moment}/settlement", new { sent = true }, HttpStatusCode.Forbidden);
        Assert.Empty(carrier.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task and_kith_dies_between_send_and_save_the_platform_has_one_message(bool theyTookIt)
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        var moment = await kith.WriteAsync(sms, "Hello", undoSeconds: theyTookIt ? 0 : 3600);
        if (theyTookIt) await kith.UntilAsync(moment, DeliveryState.Sent);
        // As the row stands when the process ends before it could write what it was answered; its time is up.
        await BecomeAsync(kith, moment, DeliveryState.Sending, next: TimeProvider.System.GetUtcNow().UtcDateTime);
        await kith.UntilAsync(moment, DeliveryState.Unsure);

        await kith.LetTimePassAsync(sms);
        await kith.UntilAsync(moment, DeliveryState.Sent);
        Assert.Single(carrier.Messages);
    }

    static async Task BecomeAsync(KithUnderTest kith, Guid moment, DeliveryState state, DateTime? next)
    {
        await using (var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None))
        {
            var row = await work.Db.Deliveries.SingleAsync(d => d.MomentId == moment);
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            (row.State, row.NextAt, row.OutsideId, row.TriedAt, row.StateAt) = (state, next, null, now.AddSeconds(-5), now);
            await work.CommitAsync(CancellationToken.None);
        }
        kith.Services.GetRequiredService<Outbox>().Wake();
    }

    static async Task SetFailuresAsync(KithUnderTest kith, Guid connection, int failures)
    {
        await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None);
        (await work.Db.Connections.SingleAsync(c => c.Id == connection)).Failures = failures;
        await work.CommitAsync(CancellationToken.None);
    }

    static async Task UntilCallsAsync(FakeCarrier carrier, int calls)
    {
        for (var tries = 0; carrier.Calls.Count < calls && tries < 300; tries++) await Task.Delay(50);
        Assert.True(carrier.Calls.Count >= calls, $"There were only {carrier.Calls.Count} calls");
    }

    static async Task UntilHealthAsync(KithUnderTest kith, Guid connection, string state)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if ((await kith.HealthAsync(connection))["state"]!.ToString() == state) return;
            await Task.Delay(50);
        }
        Assert.Fail($"The connection never became {state}");
    }
}
