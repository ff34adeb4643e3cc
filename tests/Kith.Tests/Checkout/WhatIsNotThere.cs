using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Kith.Tests.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Checkout;

/// <summary>
/// Rows of the catalogue of bad inputs that have nothing to be tried on, because the thing itself is not there. Each test fails when it comes,
/// and then the row wants a test of its own.
/// <list type="table">
/// <item><term>B7</term><description>names people give their keys, shown in questions built as HTML: no screen builds HTML from text.</description></item>
/// <item><term>B10</term><description>previews of links: nobody asks where a link leads, and no screen builds HTML from text.</description></item>
/// <item><term>B13</term><description>what a model answers: there is no model, and no library to ask one.</description></item>
/// <item><term>B16</term><description>parameters that become properties of every object: nothing reads <c>a[b]=c</c>; see also <c>web/src/app/pollution.test.ts</c>.</description></item>
/// <item><term>F16</term><description>automatic answers to what was not kept: nothing answers by itself; see also <c>KillingItUnderMail</c>.</description></item>
/// </list>
/// </summary>
public partial class WhatIsNotThere(World world) : IClassFixture<World>
{
    [Fact]
    public void is_a_screen_that_makes_HTML_of_text_B7_B10_B13()
    {
        var screens = new[] { "web/src", "web/chat" }.SelectMany(room => Directory.GetFiles(Path.Combine(Repository.Root, room), "*.ts*", SearchOption.AllDirectories))
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal) && !file.EndsWith(".d.ts", StringComparison.Ordinal)).ToList();

        Assert.True(screens.Count > 100, $"only {screens.Count} files were looked at");
        Assert.Empty(screens.Where(file => Sink().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Repository.Root, file)));
    }

    [Fact]
    public async Task is_a_look_at_where_a_link_leads_B10()
    {
        using var site = new TcpListener(IPAddress.Loopback, 0);
        site.Start();
        await using var kith = await world.OpenAsync(change: builder => builder.UseSetting("KITH_ALLOW_PRIVATE", "localhost"));
        var post = await Postman.ConnectAsync(kith);
        var link = $"http://localhost:{((IPEndPoint)site.LocalEndpoint).Port}/garden";
        await post.BringsAsync(Postman.Mail("1@example.org", "nomsa@example.org", $"Look: {link} and <a href=\"{link}\">here</a>"));
        var message = await kith.UntilFilesAsync(post, "nomsa@example.org");
        foreach (var path in new[] { $"/api/people/{message.PersonId}/timeline", $"/api/moments/{message.Id}/mail", $"/api/moments/{message.Id}/mail/page" })
            Assert.True((await kith.As(Cast.Rosa).Http.GetAsync(path)).IsSuccessStatusCode);

        Assert.False(site.Pending());
        var routes = kith.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(route => route.RoutePattern.RawText ?? "").ToList();
        Assert.NotEmpty(routes);
        Assert.DoesNotContain(routes, route => Preview().IsMatch(route));
    }

    [Fact]
    public void is_a_model_to_ask_B13()
    {
        var settings = typeof(KithSettings).GetProperties().Select(setting => setting.Name).ToList();
        var packages = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(package => (string)package.Attribute("Include")!).ToList();

        Assert.NotEmpty(settings);
        Assert.NotEmpty(packages);
        Assert.DoesNotContain(settings.Concat(packages), name => Model().IsMatch(name));
    }

    /// <summary>A key is a key: what looks like a path into an object is a name nobody asks for.</summary>
    [Fact]
    public async Task is_a_way_from_a_parameter_to_every_object_B16()
    {
        await using var kith = await world.OpenAsync();
        var before = (await kith.As(Cast.Rosa).GetAsync("/api/people")).ToJsonString();
        foreach (var query in new[] { "__proto__[limit]=1", "constructor[prototype][limit]=1", "__proto__.limit=1" })
            Assert.Equal(before, (await kith.As(Cast.Rosa).GetAsync($"/api/people?{query}")).ToJsonString());
    }

    [Fact]
    public async Task is_an_answer_that_nobody_wrote_F16()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith, new { smtp_host = "mail.marula.example" });
        await post.BringsAsync(Postman.Mail("1@example.org", "nomsa@example.org", "Is anybody there?"));

        Assert.Equal(0, await kith.LookAsync(db => db.Deliveries.CountAsync()));
        Assert.Equal(0, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Direction == Direction.Out)));
    }

    [GeneratedRegex(@"dangerouslySetInnerHTML|\.(inner|outer)HTML\s*[+]?=[^=]|insertAdjacentHTML|document\.write|srcdoc|\beval\(|new Function\(", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Sink();

    [GeneratedRegex("unfurl|oembed|opengraph|link-?preview|preview-?link", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Preview();

    [GeneratedRegex(@"openai|anthropic|ollama|mistral|semantickernel|extensions\.ai|onnx|llm|llama", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Model();
}
