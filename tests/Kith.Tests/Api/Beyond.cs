using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Kith.Posts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Api;

/// <summary>
/// Two plantings in one house: one hangs from a case of the department that a role sees, the other from a case beyond it. The tables with a
/// canary are those that the model narrows, so that a filter that somebody adds tomorrow is tried too.
/// </summary>
sealed record Beyond(Planting Inside, Planting Out, IReadOnlySet<Type> Secret)
{
    public const string Seen = "canary-inside", Unseen = "canary-beyond";
    const string Elsewhere = "canary-elsewhere";
    public const long SeenNumber = 4141, UnseenNumber = 4242;
    const long NoNumber = 987654;

    public static async Task<Beyond> PlantAsync(KithUnderTest kith, Guid reader)
    {
        var narrowed = await NarrowedAsync(kith);
        await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "plant", CancellationToken.None);
        // Reached only through what is narrowed: they need no filter, and must not be heard either.
        HashSet<Type> secret = [.. narrowed, typeof(Promise), typeof(Delivery)];
        var inside = await new Planting(work.Db, kith.Marula, Seen, SeenNumber, secret).PlantAsync();
        var beyond = await new Planting(work.Db, kith.Marula, Unseen, UnseenNumber, secret).PlantAsync();
        foreach (var planting in new[] { inside, beyond }) Tie(planting, reader);
        await work.Db.SaveChangesAsync();
        await work.CommitAsync(CancellationToken.None);
        foreach (var house in new[] { kith.Town.Neighbour, kith.Town.Farther }) await PlantElsewhereAsync(kith, house);
        return new(inside, beyond, secret);
    }

    /// <summary>The other workspaces of this database are full of words too.</summary>
    static async Task PlantElsewhereAsync(KithUnderTest kith, House house)
    {
        await using var work = await kith.Store.WriteAsync(house.Id, Actor.System, "plant", CancellationToken.None);
        await new Planting(work.Db, house, Elsewhere, UnseenNumber).PlantAsync();
        await work.CommitAsync(CancellationToken.None);
    }

    /// <summary>The tables that have a filter of sight.</summary>
    public static async Task<IReadOnlySet<Type>> NarrowedAsync(KithUnderTest kith)
    {
        await using var narrow = await kith.Store.ReadAsync(kith.Marula.Id, Sight.Through(Guid.NewGuid(), new Scopes { OwnCasesOnly = true }), CancellationToken.None);
        return narrow.Db.Model.GetEntityTypes().Where(t => t.ClrType != typeof(RootCase) && t.GetDeclaredQueryFilters().Any(f => f.Key == KithDb.OfSight)).Select(t => t.ClrType).ToHashSet();
    }

    /// <summary>Everything hangs from the case, as it does when people write.</summary>
    static void Tie(Planting p, Guid reader)
    {
        var (kase, moment, post) = (p.Row<Case>(), p.Row<Moment>(), p.Row<Post>());
        moment.PostId = post.Id;
        moment.Attachments = [new(p.Hash, p.Word("File"), "image/png", 3)];
        (p.Row<Notice>().CaseId, p.Row<Notice>().TeammateId) = (kase.Id, reader);
        p.Row<Approval>().CaseId = kase.Id;
        (p.Row<Approval>().State, p.Row<Approval>().PersonId) = (ApprovalState.Waiting, kase.PersonId);
        p.Row<Overruling>().MomentId = moment.Id;
        (p.Row<Overruling>().RuleId, p.Row<Overruling>().PersonId) = (p.Ids["HouseRule"], kase.PersonId);
        p.Row<Telling>().AnswersId = moment.Id;
    }

    /// <summary>Every readable door, with the ids of these plantings in every place of the path.</summary>
    public static IEnumerable<string> Paths(RouteEndpoint route, params Planting[] plantings)
    {
        var places = route.RoutePattern.Parameters;
        var paths = new List<string> { "/" + route.RoutePattern.RawText!.TrimStart('/') };
        for (var i = 0; i < places.Count; i++)
        {
            var (place, isLast) = (places[i], i == places.Count - 1);
            paths = [.. paths.SelectMany(path => Values(place, isLast, plantings).Select(value => Regex.Replace(path, $@"\{{\**{place.Name}(:[^}}]*)?\??\}}", value)))];
        }
        return paths;
    }

    static IEnumerable<string> Values(Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart place, bool isLast, Planting[] plantings)
    {
        if (place.ParameterPolicies.Any(p => p.Content is "long" or "int")) return plantings.Select(p => $"{p.Row<Case>().Number}");
        if (place.ParameterPolicies.All(p => p.Content != "guid")) return place.Name == "hash" ? plantings.Select(p => p.Hash) : ["x"];
        return plantings.SelectMany(p => isLast ? p.Ids.Values : (IEnumerable<Guid>)[p.Ids["Person"], p.Ids["Moment"], p.Ids["Cause"], p.Ids["HouseRule"]]).Select(id => id.ToString());
    }

    public static List<RouteEndpoint> Routes(KithUnderTest kith, bool reads) =>
        [.. kith.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.TrimStart('/').StartsWith("api", StringComparison.Ordinal))
            .Where(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true) == reads)];

    /// <summary>Where the canary is heard, by reading every door and taking away both people; it ends where enough was heard.</summary>
    /// <param name="turn">Of two who take turns at the many ids of a door, the first (0) or the second (1); null tries them all.</param>
    public async Task<List<string>> LeaksAsync(KithUnderTest kith, Member member, string canary, long number, int enough = int.MaxValue, int? turn = null)
    {
        var (caller, leaks) = (kith.As(member), new List<string>());
        foreach (var (i, (route, path)) in Doors(kith, canary, Out, Inside).Index())
        {
            if (leaks.Count >= enough) return leaks;
            if (turn is { } mine && route.RoutePattern.Parameters.Count > 0 && i % 2 != mine) continue;
            if (await ListenAsync(caller, route, path, canary, number)) leaks.Add($"{member.FirstName} {path}");
        }
        foreach (var planting in new[] { Out, Inside })
            if (await IsTakenAwayAsync(caller, planting, canary)) leaks.Add($"{member.FirstName} export");
        return leaks;
    }

    /// <summary>The doors at which this caller hears the canary.</summary>
    public async Task<HashSet<string>> HeardAtAsync(KithUnderTest kith, ApiCaller caller, string canary, long number)
    {
        var heard = new HashSet<string>();
        foreach (var (route, path) in Doors(kith, canary, Out))
            if (await ListenAsync(caller, route, path, canary, number)) heard.Add(path);
        return heard;
    }

    /// <summary>Whether the canary is heard at any door or in what may be taken away; these doors are tried first.</summary>
    public async Task<bool> IsHeardAsync(KithUnderTest kith, ApiCaller caller, string canary, long number, HashSet<string> first)
    {
        var doors = Doors(kith, canary, Out).ToLookup(door => first.Contains(door.Path));
        return await AnyAsync(doors[true]) || await IsTakenAwayAsync(caller, Out, canary) || await AnyAsync(doors[false]);

        async Task<bool> AnyAsync(IEnumerable<(RouteEndpoint Route, string Path)> some)
        {
            foreach (var (route, path) in some)
                if (await ListenAsync(caller, route, path, canary, number)) return true;
            return false;
        }
    }

    static async Task<bool> IsTakenAwayAsync(ApiCaller caller, Planting planting, string canary) =>
        await ExportAsync(caller, planting.Ids["Person"]) is { } all && all.Contains(canary, StringComparison.Ordinal);

    static IEnumerable<(RouteEndpoint Route, string Path)> Doors(KithUnderTest kith, string canary, params Planting[] plantings) =>
        Routes(kith, reads: true).SelectMany(route => Paths(route, plantings).SelectMany(path => route.RoutePattern.Parameters.Count > 0 ? [$"{path}?limit=200&list=all"]
            : new[] { $"{path}?limit=200&list=all", $"{path}?query={canary}-Text&limit=200&list=all&state=open" }).Select(path => (route, path)));

    /// <summary>A row without the one it hangs from breaks its door: that is heard too.</summary>
    static async Task<bool> ListenAsync(ApiCaller caller, RouteEndpoint route, string path, string canary, long number)
    {
        using var answer = await caller.Http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain(Elsewhere, text, StringComparison.Ordinal);
        return (int)answer.StatusCode >= 500 || text.Contains(canary, StringComparison.Ordinal) || CaseNumbers(route).Any(name => text.Contains($"\"{name}\":{number}", StringComparison.Ordinal));
    }

    /// <summary>The versions of a document have numbers too.</summary>
    static string[] CaseNumbers(RouteEndpoint route) => route.RoutePattern.RawText!.Contains("documents", StringComparison.Ordinal) ? ["caseNumber", "case"] : ["caseNumber", "case", "number"];

    /// <summary>What one may take away of a person; null where one may not.</summary>
    static async Task<string?> ExportAsync(ApiCaller caller, Guid person)
    {
        using var answer = await caller.Http.PostAsync($"/api/people/{person}/exports", null);
        if (!answer.IsSuccessStatusCode) return null;
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var said = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            said.AppendLine(entry.FullName).AppendLine(await reader.ReadToEndAsync());
        }
        return said.ToString();
    }

    /// <summary>The rows beyond, as they stand.</summary>
    public async Task<string> RowsBeyondAsync(KithUnderTest kith) => await kith.LookAsync(async db =>
    {
        var said = new StringBuilder();
        foreach (var table in Secret.OrderBy(t => t.Name, StringComparer.Ordinal))
            said.AppendLine(await (Task<string>)typeof(Beyond).GetMethod(nameof(RowsAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(table).Invoke(null, [db])!);
        return said.ToString();
    });

    static async Task<string> RowsAsync<T>(KithDb db) where T : class =>
        string.Join('\n', (await db.Set<T>().AsNoTracking().ToListAsync()).Select(row => System.Text.Json.JsonSerializer.Serialize(row, Wire.Json)).Where(row => row.Contains(Unseen, StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    /// <summary>The same path to what was never there.</summary>
    public string ToNothing(string path)
    {
        foreach (var id in Out.Ids.Where(id => Secret.Any(t => t.Name == id.Key)).Select(id => id.Value.ToString())) path = path.Replace(id, "11111111-1111-7111-8111-111111111111", StringComparison.Ordinal);
        return path.Replace($"/{UnseenNumber}", $"/{NoNumber}", StringComparison.Ordinal);
    }
}
