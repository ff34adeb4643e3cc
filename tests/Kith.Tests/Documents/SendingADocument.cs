using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.Documents;

public class SendingADocument(World world) : IClassFixture<World>
{
    const string Hostile = "<img/src=x/onerror=alert(1)>{me}\r\nBcc:eve@example.org";

    [Fact]
    public async Task by_its_id_alone_brings_its_file_its_words_and_its_subject()
    {
        await using var kith = await world.OpenAsync();
        var (person, mail) = await ReachedByMailAsync(kith, "Nomsa Ndlovu");
        var policy = await kith.As(Cast.Ada).ShelveAsync("Policy", subject: "Your policy, {name}", text: "Here it is, {name}. Case {case}, {department} at {workspace}. {me}");

        var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { id = Guid.CreateVersion7(), connectionId = mail, documents = new[] { (Guid)policy["id"]! } });

        Assert.Equal(("Here it is, Nomsa. Case 1, Care at Marula Mutual. Rosa", "Your policy, Nomsa"), ((string)sent["text"]!, (string)sent["detail"]!["subject"]!));
        var file = sent["attachments"]!.AsArray().Single()!;
        Assert.Equal(("policy.pdf", "Policy", 1), ((string)file["name"]!, (string)file["document"]!["name"]!, (int)file["document"]!["version"]!));

        await kith.As(Cast.Ada).RenewAsync(policy, "%PDF-1.7 second");
        var shown = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/timeline"))["items"]!.AsArray().Single(one => (string)one!["id"]! == (string)sent["id"]!)!;
        Assert.Equal((1, "%PDF-1.7 first"), ((int)shown["attachments"]![0]!["document"]!["version"]!, await kith.As(Cast.Rosa).Http.GetStringAsync((string)file["url"]!)));
    }

    [Fact]
    public async Task again_with_the_same_id_is_one_message_though_the_document_is_newer_and_archived_by_then()
    {
        await using var kith = await world.OpenAsync();
        var (person, mail) = await ReachedByMailAsync(kith, "Nomsa Ndlovu");
        var (policy, prices) = (await kith.As(Cast.Ada).ShelveAsync("Policy", text: "Here."), await kith.As(Cast.Ada).ShelveAsync("Prices", "%PDF-1.7 prices"));
        var body = new { id = Guid.CreateVersion7(), connectionId = mail, documents = new[] { (Guid)policy["id"]! } };
        var first = await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", body);
        await kith.As(Cast.Ada).RenewAsync(policy, "%PDF-1.7 second");
        await kith.As(Cast.Ada).PatchAsync($"/api/documents/{policy["id"]}", new { text = "Other words." });
        await kith.As(Cast.Ada).PutAsync($"/api/documents/{policy["id"]}/archive", null, HttpStatusCode.NoContent);

        Assert.Equal((string)first["id"]!, (string)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", body))["id"]!);
        Assert.Equal("id_taken", (string)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { body.id, body.connectionId, documents = new[] { (Guid)prices["id"]! } }, HttpStatusCode.Conflict))["code"]!);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { id = Guid.CreateVersion7(), body.connectionId, body.documents }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task goes_by_chat_too_where_own_words_win_and_no_subject_is_said()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var chat = await kith.ConnectAsync("webchat", "chat");
        await kith.ReachAsync(nomsa, "chat", "v:0123456789abcdef0123456789abcdef", chat.Id.ToString("N"));
        var policy = await kith.As(Cast.Ada).ShelveAsync("Policy", subject: "Your policy", text: "Here.");
        var path = $"/api/people/{nomsa.Id}/messages";

        var sent = await kith.As(Cast.Rosa).PostAsync(path, new { id = Guid.CreateVersion7(), text = "This one.", connectionId = chat.Id, documents = new[] { (Guid)policy["id"]! } });
        Assert.Equal(("This one.", null, "Policy"), ((string)sent["text"]!, (string?)sent["detail"]!["subject"], (string)sent["attachments"]![0]!["document"]!["name"]!));
        var alone = await kith.As(Cast.Rosa).PostAsync(path, new { id = Guid.CreateVersion7(), connectionId = chat.Id, documents = new[] { (Guid)policy["id"]! } });
        Assert.Equal("Here.", (string)alone["text"]!);
    }

    [Fact]
    public async Task in_the_version_that_was_chosen_is_that_version_and_no_other_file()
    {
        await using var kith = await world.OpenAsync();
        var (person, mail) = await ReachedByMailAsync(kith, "Nomsa Ndlovu");
        var policy = await kith.As(Cast.Ada).ShelveAsync("Policy");
        await kith.As(Cast.Ada).RenewAsync(policy, "%PDF-1.7 second");
        var hash = (string)policy["file"]!["hash"]!;
        object Body(long version, string? of = null) => new
        {
            id = Guid.CreateVersion7(),
            text = "x",
            connectionId = mail,
            attachments = new[] { new { hash = of ?? hash, name = "policy.pdf", document = new { id = (Guid)policy["id"]!, version } } },
        };
        var other = (string)(await kith.As(Cast.Ada).ShelveAsync("Prices", "%PDF-1.7 prices"))["file"]!["hash"]!;

        Assert.Equal(1, (int)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", Body(1)))["attachments"]![0]!["document"]!["version"]!);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", Body(2), HttpStatusCode.NotFound);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", Body(1, other), HttpStatusCode.NotFound);
        var draft = await kith.As(Cast.Rosa).PutAsync($"/api/drafts/{person}", Body(1));
        Assert.Equal("Policy", (string)draft["attachments"]![0]!["document"]!["name"]!);
        Assert.Equal("Policy", (string)(await kith.As(Cast.Rosa).GetAsync($"/api/drafts/{person}"))["attachments"]![0]!["document"]!["name"]!);
    }

    [Fact]
    public async Task of_the_neighbours_finds_nothing()
    {
        await using var kith = await world.OpenAsync();
        var (person, mail) = await ReachedByMailAsync(kith, "Nomsa Ndlovu");
        var theirs = await kith.AsNeighbour(Cast.Ada).ShelveAsync("Policy");
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { id = Guid.CreateVersion7(), connectionId = mail, documents = new[] { (Guid)theirs["id"]! } }, HttpStatusCode.NotFound);
        Assert.Equal((0, 0), await kith.LookAsync(async db => (await db.Moments.CountAsync(), await db.Cases.CountAsync())));
    }

    [Fact(DisplayName = "B9: whatever a name holds, it is words in the mail and never markup, a header or a field")]
    public async Task whatever_a_name_holds_it_is_words()
    {
        await using var kith = await world.OpenAsync();
        var (person, mail) = await ReachedByMailAsync(kith, Hostile);
        await kith.WriteAsync(kith.Marula, async db => (await db.Workspaces.SingleAsync()).Name = Hostile);
        await kith.WriteAsync(kith.Marula, async db => (await db.Teammates.SingleAsync(t => t.Id == kith.Marula.TeammateIds["Rosa"])).Name = Hostile);
        await kith.WriteAsync(kith.Marula, async db => (await db.Departments.SingleAsync(d => d.IsDefault)).Name = Hostile);
        const string every = "{name} {me} {department} {case} {workspace} {person.name} {person.first_name} {me.name} {me.first_name}";
        await kith.As(Cast.Ada).PatchAsync($"/api/departments/{kith.Marula.Care}", new { greetings = new Dictionary<string, string> { [""] = every }, signatures = new Dictionary<string, string> { [""] = every } });
        var policy = await kith.As(Cast.Ada).ShelveAsync("Policy", subject: every, text: every);

        var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { id = Guid.CreateVersion7(), connectionId = mail, documents = new[] { (Guid)policy["id"]! } });
        Assert.Contains("{me}", (string)sent["text"]!, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', (string)sent["detail"]!["subject"]!);

        var frame = await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/frame");
        var parcel = new Channels.Parcel("email", new("email", "", "nomsa@example.org", Channels.IdentityStrength.SelfClaimed), "words")
        {
            Html = "<p>words</p>",
            Greeting = (string)frame["greeting"]!,
            Signature = (string)frame["signature"]!,
            Subject = (string)sent["detail"]!["subject"]!,
        };
        var composed = new Channels.Email.EmailChannel().Compose(parcel, [], "attempt", Account, DateTimeOffset.UnixEpoch);
        var read = Mail.MimeReader.Read(composed.Bytes);
        Assert.DoesNotContain("<img", read.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;img/src=x/onerror=alert(1)&gt;{me}", read.Html, StringComparison.Ordinal);
        Assert.Contains("<img/src=x/onerror=alert(1)>{me}", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(read.Headers, header => header.Name.Equals("bcc", StringComparison.OrdinalIgnoreCase));
    }

    static Channels.Account Account => new(Guid.Empty, "", new Dictionary<string, string> { ["address"] = "care@marula.example", ["smtp_host"] = "mail.marula.example", ["reply_secret"] = "a secret" });

    static async Task<(Guid Person, Guid Mail)> ReachedByMailAsync(KithUnderTest kith, string name)
    {
        var person = await kith.MeetAsync(name);
        await kith.ReachAsync(person, "email", "nomsa@example.org");
        var mail = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "post", channel = "email", settings = new { address = "care@marula.example", smtp_host = "mail.marula.example" } });
        return (person.Id, (Guid)mail["id"]!);
    }
}
