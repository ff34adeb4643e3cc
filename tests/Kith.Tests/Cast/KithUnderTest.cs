using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests;

/// <summary>The running application of one test, spoken to as its users speak to it.</summary>
public sealed class KithUnderTest : WebApplicationFactory<Program>
{
    readonly KithSettings settings;
    readonly Action<IWebHostBuilder>? change;
    string? publicAddress;
    bool goesOn;

    public KithUnderTest(KithSettings settings, Town town, Action<IWebHostBuilder>? change)
    {
        (this.settings, Town, this.change) = (settings, town, change);
        ClientOptions.AllowAutoRedirect = false;
    }

    public Town Town { get; }

    /// <summary>A second node: the database is another's, which leaves it when both are gone.</summary>
    public bool IsGuest { get; init; }

    public House Marula => Town.Marula;

    public KithSettings Settings => settings;

    public Store Store => Services.GetRequiredService<Store>();

    /// <summary>What <paramref name="member"/> sees and does, by the API.</summary>
    public ApiCaller As(Member member) => As(member, Marula);

    public ApiCaller As(Member member, House house) => new(CreateClient(), house.Tokens[member.FirstName]);

    /// <summary>The same teammate with a token of their own: what is known of a caller is remembered for two seconds, and of this one nothing is known yet.</summary>
    public async Task<ApiCaller> AnewAsync(Member member)
    {
        var secret = RecognizeCaller.NewSecret(Marula.Id);
        await this.WriteAsync(Marula, db => Task.FromResult(db.Add(new ApiToken { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(), TeammateId = Marula.TeammateIds[member.FirstName], Name = "anew", Role = member.Role, SecretHash = RecognizeCaller.Hash(secret), Prefix = RecognizeCaller.TokenPrefix, CreatedAt = DateTime.UtcNow })));
        return new(CreateClient(), RecognizeCaller.TokenPrefix + secret);
    }

    public ApiCaller AsNeighbour(Member member) => As(member, Town.Neighbour);

    /// <summary>A browser on our own page, with cookies, signed in by nobody yet.</summary>
    public ApiCaller AsBrowser(string address = "http://localhost")
    {
        var http = CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri(address), AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add("Origin", address);
        return new(http, null);
    }

    /// <summary>The browser of <paramref name="member"/>, signed in with the password.</summary>
    public async Task<ApiCaller> SignInAsync(Member member)
    {
        var browser = AsBrowser();
        await browser.PostAsync("/api/sessions", new { member.Email, Cast.Password }, System.Net.HttpStatusCode.OK);
        return browser;
    }

    public ApiCaller AsStranger() => new(CreateClient(), null);

    /// <summary>What the outside calls this Kith: links in messages carry it.</summary>
    public void WithPublicAddress(string address) => publicAddress = address;

    /// <summary>Looks into Marula's rows as its own requests do.</summary>
    public async Task<T> LookAsync<T>(Func<KithDb, Task<T>> look)
    {
        await using var work = await Store.ReadAsync(Marula.Id, CancellationToken.None);
        return await look(work.Db);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("KITH_DATA", settings.DataFolder);
        builder.UseSetting("KITH_DATABASE", settings.Database);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        if (publicAddress is not null) builder.UseSetting("KITH_PUBLIC_URL", publicAddress);
        change?.Invoke(builder);
    }

    /// <summary>Stops it; what comes back starts again on what it left, when somebody first speaks to it.</summary>
    public async Task<KithUnderTest> StopAsync()
    {
        goesOn = true;
        await DisposeAsync();
        return new(settings, Town, change) { publicAddress = publicAddress };
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (goesOn) return;

        if (IsGuest) await World.ForgetAsync(settings.DataFolder);
        else await World.LeaveAsync(settings);
        GC.SuppressFinalize(this);
    }
}
