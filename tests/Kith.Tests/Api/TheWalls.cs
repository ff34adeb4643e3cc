using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Api;

/// <summary>
/// Between three workspaces. Each route is taken from the route table and each id from ours and a foreign one, so that a door that somebody
/// adds tomorrow is tried too.
/// </summary>
public class TheWalls(World world) : IClassFixture<World>
{
    const string Ours = "canary-ours", Theirs = "canary-them", Farther = "canary-farther";
    static readonly string[] bytes = [.. new[] { Theirs, Farther }.Select(canary => Convert.ToBase64String(Encoding.ASCII.GetBytes(canary + "-")))];
    static readonly string[] forms =
    [
        Theirs, Convert.ToHexString(Encoding.ASCII.GetBytes(Theirs)), "Neighbour Bank", "neighbour.example",
        Farther, Convert.ToHexString(Encoding.ASCII.GetBytes(Farther)), "Farther Rail", "farther.example",
    ];

    [Fact(DisplayName = "A7, A14, I1: by every readable door, in every role, no canary of another workspace comes through, and reading changes nothing")]
    public async Task let_nothing_through()
    {
        await using var kith = await world.OpenAsync();
        var (ours, theirs, farther) = await PlantAsync(kith);
        var routes = Routes(kith, reads: true);
        // That something sensitive was read is on the record.
        var before = await DumpAsync(kith, withoutRecord: true);
        var (told, tried, broken) = (new List<string>(), new HashSet<string>(), new List<string>());

        // Whose ids are tried takes turns; whose canaries are listened for does not.
        foreach (var (place, member) in Cast.Team.Index())
            foreach (var route in routes)
                foreach (var path in InTurns(place, [.. Paths(route, ours, place % 2 == 0 ? theirs : farther)]))
                {
                    var (status, text) = await ReadAsync(kith.As(member), path);
                    tried.Add(route.RoutePattern.RawText!);
                    if (Leaks(text)) told.Add($"{member.FirstName} {path}");
                    if (status >= 500) broken.Add($"{member.FirstName} {path} {status}");
                }

        Assert.Empty(told);
        Assert.Empty(broken);
        Assert.Equal(routes.Select(r => r.RoutePattern.RawText!).Order(), tried.Order());
        Assert.Equal(before, await DumpAsync(kith, withoutRecord: true));
        // The canaries can be heard at all: the neighbour hears theirs, and we hear ours.
        Assert.True(await HeardAsync(kith.AsNeighbour(Cast.Mina), routes, theirs, Theirs) >= 5);
        Assert.True(await HeardAsync(kith.As(Cast.Mina, kith.Town.Farther), routes, farther, Farther) >= 5);
        Assert.True(await HeardAsync(kith.As(Cast.Mina), routes, ours, Ours) >= 5);
    }

    [Fact(DisplayName = "A1, A2, A10, A16: whatever is written anywhere, with the neighbour's ids in every place, no row of the neighbour's changes")]
    public async Task let_nobody_reach_over()
    {
        await using var kith = await world.OpenAsync();
        var (ours, theirs, _) = await PlantAsync(kith);
        var before = await DumpAsync(kith, kith.Town.Neighbour.Id);
        var (told, broken, tried) = (new List<string>(), new List<string>(), 0);

        foreach (var route in Routes(kith, reads: false))
            foreach (var path in Paths(route, ours, theirs))
                foreach (var body in Bodies.Of(route, theirs, kith.Town.Neighbour))
                {
                    var method = route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
                    using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                    var answer = await kith.As(Cast.Mina).Http.SendAsync(request);
                    tried++;
                    if (Leaks(await answer.Content.ReadAsStringAsync())) told.Add($"{method} {path} {body}");
                    if ((int)answer.StatusCode >= 500 && answer.StatusCode != HttpStatusCode.ServiceUnavailable) broken.Add($"{method} {path} {body} {(int)answer.StatusCode}");
                }

        Assert.True(tried > 100);
        Assert.Empty(told);
        Assert.Equal(before, await DumpAsync(kith, kith.Town.Neighbour.Id));
        Assert.Empty(broken);
    }

    [Fact]
    public async Task stand_in_the_database_too()
    {
        await using var kith = await world.OpenAsync();
        await PlantAsync(kith);
        Assert.Equal(0, await NeighboursSeenAsync(kith, narrowed: true));
        await using (var across = await kith.Store.ReadAcrossAsync(CancellationToken.None))
            Assert.True(await across.Db.People.IgnoreQueryFilters().AnyAsync(p => p.Name!.StartsWith(Theirs)));
        if (!World.OnPostgres)
        {
            // Without the filter the statement names no workspace, and SQLite's guard does not run it.
            await Assert.ThrowsAsync<InvalidOperationException>(() => NeighboursSeenAsync(kith, narrowed: false));
            return;
        }

        Assert.Equal(0, await NeighboursSeenAsync(kith, narrowed: false));
        await using (var open = ((PostgresStore)kith.Store).Owner.CreateCommand("drop policy of_workspace on person; create policy of_workspace on person to kith_app using (true)")) await open.ExecuteNonQueryAsync();
        Assert.True(await NeighboursSeenAsync(kith, narrowed: false) > 0);
    }

    static async Task<int> NeighboursSeenAsync(KithUnderTest kith, bool narrowed)
    {
        await using var work = await kith.Store.ReadAsync(kith.Marula.Id, CancellationToken.None);
        var people = narrowed ? work.Db.People : work.Db.People.IgnoreQueryFilters();
        return await people.CountAsync(p => p.Name!.StartsWith(Theirs));
    }

    static async Task<(Planting Ours, Planting Theirs, Planting Farther)> PlantAsync(KithUnderTest kith)
    {
        return (await IntoAsync(kith.Marula, Ours), await IntoAsync(kith.Town.Neighbour, Theirs), await IntoAsync(kith.Town.Farther, Farther));

        async Task<Planting> IntoAsync(House house, string canary)
        {
            await using var work = await kith.Store.WriteAsync(house.Id, Actor.System, "plant", CancellationToken.None);
            var planting = await new Planting(work.Db, house, canary).PlantAsync();
            await work.CommitAsync(CancellationToken.None);
            return planting;
        }
    }

    static List<RouteEndpoint> Routes(KithUnderTest kith, bool reads) =>
        [.. kith.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.TrimStart('/').StartsWith("api", StringComparison.Ordinal))
            .Where(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true) == reads)];

    /// <summary>Every role tries every door; where a door has many ids to try, each of them is tried by two roles.</summary>
    static IEnumerable<string> InTurns(int place, IReadOnlyList<string> paths) => paths.Where((_, i) => paths.Count < Cast.Team.Count || (i + place) % (Cast.Team.Count / 2) == 0);

    /// <summary>Each place in the path filled with each id of either side; where there are more places, the first is a person or case of either.</summary>
    static IEnumerable<string> Paths(RouteEndpoint route, Planting ours, Planting theirs)
    {
        var places = route.RoutePattern.Parameters;
        var paths = new List<string> { "/" + route.RoutePattern.RawText!.TrimStart('/') };
        for (var i = 0; i < places.Count; i++)
        {
            var (place, last) = (places[i], i == places.Count - 1);
            paths = [.. paths.SelectMany(path => Values(place, last, ours, theirs).Select(value => Fill(path, place.Name, value)))];
        }
        return paths.Select(path => $"{path}?query={Theirs}&limit=200&list=all");
    }

    static IEnumerable<string> Values(Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart place, bool last, Planting ours, Planting theirs)
    {
        if (place.ParameterPolicies.Any(p => p.Content is "long" or "int")) return ["4141", "1"];
        if (place.ParameterPolicies.All(p => p.Content != "guid")) return place.Name == "hash" ? [theirs.Hash, ours.Hash] : [theirs.Ids["Person"].ToString(), "x"];
        return last ? theirs.Ids.Values.Append(ours.Ids["Person"]).Select(id => id.ToString()) : [ours.Ids["Person"].ToString(), theirs.Ids["Person"].ToString()];
    }

    static string Fill(string path, string name, string value) =>
        System.Text.RegularExpressions.Regex.Replace(path, $@"\{{\**{name}(:[^}}]*)?\??\}}", value);

    static async Task<int> HeardAsync(ApiCaller caller, List<RouteEndpoint> routes, Planting own, string canary)
    {
        var heard = 0;
        foreach (var route in routes)
            foreach (var path in Paths(route, own, own))
                if ((await ReadAsync(caller, path.Replace($"query={Theirs}&", "", StringComparison.Ordinal))).Text.Contains(canary, StringComparison.Ordinal)) { heard++; break; }
        return heard;
    }

    static async Task<(int Status, string Text)> ReadAsync(ApiCaller caller, string path)
    {
        using var answer = await caller.Http.GetAsync(path);
        var headers = string.Join('\n', answer.Headers.Select(h => string.Join(' ', h.Value)));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync() + headers);
    }

    static bool Leaks(string text) => bytes.Any(form => text.Contains(form, StringComparison.Ordinal)) || forms.Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase));

    /// <summary>Every row of the workspaces as one hash a table, but for when somebody was last seen.</summary>
    /// <summary>What followers write of each change a moment later, and of nothing else.</summary>
    static readonly HashSet<Type> followed = [typeof(ChainLink), typeof(AuditAbout), typeof(PersonKey), typeof(Served)];

    static async Task<string> DumpAsync(KithUnderTest kith, Guid? only = null, bool withoutRecord = false)
    {
        await using var connection = kith.Store is PostgresStore postgres ? await postgres.Owner.OpenConnectionAsync() : (DbConnection)((SqliteStore)kith.Store).OpenReader();
        var tables = new List<string>();
        await using (var work = await kith.Store.ReadAcrossAsync(CancellationToken.None))
            tables.AddRange(work.Db.Model.GetEntityTypes().Where(t => typeof(IOfWorkspace).IsAssignableFrom(t.ClrType) && !followed.Contains(t.ClrType) && !(withoutRecord && t.ClrType == typeof(AuditEntry))).Select(t => t.GetTableName()!).Order(StringComparer.Ordinal));
        var said = new StringBuilder();
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"select * from \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await rows.ReadAsync())
                if (only is null || Written(rows["workspace_id"]) == Written(kith.Store.IsPostgres ? only.Value : SqliteDialect.Bytes(only.Value)))
                    lines.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Where(i => rows.GetName(i) is not ("last_seen_at" or "last_used_at")).Select(i => Written(rows[i]))));
            said.AppendLine($"{table} {lines.Count} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal)))))}");
        }
        return said.ToString();
    }

    static string Written(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
