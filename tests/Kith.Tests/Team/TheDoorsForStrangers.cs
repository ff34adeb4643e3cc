using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Kith.Tests.Team;

public class TheDoorsForStrangers(World world) : IClassFixture<World>
{
    [Fact(DisplayName = "E11: of 300 guesses at once, in any spelling and from any claimed address, ten are looked at")]
    public async Task count_a_guess_before_they_check_it()
    {
        await using var kith = await world.OpenAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(async i =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sessions")
            {
                Content = JsonContent.Create(new { email = i % 2 == 0 ? Cast.Rosa.Email : " ROSA@Marula.Example ", password = $"guess {i}" }),
            };
            request.Headers.Add("X-Forwarded-For", $"10.0.{i / 200}.{i % 200}");
            return (await kith.AsStranger().Http.SendAsync(request)).StatusCode;
        }));

        Assert.InRange(answers.Count(code => code == HttpStatusCode.Unauthorized), 1, 10);
        Assert.All(answers, code => Assert.True(code is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests));
        var late = await kith.AsStranger().Http.PostAsJsonAsync("/api/sessions", new { Cast.Rosa.Email, Cast.Password });
        Assert.Equal(HttpStatusCode.TooManyRequests, late.StatusCode);
        Assert.NotNull(late.Headers.RetryAfter);
    }

    [Fact(DisplayName = "E10: an unknown email is answered in the same bytes and the same time as a known one")]
    public async Task do_not_tell_who_works_here()
    {
        await using var kith = await world.OpenAsync();
        await SayAsync(kith, "warm.up@marula.example");
        var (known, unknown) = (new List<double>(), new List<double>());
        var bodies = new HashSet<string>();
        // The quickest answers of both are alike; on a busy machine it takes more of them until both had a quick one.
        for (var i = 0; i < 28 && (i < 8 || !AreAlike(known.Min(), unknown.Min())); i++)
        {
            var (first, second) = (await SayAsync(kith, Cast.Team[i % Cast.Team.Count].Email), await SayAsync(kith, $"nobody{i}@marula.example"));
            known.Add(first.Milliseconds);
            unknown.Add(second.Milliseconds);
            bodies.Add(first.Body);
            bodies.Add(second.Body);
        }

        Assert.Single(bodies);
        Assert.True(AreAlike(known.Min(), unknown.Min()), $"Known: {known.Min()} ms, unknown: {unknown.Min()} ms.");

        static bool AreAlike(double one, double other) => one / other is > 0.5 and < 2.0;
    }

    [Fact(DisplayName = "A16: whatever shape a word has, the answer is no, and never a fault of ours")]
    public async Task take_words_only()
    {
        await using var kith = await world.OpenAsync();
        var before = await kith.LookAsync(db => db.Sessions.CountAsync());
        foreach (var (path, field) in new[] { ("/api/sessions", "email"), ("/api/sessions", "password"), ("/api/sessions", "code"), ("/api/first-run", "email"), ("/api/invitations/x", "email"), ("/api/sessions/passkey", "credential") })
            foreach (var odd in new[] { "[]", "{}", "[\"a\"]", "1", "true", "null", "\"%\"", "\"\\u0000\"", "\"\\ud800\"", new string('[', 400) + new string(']', 400) })
                foreach (var body in new[] { $$"""{"{{field}}":{{odd}}}""", $$"""{"{{field}}":{{odd}},"{{field}}":{{odd}}}""" })
                {
                    var answer = await kith.AsStranger().Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
                    Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{path} {body} answered {(int)answer.StatusCode}");
                }
        Assert.Equal(before, await kith.LookAsync(db => db.Sessions.CountAsync()));
    }

    [Theory(DisplayName = "I6: every answer says what the browser must not do, and what is private is not kept")]
    [InlineData("/api/me"), InlineData("/api/teammates"), InlineData("/api/nothing"), InlineData("/api/first-run"), InlineData("/api/workspace"), InlineData("/openapi/v1.json")]
    public async Task carry_safe_headers(string path)
    {
        await using var kith = await world.OpenAsync();
        var answer = await kith.As(Cast.Rosa).Http.GetAsync(path);

        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    static async Task<(string Body, double Milliseconds)> SayAsync(KithUnderTest kith, string email)
    {
        var watch = Stopwatch.StartNew();
        var answer = await kith.AsStranger().Http.PostAsJsonAsync("/api/sessions", new { email, password = "not the right word" });
        return ($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}", watch.Elapsed.TotalMilliseconds);
    }
}
