using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Outreach;

public class SayingNoToOffers(World world) : IClassFixture<World>
{
    [Fact]
    public async Task takes_one_press_and_is_written_down_once()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        var path = await nomsa.PathAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => nomsa.OneClickAsync(path)));
        using (var parts = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } })
            Assert.Equal(HttpStatusCode.OK, (await nomsa.Kith.AsStranger().Http.PostAsync(path, parts)).StatusCode);

        Assert.Equal((1, 1, 1), await nomsa.RowsAsync());
        var told = Assert.Single(await MomentsAsync(nomsa), m => (string)m!["kind"]! == "consent")!;
        Assert.Equal((false, "outreach", "email"), ((bool)told["detail"]!["given"]!, (string)told["detail"]!["purpose"]!, (string)told["detail"]!["channel"]!));
        Assert.Equal(nomsa.Nomsa.Id, told["author"]!["id"]!.GetValue<Guid>());
        var consent = await nomsa.Kith.LookAsync(db => db.Consents.SingleAsync());
        Assert.Equal((ConsentAnswer.No, told["id"]!.GetValue<Guid>()), (consent.Answer, consent.ProofMoment));
    }

    [Fact]
    public async Task counts_by_parts_of_a_form_too()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        var path = await nomsa.PathAsync();

        using var parts = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        await nomsa.Kith.AsStranger().Http.PostAsync(path, parts);

        Assert.Equal((1, 1, 1), await nomsa.RowsAsync());
    }

    [Fact]
    public async Task ends_offers_and_not_answers_until_they_say_yes_again()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        var path = await nomsa.PathAsync();

        await nomsa.OneClickAsync(path);
        var way = Assert.Single(await nomsa.WaysAsync())!;
        var refused = await nomsa.SayAsync("Another offer", expected: HttpStatusCode.Conflict);

        Assert.Equal("no_outreach", (string)way["reason"]!["code"]!);
        Assert.Equal("no_outreach", (string)refused["code"]!);
        Assert.Contains("want no more offers", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.True((bool)Assert.Single(await nomsa.WaysAsync(""))!["allowed"]!);
        await nomsa.MailAsync("Your policy", purpose: "service");

        Assert.Contains("offers by email again", await nomsa.AgainAsync(path), StringComparison.Ordinal);
        await nomsa.MailAsync("Another offer");
        Assert.Equal((2, 1, 2), await nomsa.RowsAsync());
    }

    [Fact]
    public async Task needs_the_button_and_never_happens_by_looking()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        var path = await nomsa.PathAsync();

        for (var looks = 0; looks < 5; looks++) Assert.Contains("No more offers by email?", await nomsa.LookAsync(path), StringComparison.Ordinal);
        await nomsa.LookAsync($"{path}?List-Unsubscribe=One-Click&answer=no");
        await nomsa.PressAsync(path, "something", "else");
        using (var head = new HttpRequestMessage(HttpMethod.Head, path)) await nomsa.Kith.AsStranger().Http.SendAsync(head);

        Assert.Equal((0, 0, 0), await nomsa.RowsAsync());
        Assert.True((bool)Assert.Single(await nomsa.WaysAsync())!["allowed"]!);
    }

    [Fact(DisplayName = "0 of 40 forged links change anything, and each is answered by the same page to the byte as a right one")]
    public async Task takes_no_forged_link()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        var right = await nomsa.PathAsync();
        var length = right.Length;
        var forged = Enumerable.Range(0, 30).Select(at => length - 1 - at * 5).Select(at => $"{right[..at]}{(right[at] == 'A' ? 'B' : 'A')}{right[(at + 1)..]}")
            .Concat(["/me/stop/x", "/me/stop/%7f", $"/me/stop/{nomsa.Nomsa.Id:N}", right[..^4], right[..40], $"{right}AAAA", "/me/stop/....", "/me/stop/-", "/me/stop/_AAA", $"/me/stop/{new string('A', 176)}"]).ToList();
        Assert.Equal(40, forged.Count);

        foreach (var path in forged) await nomsa.OneClickAsync(path);
        Assert.Equal((0, 0, 0), await nomsa.RowsAsync());

        var pages = new HashSet<string>();
        var looks = new HashSet<string>();
        foreach (var path in forged.Take(10).Append(right))
        {
            pages.Add(await nomsa.OneClickAsync(path));
            looks.Add(await nomsa.LookAsync(path));
        }
        Assert.Single(pages);
        Assert.Single(looks);
        Assert.Equal((1, 1, 1), await nomsa.RowsAsync());
    }

    [Fact]
    public async Task by_a_link_of_another_house_changes_nothing_here()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        var links = nomsa.Kith.Services.GetRequiredService<StopLinks>();
        var handle = (await nomsa.Post.HandleAsync(OfferUnderTest.Address)).Id;
        var stranger = await nomsa.Kith.MeetAsync("Thabo", house: nomsa.Kith.Town.Neighbour);
        var theirs = await nomsa.Kith.WriteAsync(nomsa.Kith.Town.Neighbour, db =>
        {
            var made = new Handle { WorkspaceId = db.WorkspaceId, Id = Ids.New(Life.Now), Kind = "email", Value = OfferUnderTest.Address, PersonId = stranger.Id, FirstSeen = Life.Now, LastSeen = Life.Now };
            db.Add(made);
            return Task.FromResult(made);
        });

        foreach (var (house, of) in new[] { (nomsa.Kith.Town.Neighbour.Id, handle), (nomsa.Kith.Marula.Id, theirs.Id), (Guid.NewGuid(), handle), (nomsa.Kith.Town.Neighbour.Id, theirs.Id) })
            await nomsa.OneClickAsync(Assert.Single(OfferUnderTest.PathsIn(links.UrlFor(house, of, "email"))));

        Assert.Equal((0, 0, 0), await nomsa.RowsAsync());
        await nomsa.MailAsync("Another offer");
    }

    [Fact]
    public async Task holds_for_an_offer_that_has_not_left_yet()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        var path = await nomsa.PathAsync();
        await nomsa.Kith.LetTakeBackAsync();
        var waiting = await nomsa.SayAsync("On its way");

        await nomsa.OneClickAsync(path);
        await nomsa.Kith.LetTimePassAsync(nomsa.Post.Connection);
        await nomsa.MailAsync("Your policy", purpose: "service");

        Assert.DoesNotContain(nomsa.House.At(OfferUnderTest.Address), mail => mail.Subject == "On its way");
        var row = (await MomentsAsync(nomsa)).Single(m => (Guid)m!["id"]! == (Guid)waiting["id"]!)!["deliveries"]![0]!;
        Assert.Equal(("failed", "stopped", false), ((string)row["state"]!, (string)row["problem"]!["code"]!, (bool)row["problem"]!["canRetry"]!));
    }

    [Fact]
    public async Task holds_for_all_addresses_of_the_person_and_for_whoever_was_merged_into_them()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        await nomsa.OneClickAsync(await nomsa.PathAsync());
        await nomsa.Kith.ReachAsync(nomsa.Nomsa, "email", "nomsa@work.example");
        var twin = await nomsa.Kith.MeetAsync("N. Ndlovu");
        await nomsa.Kith.ReachAsync(twin, "email", "ndlovu@example.org");

        Assert.All(await nomsa.WaysAsync(), way => Assert.Equal("no_outreach", (string)way!["reason"]!["code"]!));
        Assert.True((bool)Assert.Single(await nomsa.WaysAsync(person: twin.Id))!["allowed"]!);

        await nomsa.Kith.As(Cast.Rosa).PostAsync($"/api/people/{twin.Id}/merges", new { other = nomsa.Nomsa.Id });
        Assert.Equal(3, (await nomsa.WaysAsync(person: twin.Id)).Count(way => (string)way!["reason"]!["code"]! == "no_outreach"));
    }

    [Fact]
    public async Task was_said_too_by_who_called_a_mail_of_ours_spam()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        await nomsa.Kith.ReachAsync(nomsa.Nomsa, "email", "nomsa@work.example");
        await nomsa.Kith.WriteAsync(nomsa.Kith.Marula, db => db.Handles.Where(h => h.Value == "nomsa@work.example").ExecuteUpdateAsync(set => set.SetProperty(h => h.Problem, Handle.Complained)));

        var ways = await nomsa.WaysAsync();

        Assert.Equal(["complained", "no_outreach"], ways.Select(way => (string)way!["reason"]!["code"]!).Order());
    }

    [Fact]
    public async Task cannot_be_hammered_at()
    {
        await using var nomsa = await OfferUnderTest.OpenAsync(world);
        var stranger = nomsa.Kith.AsStranger().Http;
        var answers = new List<HttpResponseMessage>();
        for (var press = 0; press < 125; press++) answers.Add(await stranger.PostAsync("/me/stop/forged", null));

        Assert.Contains(answers, answer => answer is { StatusCode: HttpStatusCode.TooManyRequests, Headers.RetryAfter: not null });
    }

    static async Task<JsonArray> MomentsAsync(OfferUnderTest nomsa) => (await nomsa.Kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Nomsa.Id}/timeline"))["items"]!.AsArray();
}
