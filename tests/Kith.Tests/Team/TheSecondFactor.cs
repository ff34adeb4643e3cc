using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Kith.Tests.Team;

public class TheSecondFactor(World world) : IClassFixture<World>
{
    static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    // RFC 6238, appendix B, the last six of eight digits.
    [Theory]
    [InlineData(59, "287082"), InlineData(1111111109, "081804"), InlineData(1111111111, "050471"), InlineData(1234567890, "005924"), InlineData(2000000000, "279037"), InlineData(20000000000, "353130")]
    public void makes_the_codes_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, TotpCode.At(Base32.Write(Encoding.ASCII.GetBytes("12345678901234567890")), seconds / 30));

    [Fact]
    public async Task is_asked_for_after_the_password()
    {
        await using var kith = await world.OpenAsync();
        var (secret, _) = await SwitchOnAsync(kith, Cast.Rosa);
        var browser = kith.AsBrowser();

        Assert.Equal("code", (string)(await browser.PostAsync("/api/sessions", Said(null), HttpStatusCode.OK))["next"]!);
        await browser.GetProblemAsync("/api/me", HttpStatusCode.Unauthorized);
        Assert.Equal("wrong_code", (string)(await browser.PostAsync("/api/sessions", Said("000000"), HttpStatusCode.Unauthorized))["code"]!);
        Assert.Equal("done", (string)(await browser.PostAsync("/api/sessions", Said(TotpCode.At(secret, TotpCode.StepAt(Now) + 1)), HttpStatusCode.OK))["next"]!);
        Assert.True((bool)(await browser.GetAsync("/api/me/totp"))["enabled"]!);
    }

    [Fact(DisplayName = "E12: of ten browsers with the same code one is let in")]
    public async Task takes_each_code_once()
    {
        await using var kith = await world.OpenAsync();
        var (secret, recovery) = await SwitchOnAsync(kith, Cast.Rosa);

        foreach (var code in new[] { TotpCode.At(secret, TotpCode.StepAt(Now) + 1), recovery[3] })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => kith.AsBrowser().TryPostAsync("/api/sessions", Said(code))));
            Assert.Single(answers, a => (string?)a["next"] == "done");
        }
        Assert.Equal(9, (int)(await kith.As(Cast.Rosa).GetAsync("/api/me/totp"))["recoveryCodesLeft"]!);
    }

    [Fact]
    public async Task is_kept_sealed_and_its_recovery_codes_as_hashes()
    {
        await using var kith = await world.OpenAsync();
        var (secret, recovery) = await SwitchOnAsync(kith, Cast.Rosa);
        var kept = string.Join(' ', await kith.LookAsync(db => db.UserTokens.Select(t => t.Value).ToListAsync()));

        Assert.DoesNotContain(secret, kept, StringComparison.OrdinalIgnoreCase);
        Assert.All(recovery, code => Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), kept, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task is_switched_off_with_the_password_only()
    {
        await using var kith = await world.OpenAsync();
        var (secret, _) = await SwitchOnAsync(kith, Cast.Rosa);
        var rosa = kith.AsBrowser();
        await rosa.PostAsync("/api/sessions", Said(TotpCode.At(secret, TotpCode.StepAt(Now) + 1)), HttpStatusCode.OK);

        await rosa.SendAsync(HttpMethod.Delete, "/api/me/totp", new { password = "not this one" }, HttpStatusCode.BadRequest);
        await rosa.SendAsync(HttpMethod.Delete, "/api/me/totp", new { Cast.Password }, HttpStatusCode.NoContent);

        await kith.SignInAsync(Cast.Rosa);
    }

    [Fact]
    public async Task cannot_be_touched_by_a_script()
    {
        await using var kith = await world.OpenAsync();
        Assert.Equal("browser_only", (string)(await kith.As(Cast.Rosa).PostAsync("/api/me/totp", null, HttpStatusCode.Forbidden))["code"]!);
    }

    static object Said(string? code) => new { Cast.Rosa.Email, Cast.Password, code };

    static async Task<(string Secret, string[] Recovery)> SwitchOnAsync(KithUnderTest kith, Member member)
    {
        var browser = await kith.SignInAsync(member);
        var before = (string)(await browser.GetAsync("/api/sessions"))["items"]![0]!["id"]!;
        var setup = await browser.PostAsync("/api/me/totp", null, HttpStatusCode.OK);
        var secret = (string)setup["secret"]!;
        Assert.StartsWith("otpauth://totp/Marula%20Mutual", (string)setup["uri"]!, StringComparison.Ordinal);
        Assert.StartsWith("<svg", (string)setup["qrSvg"]!, StringComparison.Ordinal);

        await browser.PutAsync("/api/me/totp", new { code = "123" }, HttpStatusCode.BadRequest);
        var on = await browser.PutAsync("/api/me/totp", new { code = TotpCode.At(secret, TotpCode.StepAt(Now)) });
        Assert.NotEqual(before, (string)Assert.Single((await browser.GetAsync("/api/sessions"))["items"]!.AsArray())!["id"]!);
        return (secret, [.. on["recoveryCodes"]!.AsArray().Select(code => (string)code!)]);
    }
}
