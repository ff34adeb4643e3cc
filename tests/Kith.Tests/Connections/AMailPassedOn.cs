namespace Kith.Tests.Connections;

/// <summary>Pitfall 12 and F1: a mail that one of the team passes on is its writer's; anybody else who passes one on speaks for themselves.</summary>
public class AMailPassedOn(World world) : IClassFixture<World>
{
    const string Nomsa = "nomsa@example.org", Mina = "mina@marula.example";

    const string Words = """
        Please call her today.

        ---------- Forwarded message ---------
        From: Nomsa Ndlovu <nomsa@example.org>
        Date: Sun, 22 Nov 2026 at 08:00
        Subject: My roof
        To: <mina@marula.example>

        The storm took it.
        """;

    [Fact]
    public async Task by_one_of_the_team_stands_on_its_writers_timeline_with_the_comment_as_a_note()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@marula.example", $"Mina Botha <{Mina}>", Words, subject: "Fwd: My roof"));

        var message = Assert.Single(await post.MessagesAsync(Nomsa));
        Assert.Equal(("The storm took it.", "My roof"), (message.Text, (string?)message.Detail!["subject"]));
        Assert.Contains("passed-on", message.Detail!["marks"]!.AsArray().Select(mark => mark!.ToString()));
        Assert.Equal(Strength.Seen, (await post.HandleAsync(Nomsa)).Strength);
        Assert.Empty(await post.MessagesAsync(Mina));

        var note = await kith.LookAsync(db => db.Moments.SingleAsync(m => m.Kind == MomentKind.Note && m.PersonId == message.PersonId));
        Assert.Equal(("Please call her today.", message.CaseId), (note.Text, note.CaseId));
        Assert.Equal("Mina Botha", await kith.LookAsync(db => db.Teammates.Where(t => t.Id == note.AuthorId).Select(t => t.Name).SingleAsync()));
    }

    [Fact]
    public async Task and_then_answered_goes_to_its_writer_and_their_answer_comes_back_to_the_case()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@marula.example", Mina, Words, subject: "Fwd: My roof"));
        await post.BringsAsync(Postman.Mail("2@example.org", Nomsa, "Did you get my mail?", subject: "My roof"));
        Assert.Equal(["The storm took it.", "Did you get my mail?"], (await post.MessagesAsync(Nomsa)).Select(message => message.Text));
        Assert.Single(await post.CasesAsync(Nomsa));
    }

    [Theory]
    [InlineData(Mina, "none")]
    [InlineData(Mina, "fail")]
    [InlineData("stranger@example.org", "pass")]
    public async Task by_anybody_else_is_their_own_word(string sender, string dmarc)
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@x", sender, Words, subject: "Fwd: My roof", dmarc: dmarc));
        Assert.Single(await post.MessagesAsync(sender));
        Assert.Empty(await post.MessagesAsync(Nomsa));
        Assert.Equal(0, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.Note)));
    }

    [Fact]
    public async Task by_one_who_left_the_team_is_their_own_word()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await kith.As(Cast.Mina).DeleteAsync($"/api/teammates/{kith.Marula.TeammateIds["Omar"]}");
        await post.BringsAsync(Postman.Mail("1@marula.example", "omar@marula.example", Words, subject: "Fwd: My roof"));
        Assert.Empty(await post.MessagesAsync(Nomsa));
    }
}
