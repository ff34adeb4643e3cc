using System.Net;
using System.Text;
using Npgsql;

namespace Kith.Tests.Connections;

/// <summary>Rows A14, D1 and D2 of the catalogue: a secret that went in comes out nowhere, and a blank one switches nothing on.</summary>
public class TheSecretsOfAConnection(World world) : IClassFixture<World>
{
    [Fact]
    public async Task are_in_no_answer_no_log_and_no_row()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        var log = new Overheard();
        await using var kith = await world.OpenAsync(builder => log.Listen(builder.UseSetting("KITH_ALLOW_PRIVATE", new Uri(carrier.Url).Authority)));
        var sms = await kith.ConnectSmsAsync(carrier);
        var kannel = await ConnectKannelAsync(kith, carrier);
        await kith.UntilAsync(await kith.WriteAsync(sms, "Hello"), DeliveryState.Sent);
        var waiting = await kith.WriteAsync(kannel, "Hello");
        for (var tries = 0; tries < 100 && (await kith.DeliveryAsync(waiting)).ProblemCode is null; tries++) await Task.Delay(50);

        var heard = new StringBuilder();
        foreach (var member in Cast.Team)
            foreach (var path in new[] { "/api/connections", $"/api/connections/{sms}", $"/api/connections/{kannel}", "/api/channels", "/api/notices", "/openapi/v1.json", "/metrics" })
                heard.Append(await (await kith.As(member).Http.GetAsync(path)).Content.ReadAsStringAsync());
        foreach (var id in new[] { sms, kannel })
        {
            heard.Append(await kith.As(Cast.Ada).PatchAsync($"/api/connections/{id}", new { name = $"renamed {id}" }));
            heard.Append(await kith.As(Cast.Ada).PostAsync($"/api/connections/{id}/test", null, HttpStatusCode.OK));
        }
        heard.Append(await kith.As(Cast.Ada).PatchAsync($"/api/connections/{sms}", new { settings = new { api = "http://127.0.0.1:1" } }, HttpStatusCode.BadRequest));

        Assert.Contains("\"set\"", heard.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Correspondence.Canary, heard.ToString(), StringComparison.Ordinal);
        Assert.Contains("Hosting started", log.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(Correspondence.Canary, log.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(Correspondence.Canary, await EverythingStoredAsync(kith), StringComparison.Ordinal);
    }

    [Fact]
    public async Task that_are_missing_or_blank_switch_nothing_on()
    {
        await using var kith = await world.OpenAsync();
        foreach (var token in new[] { null, "", "   " })
        {
            var settings = new Dictionary<string, string?> { ["account_sid"] = "AC0123456789abcdef0123456789abcdef", ["from"] = "+27600701234", ["auth_token"] = token };
            var refused = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "sms", channel = "sms", settings }, HttpStatusCode.BadRequest);
            Assert.NotNull(refused["errors"]!["settings.auth_token"]);
            var draft = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = $"draft {token}|", channel = "sms", settings, enabled = false });
            await kith.As(Cast.Ada).PatchAsync($"/api/connections/{draft["id"]}", new { enabled = true }, HttpStatusCode.BadRequest);
            await kith.As(Cast.Ada).DeleteAsync($"/api/connections/{draft["id"]}");
        }
    }

    [Fact]
    public async Task that_we_make_are_shown_once()
    {
        await using var kith = await world.OpenAsync();
        var made = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "http", channel = "http" });
        var secret = made["made"]!["secret"]!.ToString();
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        var shown = await kith.As(Cast.Mina).GetAsync($"/api/connections/{made["id"]}");
        Assert.DoesNotContain(secret, shown.ToString(), StringComparison.Ordinal);

        var again = await kith.As(Cast.Ada).PatchAsync($"/api/connections/{made["id"]}", new { make = new[] { "secret" } });
        Assert.NotEqual(secret, again["made"]!["secret"]!.ToString());
    }

    [Fact]
    public async Task in_an_address_are_for_admins_only()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var kannel = await ConnectKannelAsync(kith, carrier);
        string Url(System.Text.Json.Nodes.JsonNode row) => row["webhookUrl"]!.ToString();
        var full = Url(await kith.As(Cast.Ada).GetAsync($"/api/connections/{kannel}"));

        Assert.Matches("/hooks/kannel/[0-9a-f-]{36}/[0-9a-f]{32}/mo", full);
        Assert.DoesNotMatch("[0-9a-f]{32}", Url(await kith.As(Cast.Rosa).GetAsync($"/api/connections/{kannel}")));
    }

    [Fact]
    public async Task are_not_sent_to_a_new_address_unless_typed_again()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var elsewhere = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(builder => builder.UseSetting("KITH_ALLOW_PRIVATE", "127.0.0.1"));
        var sms = await kith.ConnectSmsAsync(carrier);
        var refused = await kith.As(Cast.Ada).PatchAsync($"/api/connections/{sms}", new { settings = new { api = elsewhere.Url } }, HttpStatusCode.BadRequest);

        Assert.NotNull(refused["errors"]!["settings.auth_token"]);
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{sms}", new { settings = new { api = elsewhere.Url, auth_token = "typed-again" } });
    }

    [Fact]
    public async Task are_changed_by_admins_of_the_same_workspace_only()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        await kith.As(Cast.Rosa).PatchAsync($"/api/connections/{sms}", new { name = "mine" }, HttpStatusCode.Forbidden);
        foreach (var method in new[] { "PATCH", "DELETE", "POST" })
        {
            var path = method == "POST" ? $"/api/connections/{sms}/test" : $"/api/connections/{sms}";
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            Assert.Equal(HttpStatusCode.NotFound, (await kith.AsNeighbour(Cast.Ada).Http.SendAsync(request)).StatusCode);
        }
        await kith.AsNeighbour(Cast.Ada).PostAsync($"/api/connections/{sms}/wake", null, HttpStatusCode.NotFound);
        Assert.Empty((await kith.AsNeighbour(Cast.Ada).GetAsync("/api/connections"))["items"]!.AsArray());
    }

    [Fact]
    public async Task come_in_a_form_that_is_refused_when_it_is_none()
    {
        await using var kith = await world.OpenAsync();
        foreach (var body in new[]
        {
            """{"name":["x"],"channel":"http"}""", """{"name":"x","channel":"http","settings":[]}""", """{"name":"x","channel":"http","settings":{"secret":{"a":1}}}""",
            """{"name":"x","channel":"http","settings":{"unknown":"1"}}""", """{"name":"x","channel":"none"}""", """{"name":null,"channel":"http"}""",
            """{"name":"x","channel":"http","enabled":"yes"}""", """{"name":"x","name":"y","channel":"http"}""", "null", "[]", "7", "",
        })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            var answer = await kith.As(Cast.Ada).Http.PostAsync("/api/connections", content);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{body} was answered {answer.StatusCode}");
        }
    }

    static async Task<Guid> ConnectKannelAsync(KithUnderTest kith, FakeCarrier carrier) => (await kith.As(Cast.Ada).PostAsync("/api/connections", new
    {
        name = "kannel",
        channel = "kannel",
        settings = new Dictionary<string, string> { ["send_url"] = $"{carrier.Url}/cgi-bin/sendsms", ["username"] = "kith", ["password"] = Correspondence.Canary },
    }))["id"]!.GetValue<Guid>();

    /// <summary>Every byte of the database, as whoever steals it reads it.</summary>
    static async Task<string> EverythingStoredAsync(KithUnderTest kith)
    {
        if (kith.Store is not PostgresStore postgres)
            return string.Concat(Directory.GetFiles(kith.Settings.DataFolder, "kith.db*").Select(ReadShared));

        var all = new StringBuilder();
        await using var connection = await postgres.Owner.OpenConnectionAsync();
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("select format('%I', tablename) from pg_tables where schemaname = 'public'", connection))
        await using (var rows = await list.ExecuteReaderAsync())
            while (await rows.ReadAsync()) tables.Add(rows.GetString(0));
        foreach (var table in tables)
        {
            await using var read = new NpgsqlCommand($"select coalesce(string_agg(t::text, ' '), '') from {table} t", connection);
            all.Append((string)(await read.ExecuteScalarAsync())!);
        }
        return all.ToString();
    }

    static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
