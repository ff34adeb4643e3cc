using System.Net;
using System.Net.Http.Json;
using System.Text;
using Kith.Tests.Connections;
using Kith.Tests.Portal;
using Kith.Tests.Widget;

namespace Kith.Tests.Health;

/// <summary>Row A14: a busy day with everything that can be logged logged, and in no line of it what anybody said or came in with.</summary>
public class TheLog(World world) : IClassFixture<World>
{
    const string Said = "canary-said", Password = "canary of a password";

    [Fact(DisplayName = "A14: what people say, where they are reached and what opens a door is in no line of the log, at any level")]
    public async Task holds_nothing_of_what_people_say_and_come_in_with()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        var log = new Overheard();
        await using var kith = await world.OpenAsync(builder => log.Listen(builder.UseSetting("KITH_ALLOW_PRIVATE", new Uri(carrier.Url).Authority)));
        var day = new Day(kith, carrier);

        await day.ArriveAsync();
        await day.AnswerAsync();
        await day.ComeInAsync();
        await day.ChatAsync();
        await day.StumbleAsync();

        Assert.Contains("Hosting started", log.Words, StringComparison.Ordinal);
        // A busy hook is answered thousands of times a second: not one line each.
        Assert.DoesNotContain("endpoint", log.Words, StringComparison.OrdinalIgnoreCase);
        Assert.True(day.Canaries.Count > 10);
        var lines = log.Words.Split('\n');
        Assert.Empty(day.Canaries.SelectMany(canary => lines.Where(line => line.Contains(canary, StringComparison.OrdinalIgnoreCase)).Select(line => $"{canary} in {line}").Take(2)));
    }

    sealed class Day(KithUnderTest kith, FakeCarrier carrier)
    {
        readonly ApiCaller ada = kith.As(Cast.Ada);

        public List<string> Canaries { get; } = [Said, Uri.EscapeDataString(Password), Password, Cast.Password, Uri.EscapeDataString(Cast.Password), Correspondence.Phone[3..], Correspondence.Canary];

        public async Task ArriveAsync()
        {
            var partner = await Sender.ConnectAsync(kith);
            await partner.TellsAsync("1", $"{Said}-handle", $"{Said}-text", name: $"{Said}-name");
            await partner.TellAsync($"{Said}.unknown", new { text = Said });
            await partner.TellAsync("message.created", new { id = "2", from = Said, text = new[] { Said } });
            await partner.SendAsync("3", Encoding.UTF8.GetBytes(Said), signWith: Channels.Secrets.Make(Channels.SecretShape.Whsec));
            await kith.CaughtUpAsync();
        }

        public async Task AnswerAsync()
        {
            var kannel = (Guid)(await ada.PostAsync("/api/connections", new
            {
                name = "kannel",
                channel = "kannel",
                settings = new Dictionary<string, string> { ["send_url"] = $"{carrier.Url}/cgi-bin/sendsms", ["username"] = "kith", ["password"] = Correspondence.Canary },
            }))["id"]!;
            var way = new Uri((string)(await ada.GetAsync($"/api/connections/{kannel}"))["webhookUrl"]!).AbsolutePath;
            Canaries.Add(way.Split('/')[4]);
            await kith.AsStranger().Http.GetAsync($"{way}?from={Correspondence.Phone}&to=27600701234&text={Said}&smsc-id=1");

            var sms = await kith.ConnectSmsAsync(carrier);
            await kith.UntilAsync(await kith.WriteAsync(sms, Said), DeliveryState.Sent);
            var waiting = await kith.WriteAsync(kannel, Said);
            for (var tries = 0; tries < 100 && (await kith.DeliveryAsync(waiting)).ProblemCode is null; tries++) await Task.Delay(50);
            var person = (string)(await ada.GetAsync($"/api/people?query={Said}"))["items"]![0]!["id"]!;
            await ada.PostAsync($"/api/people/{person}/notes", new { id = Guid.CreateVersion7(), text = Said });
            await ada.PatchAsync($"/api/people/{person}", new { name = $"{Said} Ndlovu" });
            await ada.GetAsync($"/api/search?query={Said}");
        }

        public async Task ComeInAsync()
        {
            foreach (var password in new[] { Password, Cast.Password })
                if ((await kith.AsBrowser().Http.PostAsJsonAsync("/api/sessions", new { Cast.Rosa.Email, password })) is { StatusCode: HttpStatusCode.OK } answer)
                {
                    var cookie = answer.Headers.GetValues("Set-Cookie").First().Split('=', ';')[1];
                    Canaries.Add(cookie);
                    using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { { "Cookie", $"{SessionCookie.Name}={cookie}" } } };
                    await kith.AsStranger().Http.SendAsync(request);
                }
            Canaries.AddRange(kith.Marula.Tokens.Values);
            Canaries.Add((string)(await ada.PostAsync("/api/tokens", new { name = "import", role = "teammate" }))["token"]!);
            await using (await LiveListener.ConnectAsync(kith, kith.Marula.Tokens["Rosa"])) { }
            var invitation = (string)(await ada.PostAsync("/api/teammates/invitations", new { role = "teammate" }))["url"]!;
            Canaries.Add(invitation.Split('/')[^1]);
            await kith.AsStranger().Http.GetAsync(new Uri(invitation).AbsolutePath);
            await kith.AsBrowser().PostAsync($"/api/invitations/{Canaries[^1]}", new { name = "Sipho Dube", email = "sipho@marula.example", password = Password }, HttpStatusCode.NoContent);
        }

        public async Task ChatAsync()
        {
            var chat = await ChatUnderTest.OpenAsync(kith);
            var visitor = await chat.VisitAsync(ChatUnderTest.Signed(ChatUnderTest.WordOf("canary-user")));
            Canaries.AddRange([visitor.Token, ChatUnderTest.Secret, "canary-user"]);
            Assert.True((await visitor.SendAsync(Said)).IsSuccessStatusCode);
            await kith.CaughtUpAsync();
            await visitor.TextsAsync();
            var holder = await LinkHolder.SendAsync(kith, chat);
            Canaries.Add(holder.Token);
            await kith.AsStranger().Http.GetAsync($"/go/{holder.Token}");
            await holder.ComeAsync(chat);
        }

        /// <summary>What is refused or breaks is told in no more words.</summary>
        public async Task StumbleAsync()
        {
            await ada.PostAsync("/api/people", new { name = Said, language = Said }, HttpStatusCode.BadRequest);
            using (var torn = new StringContent($$"""{"{{Said}}":{{Said}}""", Encoding.UTF8, "application/json")) await ada.Http.PostAsync("/api/people", torn);
            await kith.AsStranger().Http.GetAsync($"/api/{Said}?{Said}={Said}");
            await kith.AsStranger().Http.GetAsync($"/app/{Said}.js");
        }
    }
}
