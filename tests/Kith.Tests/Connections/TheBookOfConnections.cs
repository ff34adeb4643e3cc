using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

public class TheBookOfConnections(World world) : IClassFixture<World>
{
    [Fact]
    public async Task knows_a_connection_as_soon_as_it_was_made()
    {
        await using var kith = await world.OpenAsync();
        var id = await MakeAsync(kith, new() { ["hook_secret"] = "0123456789abcdef0123456789abcdef", ["password"] = "canary-secret" });

        var found = Book(kith).Find("kannel", id);
        Assert.Equal("canary-secret", found?.Account["password"]);
        Assert.Equal("+27825554417", found?.Account.Phone("082 555 4417"));
        Assert.Null(Book(kith).Find("sms", id));
        Assert.DoesNotContain("canary-secret", found!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task forgets_one_that_was_switched_off()
    {
        await using var kith = await world.OpenAsync();
        var id = await MakeAsync(kith, []);
        await ChangeAsync(kith, id, row => row.Enabled = false);

        Assert.Null(Book(kith).Find("kannel", id));
        Assert.NotNull(Book(kith).Get(id));
    }

    [Fact]
    public async Task opens_nothing_that_was_sealed_for_another_row()
    {
        await using var kith = await world.OpenAsync();
        var secrets = kith.Services.GetRequiredService<SealedSecrets>();
        var (mine, other) = (Guid.NewGuid(), Guid.NewGuid());
        var closed = secrets.Seal(kith.Marula.Id, mine, new Dictionary<string, string> { ["password"] = "canary-secret" });

        Assert.Equal("canary-secret", secrets.Open(kith.Marula.Id, mine, closed)!["password"]);
        Assert.Null(secrets.Open(kith.Marula.Id, other, closed));
        Assert.Null(secrets.Open(kith.Town.Neighbour.Id, mine, closed));
        Assert.DoesNotContain("canary", closed, StringComparison.Ordinal);
    }

    static ConnectionBook Book(KithUnderTest kith) => kith.Services.GetRequiredService<ConnectionBook>();

    static async Task<Guid> MakeAsync(KithUnderTest kith, Dictionary<string, string> secrets)
    {
        var id = Ids.New(TimeProvider.System);
        await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None);
        work.Db.Add(new Connection
        {
            WorkspaceId = kith.Marula.Id,
            Id = id,
            Channel = "kannel",
            Name = "Kannel",
            CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
            Settings = new() { ["number"] = "+27 60 070 1234" },
            Secrets = kith.Services.GetRequiredService<SealedSecrets>().Seal(kith.Marula.Id, id, secrets),
        });
        await work.CommitAsync(CancellationToken.None);
        await Book(kith).SettledAsync();
        return id;
    }

    static async Task ChangeAsync(KithUnderTest kith, Guid id, Action<Connection> change)
    {
        await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None);
        var row = await work.Db.Connections.SingleAsync(c => c.Id == id);
        change(row);
        row.Version++;
        await work.CommitAsync(CancellationToken.None);
        await Book(kith).SettledAsync();
    }
}
