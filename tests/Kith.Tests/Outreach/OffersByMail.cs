using System.Net;
using Kith.Tests.Connections;

namespace Kith.Tests.Outreach;

public class OffersByMail(World world) : IClassFixture<World>
{
    [Theory, InlineData(null), InlineData("<p>A cover for <b>your parents</b>.</p>")]
    public async Task carry_the_way_to_say_no_once_in_the_headers_and_below_the_words(string? html)
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);

        var mail = await nomsa.MailAsync("An offer", html: html);

        var header = Assert.Single(mail.Headers, h => h.Name == "List-Unsubscribe").Value;
        var url = header.Trim('<', '>');
        Assert.StartsWith($"{OfferUnderTest.Public}/me/stop/", url, StringComparison.Ordinal);
        Assert.Equal($"<{url}>", header);
        Assert.Equal("List-Unsubscribe=One-Click", Assert.Single(mail.Headers, h => h.Name == "List-Unsubscribe-Post").Value);
        Assert.Contains($"A cover for your parents.\n\nNo more offers by email: {url}", mail.Text!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(html is not null, mail.Html?.Contains($"<a href=\"{url}\">", StringComparison.Ordinal) ?? false);
        foreach (var told in new[] { nomsa.Kith.Marula.Id, nomsa.Nomsa.Id }) Assert.DoesNotContain(told.ToString("N"), url, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, InlineData("service"), InlineData(null)]
    public async Task are_no_answers_and_answers_carry_nothing_of_them(string? purpose)
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);

        var mail = await nomsa.MailAsync("Your policy", purpose);

        Assert.DoesNotContain(mail.Headers, h => h.Name.StartsWith("List-", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("/me/stop/", mail.Text!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task promise_one_press_only_where_the_link_is_https()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world, "http://kith.test:5080");

        var mail = await nomsa.MailAsync("An offer");

        Assert.StartsWith("<http://kith.test:5080/me/stop/", mail.Header("List-Unsubscribe"), StringComparison.Ordinal);
        Assert.Null(mail.Header("List-Unsubscribe-Post"));
    }

    [Fact]
    public async Task say_so_on_the_timeline_and_keep_no_promise()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        var owed = await nomsa.Kith.OpenCaseAsync(nomsa.Nomsa, "When is my claim paid?");

        var offer = await nomsa.SayAsync("An offer");

        Assert.Equal("outreach", (string)offer["detail"]!["purpose"]!);
        Assert.NotEqual(owed.Number, offer["caseNumber"]!.GetValue<long>());
        var still = await nomsa.Kith.LookAsync(db => db.Cases.SingleAsync(c => c.Id == owed.Id));
        Assert.True(still.OwesAnswer);
        Assert.Equal(Direction.In, still.LastDirection);
        Assert.Null((await nomsa.SayAsync("Your claim", purpose: null))["detail"]!["purpose"]);
    }

    [Fact]
    public async Task are_a_matter_of_their_own_to_one_person()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        var owed = await nomsa.Kith.OpenCaseAsync(nomsa.Nomsa, "When is my claim paid?");
        var asked = await nomsa.Kith.SayAsync(nomsa.Nomsa, "When?", kase: owed, connection: nomsa.Post.Connection);
        var rosa = nomsa.Kith.As(Cast.Rosa);
        var (path, text, connectionId) = ($"/api/people/{nomsa.Nomsa.Id}/messages", "A cover for your parents.", nomsa.Post.Connection);

        await rosa.PostAsync(path, new { id = Guid.CreateVersion7(), text, connectionId, purpose = "outreach", @case = owed.Number }, HttpStatusCode.BadRequest);
        await rosa.PostAsync(path, new { id = Guid.CreateVersion7(), text, connectionId, purpose = "outreach", replyTo = asked.Id }, HttpStatusCode.BadRequest);
        await rosa.PostAsync(path, new { id = Guid.CreateVersion7(), text, connectionId, purpose = "outreach", others = new[] { new { value = "thabo@example.org" } } }, HttpStatusCode.BadRequest);
        await rosa.PostAsync(path, new { id = Guid.CreateVersion7(), text, connectionId, purpose = "marketing" }, HttpStatusCode.BadRequest);

        Assert.Equal(0, await nomsa.Kith.LookAsync(db => db.Deliveries.CountAsync()));
    }

    [Fact]
    public async Task sent_twice_under_one_id_are_one_and_are_not_an_answer_of_that_id()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        var (id, path) = (Guid.CreateVersion7(), $"/api/people/{nomsa.Nomsa.Id}/messages");
        Task SendAsync(string purpose, HttpStatusCode expected) => nomsa.Kith.As(Cast.Rosa).PostAsync(path, new { id, text = "A cover.", connectionId = nomsa.Post.Connection, purpose }, expected);

        await SendAsync("outreach", HttpStatusCode.Created);
        await SendAsync("outreach", HttpStatusCode.Created);
        await SendAsync("service", HttpStatusCode.Conflict);

        Assert.Equal(1, await nomsa.Kith.LookAsync(db => db.Deliveries.CountAsync()));
    }

    [Fact]
    public async Task go_only_where_one_press_says_no()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        await nomsa.Kith.ReachAsync(nomsa.Nomsa, "phone", "+27825554417");
        var sms = await nomsa.Kith.ConnectAsync("sms", "sms");

        var way = (await nomsa.WaysAsync()).Single(w => (string)w!["channel"]! == "sms")!;
        var refused = await nomsa.Kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Nomsa.Id}/messages", new { id = Guid.CreateVersion7(), text = "A cover.", connectionId = sms.Id, purpose = "outreach" }, HttpStatusCode.Conflict);

        Assert.Equal("offers_by_mail", (string)way["reason"]!["code"]!);
        Assert.Equal("offers_by_mail", (string)refused["code"]!);
        Assert.True((bool)(await nomsa.WaysAsync("")).Single(w => (string)w!["channel"]! == "sms")!["allowed"]!);
    }
}
