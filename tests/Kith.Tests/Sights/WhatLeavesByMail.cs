using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Connections;

namespace Kith.Tests.Sights;

/// <summary>A mail is a door too: whoever sees one department sends no word and no file of another, in an answer, a copy or a mail that waits.</summary>
public class WhatLeavesByMail(World world) : IClassFixture<World>
{
    const string Address = "nomsa@example.org", Subject = "Your conversation with Marula Mutual", Secret = "the window is broken", Open = "the bill is wrong";

    [Fact]
    public async Task is_of_what_its_sender_sees()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        var post = await house.ConnectAsync(kith);
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var mailbox = await kith.ReachAsync(nomsa, "email", Address, strength: Strength.Verified);
        var (claim, bill) = (await kith.OpenCaseAsync(nomsa, "A broken window"), await kith.OpenCaseAsync(nomsa, "A wrong bill", department: kith.Marula.Accounts));
        var hash = await KeepAsync(kith.As(Cast.Rosa), "window.txt");
        var hidden = await kith.SayAsync(nomsa, Secret, kase: claim, connection: post.Connection, change: m => m.Attachments = [new(hash, "window.txt", "text/plain", 10)]);
        var open = await KeepAsync(kith.As(Cast.Rosa), "wrong.txt");
        var shown = await kith.SayAsync(nomsa, Open, kase: bill, connection: post.Connection, change: m => m.Attachments = [new(open, "wrong.txt", "text/plain", 9)]);
        await NarrowAsync(kith, Cast.Omar, kith.Marula.Accounts);
        var (omar, path) = (kith.As(Cast.Omar), $"/api/people/{nomsa.Id}");

        object[] reachingOver =
        [
            Message(new { text = "see the file", attachments = new[] { new { hash, name = "window.txt" } }, @case = bill.Number }),
            Message(new { text = "you said", replyTo = hidden.Id }),
            Message(new { text = "about it", @case = claim.Number }),
        ];
        foreach (var message in reachingOver)
        {
            await RefusedAsync(await omar.Http.PostAsync($"{path}/messages", Json(message)));
            await RefusedAsync(await omar.Http.PostAsync($"{path}/later", Json(new { message, at = Life.Now.AddHours(1) })));
        }
        await RefusedAsync(await omar.Http.PostAsync($"{path}/copies", Json(new { handleId = mailbox.Id, @case = claim.Number })));
        Assert.Empty(house.At(Address));

        await omar.PostAsync($"{path}/copies", new { handleId = mailbox.Id });
        var own = await KeepAsync(omar, "bill.txt");
        Assert.Equal("bill.txt", await (await omar.Http.GetAsync($"/api/attachments/{own}/bill.txt")).Content.ReadAsStringAsync());
        await omar.PostAsync($"{path}/messages", Message(new { text = "It is put right.", replyTo = shown.Id, attachments = new[] { new { hash = own, name = "bill.txt" }, new { hash = open, name = "wrong.txt" } } }));
        await kith.As(Cast.Rosa).PostAsync($"{path}/copies", new { handleId = mailbox.Id, @case = claim.Number });
        await kith.LetTimePassAsync(post.Connection);

        await Soon.Async(() => Task.Run(() => Assert.Equal(3, house.At(Address).Count)));
        var (copies, answers) = (house.At(Address).Where(mail => mail.Subject == Subject).ToList(), house.At(Address).Where(mail => mail.Subject != Subject).ToList());
        Assert.Single(copies, mail => mail.Text!.Contains(Open) && !mail.Text.Contains("window") && !mail.Html!.Contains("window"));
        // The same words leave by the hand of somebody who sees them.
        Assert.Single(copies, mail => mail.Text!.Contains(Secret));
        Assert.DoesNotContain("window", Assert.Single(answers).Text + answers[0].Subject);
        Assert.Equal(["bill.txt", "wrong.txt"], answers[0].Attachments.Select(file => file.Name).Order());

        object Message(object more)
        {
            var body = System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject();
            (body["id"], body["connectionId"], body["handleId"]) = (Guid.CreateVersion7(), post.Connection, mailbox.Id);
            return body;
        }
    }

    static StringContent Json(object body) => new(System.Text.Json.JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");

    static async Task RefusedAsync(HttpResponseMessage answer)
    {
        var words = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{answer.StatusCode} {words}");
        Assert.DoesNotContain(Secret, words);
    }

    static async Task NarrowAsync(KithUnderTest kith, Member member, Guid department)
    {
        var role = await kith.As(Cast.Ada).PostAsync("/api/roles", new { name = "One department", scopes = new { departments = new[] { department } } });
        await kith.As(Cast.Ada).PatchAsync($"/api/teammates/{kith.Marula.TeammateIds[member.FirstName]}", new { teamRoleId = (Guid)role["id"]! });
    }

    static async Task<string> KeepAsync(ApiCaller caller, string name)
    {
        using var body = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(name));
        return (string)JsonNode.Parse(await (await caller.Http.PostAsync($"/api/attachments?name={name}", body)).Content.ReadAsStringAsync())!["hash"]!;
    }
}
