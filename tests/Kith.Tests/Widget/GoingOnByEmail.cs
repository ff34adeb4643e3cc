using System.Net;
using System.Text.RegularExpressions;

namespace Kith.Tests.Widget;

public partial class GoingOnByEmail(World world) : IClassFixture<World>
{
    const string Address = "nomsa@example.org", Subject = "Your code", Copy = "Your conversation with Marula Mutual";

    [Fact]
    public async Task takes_the_code_that_was_sent_to_the_mailbox()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var visitor = await SpeakAsync(await ChatUnderTest.OpenAsync(kith), "<script>buy now</script>");
        Assert.True((bool)(await visitor.SinceAsync())["head"]!["canEmail"]!);

        await AskAsync(visitor, " Nomsa@Example.org ");
        Assert.Equal((0, 1), await CountAsync(kith));
        var mail = await house.ArrivedAsync(Address, Subject);
        Assert.DoesNotContain("buy now", mail.Text, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.PostAsync("email/code", new { code = CodeIn(mail.Text) })).StatusCode);

        Assert.Equal(Strength.Verified, await kith.LookAsync(db => db.Handles.Where(h => h.Value == Address).Select(h => h.Strength).SingleAsync()));
        Assert.Equal((1, 0), await CountAsync(kith));
        Assert.Equal("n•••@example.org", (string)(await visitor.SinceAsync())["head"]!["mailbox"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("email/code", new { code = CodeIn(mail.Text) })).StatusCode);
    }

    [Fact]
    public async Task sends_a_copy_of_the_chat_to_the_proved_address_and_nowhere_else()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var chat = await ChatUnderTest.OpenAsync(kith);
        var (visitor, other) = (await SpeakAsync(chat, "My payout is late"), await SpeakAsync(chat, "I am somebody else"));
        Assert.Equal(HttpStatusCode.Conflict, (await visitor.PostAsync("copies", new { })).StatusCode);
        await ProveAsync(house, visitor);

        Assert.Equal(HttpStatusCode.Conflict, (await other.PostAsync("copies", new { })).StatusCode);
        for (var at = 0; at < 3; at++) Assert.Equal(HttpStatusCode.NoContent, (await visitor.PostAsync("copies", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await visitor.PostAsync("copies", new { })).StatusCode);

        var copy = await house.ArrivedAsync(Address, Copy);
        Assert.Contains("My payout is late", copy.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody else", copy.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task makes_the_visitor_the_person_whose_mailbox_it_is_and_shows_nothing_said_there()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        var post = await house.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("m1@example.org", $"Nomsa <{Address}>", "About my claim 4711 8080"));
        var visitor = await SpeakAsync(await ChatUnderTest.OpenAsync(kith), "Hello");
        await ProveAsync(house, visitor);

        Assert.Equal(1, await kith.LookAsync(db => db.People.CountAsync(p => p.RootId == p.Id)));
        Assert.Equal(["Hello"], await visitor.TextsAsync());
        await visitor.PostAsync("copies", new { });
        Assert.DoesNotContain("4711 8080", (await house.ArrivedAsync(Address, Copy)).Text, StringComparison.Ordinal);
    }

    [Fact(DisplayName = "1,000 forms for one victim are at most one mail with none of the asker's words, and 1,000 guesses open nothing")]
    public async Task is_no_way_to_flood_a_mailbox_nor_to_guess()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var chat = await ChatUnderTest.OpenAsync(kith);
        var visitors = new List<ChatBrowser>();
        for (var at = 0; at < 8; at++) visitors.Add(await SpeakAsync(chat, "cheap pills"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(at => visitors[at % visitors.Count].PostAsync("email", new { email = at % 2 == 0 ? Address : $"  {Address.ToUpperInvariant()}" })));
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent));
        Assert.All(answers.Where(answer => answer.StatusCode != HttpStatusCode.NoContent), answer => Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode));
        var mail = await house.ArrivedAsync(Address, Subject);
        Assert.Single(house.At(Address));
        Assert.DoesNotContain("pills", mail.Text, StringComparison.Ordinal);

        var right = int.Parse(CodeIn(mail.Text), System.Globalization.CultureInfo.InvariantCulture);
        var asker = visitors[Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.NoContent) % visitors.Count];
        // Who asked so much is heard again a moment later: a guess is refused for being wrong, and not for being one of many.
        await Soon.Async(async () => Assert.NotEqual(HttpStatusCode.TooManyRequests, (await asker.PostAsync("email/code", new { code = $"{(right + 1) % 1_000_000:D6}" })).StatusCode));
        var guesses = await Task.WhenAll(Enumerable.Range(0, 1_000).Where(guess => guess != right)
            .Select(guess => asker.PostAsync("email/code", new { code = $"{guess:D6}" })));
        Assert.DoesNotContain(guesses, guess => guess.IsSuccessStatusCode);
        Assert.InRange(await kith.LookAsync(db => db.Codes.MaxAsync(c => c.Tries)), 1, Code.MostTries);
        Assert.Equal(0, (await CountAsync(kith)).Handles);
    }

    [Fact]
    public async Task many_who_ask_for_one_address_at_once_send_one_code()
    {
        await using var kith = await world.OpenAsync();
        _ = kith.Store;
        var kept = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => Task.Run(async () =>
        {
            try
            {
                return await kith.WriteAsync(kith.Marula, db => KeepCode.KeepAsync(db, Code.New(db.WorkspaceId, $"chat of {at}", Life.Now).Code, new("email", Address), CancellationToken.None));
            }
            catch (Refusal) { return false; }
        })));

        Assert.Single(kept, one => one);
    }

    [Fact]
    public async Task a_code_outlives_a_restart_but_not_its_time_nor_its_asker()
    {
        await using var house = new MailHouse();
        var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var chat = await ChatUnderTest.OpenAsync(kith);
        var (nomsa, thief) = (await SpeakAsync(chat, "Hello"), await SpeakAsync(chat, "Hello"));
        await AskAsync(nomsa, Address);
        var code = CodeIn((await house.ArrivedAsync(Address, Subject)).Text);

        await using var again = await kith.StopAsync();
        chat = new ChatUnderTest(again, chat.Id);
        (nomsa, thief) = (await chat.VisitAsync(token: nomsa.Token), await chat.VisitAsync(token: thief.Token));
        Assert.Equal(HttpStatusCode.BadRequest, (await thief.PostAsync("email/code", new { code })).StatusCode);
        await again.WriteAsync(again.Marula, db => db.Codes.ExecuteUpdateAsync(set => set.SetProperty(c => c.ExpiresAt, Life.Now.AddSeconds(-1))));
        Assert.Equal(HttpStatusCode.BadRequest, (await nomsa.PostAsync("email/code", new { code })).StatusCode);
        await again.WriteAsync(again.Marula, db => db.Codes.ExecuteUpdateAsync(set => set.SetProperty(c => c.ExpiresAt, Life.Now.AddMinutes(5))));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => nomsa.PostAsync("email/code", new { code })));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.DoesNotContain(code, await again.LookAsync(async db => string.Join(' ', (await db.AuditEntries.Select(a => a.Facts).ToListAsync()).Select(f => f?.ToJsonString()))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    public async Task asks_for_one_address_that_can_be_one(string email)
    {
        await using var kith = await world.OpenAsync();
        var visitor = await SpeakAsync(await ChatUnderTest.OpenAsync(kith), "Hello");
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("email", new { email })).StatusCode);
        Assert.Equal((0, 0), await CountAsync(kith));
    }

    internal static async Task<ChatBrowser> SpeakAsync(ChatUnderTest chat, string words)
    {
        var visitor = await chat.VisitAsync();
        await visitor.SendAsync(words);
        await Soon.Async(async () => Assert.Equal([words], await visitor.TextsAsync()));
        return visitor;
    }

    internal static async Task ProveAsync(MailHouse house, ChatBrowser visitor)
    {
        await AskAsync(visitor, Address);
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.PostAsync("email/code", new { code = CodeIn((await house.ArrivedAsync(Address, Subject)).Text) })).StatusCode);
    }

    internal static string CodeIn(string? text) => Digits().Match(text ?? "").Value;

    static async Task AskAsync(ChatBrowser visitor, string email) => Assert.Equal(HttpStatusCode.NoContent, (await visitor.PostAsync("email", new { email })).StatusCode);

    static Task<(int Handles, int Claims)> CountAsync(KithUnderTest kith) => kith.LookAsync(async db => (await db.Handles.CountAsync(h => h.Kind == "email"), await db.PersonClaims.CountAsync(c => c.Kind == "email")));

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Digits();
}
