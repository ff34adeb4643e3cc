using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kith.Mail;
using Kith.Tests.Connections;

namespace Kith.Tests.Outreach;

/// <summary>Nomsa with a mail address, a mailbox of ours that sends, and what she can press.</summary>
sealed partial record OfferUnderTest(KithUnderTest Kith, MailHouse House, Postman Post, Person Nomsa) : IAsyncDisposable
{
    public const string Address = "nomsa@example.org", Public = "https://care.marula.example";

    public static async Task<OfferUnderTest> OpenAsync(World world, string publicAddress = Public)
    {
        var house = new MailHouse();
        var kith = await world.OpenAsync(house.Allow);
        kith.WithPublicAddress(publicAddress);
        var post = await house.ConnectAsync(kith);
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        await kith.ReachAsync(nomsa, "email", Address, strength: Strength.Verified);
        return new(kith, house, post, nomsa);
    }

    public Task<JsonNode> SayAsync(string subject, string? purpose = "outreach", HttpStatusCode expected = HttpStatusCode.Created, Guid? to = null, string? html = null) =>
        Kith.As(Cast.Rosa).PostAsync($"/api/people/{to ?? Nomsa.Id}/messages", new { id = Guid.CreateVersion7(), text = "A cover for your parents.", connectionId = Post.Connection, subject, purpose, html }, expected);

    /// <summary>The mail as it came to her.</summary>
    public async Task<InboundMail> MailAsync(string subject, string? purpose = "outreach", string? html = null)
    {
        await SayAsync(subject, purpose, html: html);
        await Kith.LetTimePassAsync(Post.Connection);
        return await House.ArrivedAsync(Address, subject);
    }

    public async Task<string> PathAsync(string subject = "An offer") => Assert.Single(PathsIn((await MailAsync(subject)).Header("List-Unsubscribe")!));

    public static IEnumerable<string> PathsIn(string said) => Paths().Matches(said).Select(found => found.Value);

    public Task<string> OneClickAsync(string path) => PressAsync(path, "List-Unsubscribe", "One-Click");

    public Task<string> AgainAsync(string path) => PressAsync(path, "answer", "yes");

    public async Task<string> PressAsync(string path, string name, string value)
    {
        using var form = new FormUrlEncodedContent([new(name, value)]);
        return await PageAsync(await Kith.AsStranger().Http.PostAsync(path, form));
    }

    public async Task<string> LookAsync(string path) => await PageAsync(await Kith.AsStranger().Http.GetAsync(path));

    public async Task<JsonArray> WaysAsync(string query = "?purpose=outreach", Guid? person = null) => (await Kith.As(Cast.Rosa).GetAsync($"/api/people/{person ?? Nomsa.Id}/ways{query}"))["items"]!.AsArray();

    public Task<(int Moments, int Consents, int Entries)> RowsAsync() => Kith.LookAsync(async db =>
        (await db.Moments.CountAsync(m => m.Kind == MomentKind.Consent), await db.Consents.CountAsync(), await db.AuditEntries.CountAsync(a => a.Action.EndsWith("to offers"))));

    static async Task<string> PageAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Kith.DisposeAsync();
        await House.DisposeAsync();
    }

    [GeneratedRegex("/me/stop/[A-Za-z0-9_-]+")]
    private static partial Regex Paths();
}
