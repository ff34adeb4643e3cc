using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kith.Tests.Api;

/// <summary>
/// Within one house: whoever has a role that sees one department meets nothing of a case beyond it, by no door, no file, no frame and no
/// export. Each filter in turn is taken away, and it is heard.
/// </summary>
public class TheScopes(World world) : IClassFixture<World>
{
    const int Heard = 12;

    [Fact]
    public async Task let_nothing_through_from_beyond_and_everything_from_inside()
    {
        await using var kith = await world.OpenAsync();
        var readers = new[] { Cast.Vera, Cast.Lena, Cast.Omar, Cast.Ada };
        var plantings = await Beyond.PlantAsync(kith, kith.Marula.TeammateIds["Omar"]);
        await GiveAsync(kith, plantings, readers);

        foreach (var (place, member) in readers.Index())
        {
            var leaks = await plantings.LeaksAsync(kith, member, Beyond.Unseen, Beyond.UnseenNumber, turn: place % 2);
            Assert.True(leaks.Count == 0, string.Join('\n', leaks.Take(30)));
            Assert.Equal(Heard, (await plantings.LeaksAsync(kith, member, Beyond.Seen, Beyond.SeenNumber, Heard)).Count);
        }
        foreach (var member in new[] { Cast.Rosa, Cast.Mina }) Assert.Equal(Heard, (await plantings.LeaksAsync(kith, member, Beyond.Unseen, Beyond.UnseenNumber, Heard)).Count);
    }

    [Fact]
    public async Task miss_each_single_filter()
    {
        var sees = new WithoutOne();
        await using var kith = await world.OpenAsync(host => host.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<WhoSees>(sees))));
        var plantings = await Beyond.PlantAsync(kith, kith.Marula.TeammateIds["Ada"]);
        await GiveAsync(kith, plantings, [Cast.Ada]);
        // What tells nothing to whoever sees all is asked last.
        var audible = await plantings.HeardAtAsync(kith, await kith.AnewAsync(Cast.Ada), Beyond.Unseen, Beyond.UnseenNumber);
        var (tables, unheard) = (await Beyond.NarrowedAsync(kith), new List<string>());
        foreach (var table in tables)
        {
            sees.Lacking = table;
            if (!await plantings.IsHeardAsync(kith, await kith.AnewAsync(Cast.Ada), Beyond.Unseen, Beyond.UnseenNumber, audible)) unheard.Add(table.Name);
        }

        Assert.True(tables.Count >= 8 && audible.Count >= Heard);
        Assert.Empty(unheard);
    }

    [Fact]
    public async Task answer_a_deed_beyond_as_one_on_nothing_and_change_no_row_there()
    {
        await using var kith = await world.OpenAsync();
        var plantings = await Beyond.PlantAsync(kith, kith.Marula.TeammateIds["Omar"]);
        await GiveAsync(kith, plantings, [Cast.Omar]);
        var before = await plantings.RowsBeyondAsync(kith);
        var (told, tried) = (new List<string>(), 0);

        foreach (var route in Beyond.Routes(kith, reads: false))
            foreach (var path in Beyond.Paths(route, plantings.Out))
            {
                var method = new HttpMethod(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
                foreach (var body in Bodies.Of(route, plantings.Out, kith.Town.Neighbour))
                {
                    var (status, text) = await SendAsync(kith.As(Cast.Omar), method, path, body);
                    tried++;
                    if (text.Contains(Beyond.Unseen, StringComparison.Ordinal)) told.Add($"{method} {path} {text}");
                    if (plantings.ToNothing(path) is var nothing && nothing != path && await SendAsync(kith.As(Cast.Omar), method, nothing, body) is var (none, words) && (none != status || CodeOf(words) != CodeOf(text)))
                        told.Add($"{method} {path} {(int)status} {text} but of nothing {(int)none} {words}");
                }
            }

        Assert.True(tried > 200);
        Assert.True(told.Count == 0, string.Join('\n', told.Take(30)));
        Assert.Equal(before, await plantings.RowsBeyondAsync(kith));
    }

    static string? CodeOf(string text) => text.StartsWith('{') ? (string?)JsonNode.Parse(text)!["code"] : null;

    static async Task<(HttpStatusCode, string)> SendAsync(ApiCaller caller, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await caller.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    static Task<int> GiveAsync(KithUnderTest kith, Beyond plantings, IReadOnlyList<Member> members) => kith.WriteAsync(kith.Marula, async db =>
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var role = new TeamRole { WorkspaceId = db.WorkspaceId, Id = Ids.New(now), Name = "Sees inside", CreatedAt = now, Scopes = new() { Departments = [plantings.Inside.Ids["Department"]] } };
        db.Add(role);
        foreach (var member in members) (await db.Teammates.SingleAsync(t => t.Id == kith.Marula.TeammateIds[member.FirstName])).TeamRoleId = role.Id;
        return members.Count;
    });

    /// <summary>Takes away one filter, or all of them as long as none is named.</summary>
    sealed class WithoutOne : WhoSees
    {
        public Type? Lacking { get; set; }

        public override Sight Of(Guid teammate, Role role, Scopes? scopes) => Lacking is { } table && base.Of(teammate, role, scopes) is { IsNarrow: true } narrow ? narrow.Lacking(table) : Sight.All;
    }
}
