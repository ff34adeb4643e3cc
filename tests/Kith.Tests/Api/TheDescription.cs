using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Tests.Checkout;

namespace Kith.Tests.Api;

/// <summary>docs/api/openapi.json is a contract. KITH_APPROVE=1 writes it anew; the change is then seen in review.</summary>
public class TheDescription(World world) : IClassFixture<World>
{
    static readonly JsonSerializerOptions readable = new() { WriteIndented = true };

    [Fact]
    public async Task of_the_api_is_the_approved_one()
    {
        await using var kith = await world.OpenAsync();
        var served = JsonNode.Parse(await kith.AsStranger().Http.GetStringAsync("/openapi/v1.json"))!.ToJsonString(readable) + "\n";
        var approved = Path.Combine(Repository.Root, "docs/api/openapi.json");
        if (Environment.GetEnvironmentVariable("KITH_APPROVE") == "1") await File.WriteAllTextAsync(approved, served);

        Assert.Equal(await File.ReadAllTextAsync(approved), served);
    }
}
