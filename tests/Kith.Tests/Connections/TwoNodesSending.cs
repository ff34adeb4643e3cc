using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

/// <summary>Two processes on one PostgreSQL database; a SQLite database has one process, and a second is refused.</summary>
public class TwoNodesSending(World world) : IClassFixture<World>
{
    [Fact]
    public async Task never_send_the_same_message_twice()
    {
        if (!World.OnPostgres) return;
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        await using var second = SecondNode(kith, carrier);
        _ = second.Services;
        var http = await kith.ConnectHttpAsync(carrier);
        while (second.Services.GetRequiredService<ConnectionBook>().Get(http) is null) await Task.Delay(50);

        var moments = new List<Guid>();
        for (var n = 0; n < 60; n++)
        {
            moments.Add(await kith.WriteAsync(http, $"Message {n}", value: $"person-{n % 20}"));
            second.Services.GetRequiredService<Outbox>().Wake();
        }
        foreach (var moment in moments) await kith.UntilAsync(moment, DeliveryState.Sent);

        Assert.Equal(60, carrier.Calls.Count);
        Assert.Equal(60, carrier.Messages.Count);
        for (var person = 0; person < 20; person++)
            Assert.Equal(Enumerable.Range(0, 3).Select(n => $"Message {n * 20 + person}"), carrier.Messages.Where(one => one.To == $"person-{person}").Select(one => one.Body));
    }

    [Fact]
    public async Task know_of_a_connection_that_the_other_one_changed()
    {
        if (!World.OnPostgres) return;
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        await using var second = SecondNode(kith, carrier);
        var book = second.Services.GetRequiredService<ConnectionBook>();
        var http = await kith.ConnectHttpAsync(carrier);
        for (var tries = 0; tries < 100 && book.Find("http", http) is null; tries++) await Task.Delay(50);
        Assert.NotNull(book.Find("http", http));

        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{http}", new { enabled = false });
        for (var tries = 0; tries < 100 && book.Find("http", http) is not null; tries++) await Task.Delay(50);
        Assert.Null(book.Find("http", http));
    }

    static KithUnderTest SecondNode(KithUnderTest first, FakeCarrier carrier) => new(
        first.Settings with { DataFolder = Directory.CreateTempSubdirectory("kith-test-").FullName }, first.Town,
        builder => builder.UseSetting("KITH_KEYS", first.Settings.KeysFolder).UseSetting("KITH_ALLOW_PRIVATE", new Uri(carrier.Url).Authority))
    { IsGuest = true };
}
