using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

/// <summary>What a stranger can do to the door for other people's servers. The letters name the rows of the catalogue of bad inputs.</summary>
public class AHostileHook(World world) : IClassFixture<World>
{
    [Fact]
    public async Task signed_wrongly_leaves_no_trace_D1_D2_D3()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        var blank = await Sender.ConnectAsync(kith, secret: "");
        var neighbour = Channels.Secrets.Make(Channels.SecretShape.Whsec);
        var body = Encoding.UTF8.GetBytes(Sender.Message("1", "nomsa", "hello"));

        foreach (var wrong in new[] { neighbour, "whsec_" + Convert.ToBase64String(new byte[32]), "whsec_", "" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await partner.SendAsync("1", body, signWith: wrong)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await blank.SendAsync("1", body, signWith: wrong)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await kith.AsStranger().Http.PostAsync($"/hooks/http/{partner.Connection}", new ByteArrayContent(body))).StatusCode);
        Assert.Equal(0, await kith.LookAsync(db => db.Intake.CountAsync()));
        Assert.True((await partner.SendAsync("1", body)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task outside_its_time_is_forged_and_inside_it_counts_once_D8()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        var body = Encoding.UTF8.GetBytes(Sender.Message("1", "nomsa", "hello"));
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal(HttpStatusCode.Forbidden, (await partner.SendAsync("1", body, at: now.AddMinutes(-6))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await partner.SendAsync("1", body, at: now.AddMinutes(6))).StatusCode);
        for (var i = 0; i < 50; i++) Assert.True((await partner.SendAsync("1", body, at: now.AddMinutes(-4))).IsSuccessStatusCode);
        await kith.CaughtUpAsync();
        Assert.Single(await partner.MomentsAsync("nomsa"), m => m.Kind == MomentKind.Message);
    }

    [Fact]
    public async Task of_nobody_looks_like_nothing_D5()
    {
        await using var kith = await world.OpenAsync();
        var off = await Sender.ConnectAsync(kith, enabled: false);
        var partner = await Sender.ConnectAsync(kith);

        Assert.Equal(HttpStatusCode.NotFound, (await off.SayAsync("1", "nomsa", "hello")).StatusCode);
        foreach (var path in new[] { $"/hooks/sms/{partner.Connection}", $"/hooks/http/{Guid.NewGuid()}", $"/hooks/telegram/{partner.Connection}", "/hooks/http/1" })
            Assert.Equal(HttpStatusCode.NotFound, (await kith.AsStranger().Http.PostAsync(path, new StringContent("{}"))).StatusCode);
    }

    [Fact]
    public async Task too_large_is_refused_before_it_is_read()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await partner.SendAsync("1", new byte[10_000_000])).StatusCode);
        using var endless = new HttpRequestMessage(HttpMethod.Post, $"/hooks/http/{partner.Connection}") { Content = new StreamContent(new Endless()) };
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await kith.AsStranger().Http.SendAsync(endless)).StatusCode);
    }

    [Fact]
    public async Task with_a_broken_body_is_told_and_breaks_nothing()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        var bodies = new[]
        {
            "{\"type\":\"message.created\",\"type\":\"x\",\"data\":{}}"u8.ToArray(), Encoding.UTF8.GetBytes(new string('[', 5000)), "{\"type\":\"a\xFF\"}"u8.ToArray(), [0xFF, 0xFE, 0x00], [], "null"u8.ToArray(),
            "{\"type\":\"message.created\",\"data\":{\"id\":[1],\"from\":{\"handle\":{}},\"text\":5}}"u8.ToArray(), "{\"type\":\"message.created\",\"data\":{\"id\":\"1\",\"from\":{\"handle\":\"\\ud800\"},\"text\":\"x\"}}"u8.ToArray(),
        };
        foreach (var (body, i) in bodies.Select((body, i) => (body, i)))
            Assert.InRange((int)(await partner.SendAsync($"{i}", body)).StatusCode, 400, 422);
        Assert.Equal(0, await kith.LookAsync(db => db.Intake.CountAsync()));

        Assert.True((await partner.SendAsync("9", "{\"type\":\"message.created\",\"data\":{\"id\":\"9\",\"from\":{\"handle\":\"nomsa\"},\"text\":\"a\\u0000b \\u202e \u0301\u0301\u0301\u0301\u0301\"}}"u8.ToArray())).IsSuccessStatusCode);
        await kith.CaughtUpAsync();
        Assert.StartsWith("ab ", (await partner.MomentsAsync("nomsa"))[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task that_tells_what_nobody_knows_is_kept_and_thanked()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        Assert.Equal(HttpStatusCode.OK, (await partner.TellAsync("moon.landed", new { at = "now" })).StatusCode);
        await kith.CaughtUpAsync();

        Assert.Equal(1, await kith.LookAsync(db => db.Intake.CountAsync()));
        Assert.Equal(0, await kith.LookAsync(db => db.Moments.CountAsync()));
    }

    [Fact]
    public async Task of_one_workspace_reaches_nobody_in_another()
    {
        await using var kith = await world.OpenAsync();
        var ours = await Sender.ConnectAsync(kith);
        var theirs = await Sender.ConnectAsync(kith, kith.Town.Neighbour);
        await ours.TellsAsync("1", "nomsa", "canary of Marula");
        await theirs.TellsAsync("1", "nomsa", "canary of the neighbour", replyTo: "1");

        Assert.Equal(["canary of Marula"], await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Message).Select(m => m.Text!).ToListAsync()));
        Assert.Equal(["canary of the neighbour"], await kith.LookAtAsync(kith.Town.Neighbour, db => db.Moments.Where(m => m.Kind == MomentKind.Message).Select(m => m.Text!).ToListAsync()));
        Assert.NotEqual(await kith.LookAsync(db => db.People.Select(p => p.Id).SingleAsync()), await kith.LookAtAsync(kith.Town.Neighbour, db => db.People.Select(p => p.Id).SingleAsync()));
    }

    [Fact]
    public async Task whose_item_cannot_be_read_delays_nobody_and_can_be_read_after_a_mend_N9()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        var gone = await Sender.ConnectAsync(kith);
        await PlantAsync(kith, gone.Connection, "hidden");
        var poison = Enumerable.Range(0, 5).Select(i => gone.SayAsync($"p{i}", "sipho", $"poison {i}"));
        var healthy = Enumerable.Range(0, 100).Select(i => partner.SayAsync($"{i}", "nomsa", $"{i}"));
        await Task.WhenAll(poison.Concat(healthy));
        await kith.CaughtUpAsync();

        Assert.Equal(100, (await partner.MomentsAsync("nomsa")).Count(m => m.Kind == MomentKind.Message));
        var aside = (await kith.As(Cast.Mina).GetAsync("/api/intake/set-aside"))["items"]!.AsArray();
        Assert.Equal(5, aside.Count);
        Assert.All(aside, row => Assert.Equal(Applier.Tries, (int)row!["tries"]!));
        Assert.Equal(HttpStatusCode.Conflict, (await kith.As(Cast.Mina).Http.PostAsync($"/api/intake/set-aside/{aside[0]!["id"]}/replay", null)).StatusCode);

        await PlantAsync(kith, gone.Connection, "mended");
        foreach (var row in aside) await kith.As(Cast.Mina).PostAsync($"/api/intake/set-aside/{row!["id"]}/replay", null, HttpStatusCode.NoContent);
        Assert.Empty((await kith.As(Cast.Mina).GetAsync("/api/intake/set-aside"))["items"]!.AsArray());
        Assert.Equal(5, (await gone.MomentsAsync("sipho")).Count(m => m.Kind == MomentKind.Message));
        Assert.Empty((await kith.AsNeighbour(Cast.Mina).GetAsync("/api/intake/set-aside"))["items"]!.AsArray());
    }

    /// <summary>A rule of the database that no message of this connection can satisfy, or its end.</summary>
    internal static async Task PlantAsync(KithUnderTest kith, Guid connection, string state)
    {
        if (kith.Store is SqliteStore sqlite)
        {
            await sqlite.Gate.WaitAsync();
            using var command = sqlite.Writer.CreateCommand();
            command.CommandText = state == "hidden"
                ? $"create trigger poison before insert on moment when new.connection_id = x'{connection:N}' begin select raise(abort, 'poison'); end" : "drop trigger poison";
            command.ExecuteNonQuery();
            sqlite.Gate.Release();
            return;
        }
        await using var plant = ((PostgresStore)kith.Store).Owner.CreateCommand(state == "hidden"
            ? $"alter table moment add constraint poison check (connection_id <> '{connection}') not valid" : "alter table moment drop constraint poison");
        await plant.ExecuteNonQueryAsync();
    }

    sealed class Endless : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => 0; set { } }
        public override int Read(byte[] buffer, int offset, int count) => count;
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => 0;
        public override void SetLength(long value) { }
        public override void Write(byte[] buffer, int offset, int count) { }
    }
}
