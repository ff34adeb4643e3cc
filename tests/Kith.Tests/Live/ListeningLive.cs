using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Live;

public class ListeningLive(World world) : IClassFixture<World>
{
    [Fact]
    public async Task tells_every_browser_of_the_workspace_and_none_of_the_neighbours()
    {
        await using var kith = await world.OpenAsync();
        await using var rosa = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Rosa"]);
        await using var omar = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Omar"]);
        await using var next = await LiveListener.ConnectAsync(kith, kith.Town.Neighbour.Tokens["Rosa"]);

        var person = await WritePersonAsync(kith, kith.Marula, "Nomsa Ndlovu");

        Assert.Equal(person, (Guid)(await rosa.HearAsync("moments"))!["items"]![0]!["personId"]!);
        Assert.Equal(person, (Guid)(await omar.HearAsync("moments"))!["items"]![0]!["personId"]!);
        Assert.Null(await next.HearAsync("moments", seconds: 0.5));
        var other = await WritePersonAsync(kith, kith.Town.Neighbour, "Johan Pretorius");
        Assert.Equal(other, (Guid)(await next.HearAsync("moments"))!["items"]![0]!["personId"]!);
        Assert.Null(await rosa.HearAsync("moments", seconds: 0.5));
    }

    [Fact]
    public async Task shows_who_else_looks_and_types()
    {
        await using var kith = await world.OpenAsync();
        await using var rosa = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Rosa"]);
        await using var omar = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Omar"]);
        await using var next = await LiveListener.ConnectAsync(kith, kith.Town.Neighbour.Tokens["Rosa"]);
        var nomsa = Guid.CreateVersion7();

        await next.CallAsync("Watch", nomsa);
        await rosa.CallAsync("Watch", nomsa);
        await omar.CallAsync("Watch", nomsa);
        Assert.NotNull(await rosa.HearAsync("presence", f => f["watching"]!.AsArray().Count == 2));
        await omar.CallAsync("Typing", nomsa, true);
        Assert.NotNull(await rosa.HearAsync("presence", f => (string?)f["typing"]!.AsArray().FirstOrDefault()?["name"] == Cast.Omar.Name));

        await omar.DisposeAsync();
        Assert.NotNull(await rosa.HearAsync("presence", f => f["watching"]!.AsArray().Count == 1 && f["typing"]!.AsArray().Count == 0));
        Assert.Null(await next.HearAsync("presence", f => f["watching"]!.AsArray().Any(w => (string?)w!["name"] != Cast.Rosa.Name) || f["watching"]!.AsArray().Count > 1, seconds: 0.3));
    }

    [Fact]
    public async Task ends_within_five_seconds_of_the_token()
    {
        await using var kith = await world.OpenAsync();
        await using var rosa = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Rosa"]);
        await using var omar = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Omar"]);

        await using (var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None))
        {
            var rosas = kith.Marula.TeammateIds["Rosa"];
            (await work.Db.ApiTokens.SingleAsync(t => t.TeammateId == rosas)).RevokedAt = DateTime.UtcNow;
            await work.CommitAsync(CancellationToken.None);
        }

        Assert.True(await rosa.IsCutWithinAsync(TimeSpan.FromSeconds(5)));
        Assert.False(await omar.IsCutWithinAsync(TimeSpan.FromSeconds(0.5)));
    }

    [Fact]
    public async Task is_not_for_strangers_nor_for_other_sites()
    {
        await using var kith = await world.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => LiveListener.ConnectAsync(kith, "kith_nobody"));
        var answer = await kith.AsStranger().Http.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/live/negotiate?negotiateVersion=1") { Headers = { { "Origin", "https://evil.example" } } });
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await kith.AsStranger().Http.PostAsync("/live/negotiate?negotiateVersion=1", null)).StatusCode);
    }

    [Fact]
    public async Task gathers_a_burst_into_few_frames()
    {
        await using var kith = await world.OpenAsync();
        await using var rosa = await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Rosa"]);
        var store = kith.Services.GetRequiredService<Store>();

        for (var i = 0; i < 200; i++)
        {
            var news = new Announcement { WorkspaceId = kith.Marula.Id };
            news.Moments.AddRange(Enumerable.Range(0, 25).Select(_ => new MomentNews(Guid.NewGuid(), Guid.NewGuid(), null, MomentKind.Message, Direction.In, DateTime.UtcNow)));
            store.Announce(news);
        }

        var (frames, items) = (0, 0);
        while (items < 5000 && await rosa.HearAsync("moments") is { } frame) (frames, items) = (frames + 1, items + frame["items"]!.AsArray().Count);
        Assert.Equal(5000, items);
        Assert.InRange(frames, 5, 40);
    }

    static async Task<Guid> WritePersonAsync(KithUnderTest kith, House house, string name)
    {
        var now = DateTime.UtcNow;
        await using var work = await kith.Store.WriteAsync(house.Id, Actor.System, "test", CancellationToken.None);
        var id = Ids.New(now);
        work.Db.Add(new Person { WorkspaceId = house.Id, Id = id, RootId = id, Name = name, CreatedAt = now, LastAt = now });
        await work.Db.SaveChangesAsync();
        work.Db.Add(new Moment { WorkspaceId = house.Id, Id = Ids.New(now), PersonId = id, At = now, RecordedAt = now, Kind = MomentKind.Note, Text = "hello" });
        await work.CommitAsync(CancellationToken.None);
        return id;
    }
}
