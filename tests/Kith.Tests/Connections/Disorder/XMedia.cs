using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.Connections.Disorder;

/// <summary>X where it calls us: mentions and direct messages, each with the millisecond.</summary>
public sealed class XMedium(string surface) : ToldMedium
{
    FakeX x = null!;

    public override string Channel => "x";

    public override string Surface => surface;

    public override TimeSpan? Fineness => TimeSpan.FromMilliseconds(1);

    public override bool LosesAnswers { set => XTalk.Lose(x, value); }

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        x = await FakeX.OpenAsync();
        await OpenKithAsync(world, change);
        Connection = await x.ConnectAsync(Kith);
    }

    public override async Task<bool> TellAsync(Said said)
    {
        var (kind, payload) = surface == "x.dm" ? ("dm.received", Message(said)) : ("post.mention.create", Post(said));
        return await FakeX.BringAsync(Kith, Connection, kind, payload) == HttpStatusCode.OK;
    }

    public override Task<IEnumerable<string>> StandingAsync() => Task.FromResult<IEnumerable<string>>(x.Standing);

    protected override async ValueTask EndAsync()
    {
        await base.EndAsync();
        await x.DisposeAsync();
    }

    static JsonObject Post(Said said)
    {
        var post = FakeX.Post($"90{said.Id}", said.Text, XTalk.IdOf(said.Person));
        post["created_at"] = said.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return post;
    }

    static JsonObject Message(Said said)
    {
        var message = FakeX.Message($"70{said.Id}", said.Text, XTalk.IdOf(said.Person));
        message["direct_message_events"]![0]!["created_timestamp"] = $"{new DateTimeOffset(said.At).ToUnixTimeMilliseconds()}";
        return message;
    }
}

/// <summary>Mentions where we ask for them: X gives them ids that grow with time, so that nothing comes late.</summary>
public sealed class XAskedMedium : AskedMedium
{
    readonly HashSet<Said> told = [];
    FakeX x = null!;

    public override string Channel => "x";

    public override string Surface => "x.mentions";

    public override bool LosesAnswers { set => XTalk.Lose(x, value); }

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        x = await FakeX.OpenAsync();
        await OpenKithAsync(world, change);
        Connection = await x.ConnectAsync(Kith, "ask");
        await BeganAsync();
    }

    public override Task<bool> TellAsync(Said said)
    {
        if (told.Add(said)) x.Hears(said.Text, XTalk.IdOf(said.Person));
        return Task.FromResult(true);
    }

    public override Task<IEnumerable<string>> StandingAsync() => Task.FromResult<IEnumerable<string>>(x.Standing);

    protected override async ValueTask EndAsync()
    {
        await base.EndAsync();
        await x.DisposeAsync();
    }

    protected override void Misbehave(int time) => x.WhenAsked.Enqueue(time % 2 == 0 ? FakeX.Mood.HangsUpBefore : FakeX.Mood.SendsHtml);
}

static class XTalk
{
    public static string IdOf(int person) => $"22{person + 10}";

    public static void Lose(FakeX x, bool loses)
    {
        if (loses) x.Moods.Enqueue(FakeX.Mood.LosesTheAnswer);
        else x.Moods.Clear();
    }
}
