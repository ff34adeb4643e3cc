using System.Text.RegularExpressions;

namespace Kith.Tests.Connections;

/// <summary>A link that goes out where we speak, and is followed into Messenger or WhatsApp: whoever comes by it is known there from then on.</summary>
public class ComingByALink(World world) : IClassFixture<World>
{
    const string Nomsa = "7000000000000007", Stranger = "7000000000000009";

    [Theory]
    [InlineData("messenger")]
    [InlineData("whatsapp")]
    public async Task is_the_person_the_link_was_sent_to(string channel)
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var (amina, there, token) = await LinkAsync(graph, kith, channel);

        await ComesAsync(kith, channel, there, token, Nomsa, "m_1");
        var handle = await kith.LookAsync(db => db.Handles.SingleAsync(h => h.Kind == channel && h.Value == Nomsa));
        Assert.Equal((amina, Strength.Verified), (handle.PersonId, handle.Strength));
        var line = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{amina}/timeline"))["items"]!.AsArray().Single(item => (string)item!["kind"]! == "went_on")!;
        Assert.Equal((channel, "http"), ((string)line["detail"]!["channel"]!, (string)line["detail"]!["from"]!));

        await FakeGraph.TellsAsync(kith, channel, there, Says(channel, Nomsa, "m_2", "Here I am"));
        Assert.Equal(amina, await kith.LookAsync(db => db.Moments.Where(m => m.Text == "Here I am").Select(m => m.PersonId).SingleAsync()));
        Assert.Equal(1, await kith.LookAsync(db => db.Cases.CountAsync(c => c.PersonId == amina && c.State != CaseState.Closed)));
    }

    [Theory]
    [InlineData("messenger")]
    [InlineData("whatsapp")]
    public async Task works_once_and_told_twice_changes_nothing_more(string channel)
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var (amina, there, token) = await LinkAsync(graph, kith, channel);

        await ComesAsync(kith, channel, there, token, Nomsa, "m_1");
        await ComesAsync(kith, channel, there, token, Nomsa, "m_1");
        await ComesAsync(kith, channel, there, token, Stranger, "m_2");
        await FakeGraph.TellsAsync(kith, channel, there, Says(channel, Stranger, "m_3", "Who am I?"));

        var stranger = await kith.LookAsync(db => db.Handles.SingleAsync(h => h.Kind == channel && h.Value == Stranger));
        Assert.NotEqual(amina, stranger.PersonId);
        Assert.Equal(Strength.Seen, stranger.Strength);
        Assert.Equal(1, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.WentOn)));
    }

    [Theory]
    [InlineData("messenger")]
    [InlineData("whatsapp")]
    public async Task means_nothing_when_it_is_forged_or_leads_elsewhere(string channel)
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var (amina, there, token) = await LinkAsync(graph, kith, channel);
        var (_, _, elsewhere) = await LinkAsync(graph, kith, channel == "whatsapp" ? "messenger" : "whatsapp", "johan");

        var n = 0;
        foreach (var wrong in new[] { elsewhere, RecognizeCaller.NewSecret(kith.Marula.Id), RecognizeCaller.NewSecret(kith.Town.Neighbour.Id), token[..63] + (token[63] == 'A' ? 'B' : 'A'), token[..20], "x" })
            await ComesAsync(kith, channel, there, wrong, $"70000000000001{n++:00}", $"m_{n}");
        Assert.Equal(0, await kith.LookAsync(db => db.Handles.CountAsync(h => h.Kind == channel && h.Strength == Strength.Verified)));
        Assert.Equal(0, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.WentOn)));

        await ComesAsync(kith, channel, there, token, Nomsa, "m_right");
        Assert.Equal(amina, await kith.LookAsync(db => db.Handles.Where(h => h.Kind == channel && h.Strength == Strength.Verified).Select(h => h.PersonId).SingleAsync()));
    }

    [Fact]
    public async Task begins_a_talk_in_messenger_with_the_button_and_is_known_with_it()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var (amina, there, token) = await LinkAsync(graph, kith, "messenger");

        await FakeGraph.TellsAsync(kith, "messenger", there, Event(Nomsa, $$$"""
            "postback":{"mid":"m_start","title":"Get started","payload":"START","referral":{"ref":"{{{token}}}","source":"SHORTLINK","type":"OPEN_THREAD"}}
            """));
        Assert.Equal(amina, await kith.LookAsync(db => db.Moments.Where(m => m.Text == "Get started").Select(m => m.PersonId).SingleAsync()));
        Assert.Equal(Strength.Verified, await kith.LookAsync(db => db.Handles.Where(h => h.Kind == "messenger").Select(h => h.Strength).SingleAsync()));
    }

    [Fact]
    public async Task leaves_the_code_out_of_what_is_said_in_whatsapp_and_may_be_answered_there()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var (amina, there, token) = await LinkAsync(graph, kith, "whatsapp");
        await ComesAsync(kith, "whatsapp", there, token, Nomsa, "m_1");

        Assert.Equal("Hello, let's go on here.", await kith.LookAsync(db => db.Moments.Where(m => m.OutsideKey == "m:wamid.m_1").Select(m => m.Text).SingleAsync()));
        var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{amina}/messages", new { id = Guid.CreateVersion7(), connectionId = there, text = "Welcome" });
        await kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Sent);
        Assert.Equal(Nomsa, (string)Assert.Single(graph.Taken).Body["recipient"]!);
    }

    [Fact]
    public async Task needs_a_number_to_lead_to()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var person = await HeardAsync(graph, kith, "amina");
        var there = await graph.ConnectAsync(kith, "whatsapp");
        Assert.Equal("needs_address", (string)(await kith.As(Cast.Rosa).TryPostAsync($"/api/people/{person}/moves", new { connectionId = there }))["code"]!);
    }

    static async Task<(Guid Person, Guid There, string Token)> LinkAsync(FakeGraph graph, KithUnderTest kith, string channel, string who = "amina")
    {
        var person = await HeardAsync(graph, kith, who);
        var there = await graph.ConnectAsync(kith, channel);
        if (channel == "whatsapp") await kith.As(Cast.Ada).PatchAsync($"/api/connections/{there}", new { settings = new { number = "+27 60 070 1234" } });
        var said = (string)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/moves", new { connectionId = there }))["moment"]!["text"]!;
        var link = Regex.Match(Uri.UnescapeDataString(said), channel == "messenger"
            ? $@"https://m\.me/{FakeGraph.Page}\?ref=([A-Za-z0-9_-]{{64}})$" : @"https://wa\.me/27600701234\?text=Hello, let's go on here\. \(code ([A-Za-z0-9_-]{64})\)$");
        Assert.True(link.Success, said);
        return (person, there, link.Groups[1].Value);
    }

    static async Task<Guid> HeardAsync(FakeGraph graph, KithUnderTest kith, string who)
    {
        var sender = await Sender.ConnectAsync(kith);
        await sender.TellsAsync("1", who, "Can we go on elsewhere?", name: who);
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{sender.Connection}", new { settings = new { target_url = $"{graph.Url}/hook" } });
        return (await sender.MomentsAsync(who))[0].PersonId;
    }

    /// <summary>They follow the link: Messenger tells it as a referral, WhatsApp as the words that stood ready.</summary>
    static Task ComesAsync(KithUnderTest kith, string channel, Guid there, string token, string who, string id) => FakeGraph.TellsAsync(kith, channel, there, channel == "messenger"
        ? Event(who, $$$"""
            "referral":{"ref":"{{{token}}}","source":"SHORTLINK","type":"OPEN_THREAD"}
            """)
        : Says(channel, who, id, $"Hello, let's go on here. (code {token})"));

    static string Says(string channel, string who, string id, string text) => channel == "messenger"
        ? Event(who, $$$"""
            "message":{"mid":"{{{id}}}","text":"{{{text}}}"}
            """)
        : $$$"""{"object":"whatsapp_business_account","entry":[{"id":"{{{FakeGraph.Waba}}}","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"{{{FakeGraph.Number}}}"},"messages":[{"id":"wamid.{{{id}}}","from_user_id":"{{{who}}}","timestamp":"{{{FakeGraph.Now}}}","type":"text","text":{"body":"{{{text}}}"}}]}}]}]}""";

    static string Event(string from, string what) =>
        $$$"""{"object":"page","entry":[{"id":"{{{FakeGraph.Page}}}","messaging":[{"sender":{"id":"{{{from}}}"},"recipient":{"id":"{{{FakeGraph.Page}}}"},"timestamp":{{{FakeGraph.Now * 1000}}},{{{what.Trim()}}}}]}]}""";
}
