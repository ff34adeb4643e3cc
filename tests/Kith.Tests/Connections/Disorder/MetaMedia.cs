using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Tests.Connections.Disorder;

/// <summary>WhatsApp: signed hooks with the second in which something was said, and statuses of ours under our key.</summary>
public sealed class WhatsAppMedium : ToldMedium
{
    FakeGraph graph = null!;

    public override string Channel => "whatsapp";

    public override string Surface => "whatsapp";

    public override TimeSpan? Fineness => TimeSpan.FromSeconds(1);

    public override bool LosesAnswers { set => graph.LosesTheAnswer = value; }

    public override bool TellsReceipts => true;

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        graph = await FakeGraph.OpenAsync();
        await OpenKithAsync(world, change);
        Connection = await graph.ConnectAsync(Kith, "whatsapp");
    }

    public override Task<bool> TellAsync(Said said) => TellAsync("messages", new
    {
        id = $"wamid.{said.Id}",
        from_user_id = $"ZA.{said.Person}",
        timestamp = $"{new DateTimeOffset(said.At).ToUnixTimeSeconds()}",
        type = "text",
        text = new { body = said.Text },
    });

    public override Task ReceiptAsync(Guid attempt, string to, string words) => TellAsync("statuses", new
    {
        id = $"wamid.{attempt:N}",
        status = "sent",
        timestamp = $"{FakeGraph.Now}",
        recipient_user_id = to,
        biz_opaque_callback_data = attempt.ToString(),
    });

    public override Task<IEnumerable<string>> StandingAsync() => Task.FromResult(graph.Taken.Select(one => (string)one.Body["text"]!["body"]!));

    protected override async ValueTask EndAsync()
    {
        await base.EndAsync();
        await graph.DisposeAsync();
    }

    async Task<bool> TellAsync(string list, object item) =>
        (await FakeGraph.TellAsync(Kith, "whatsapp", Connection, FakeGraph.Change(list, JsonSerializer.Serialize(item)), FakeGraph.Secret)).StatusCode == HttpStatusCode.OK;
}

/// <summary>A page on Facebook or an account on Instagram, in private or under its posts: all by one kind of signed hook.</summary>
public abstract class PageMedium(string channel) : ToldMedium
{
    public override string Channel => channel;

    public override bool LosesAnswers { set => Page.AnswersToLose = value ? int.MaxValue : 0; }

    protected FakePage Page { get; private set; } = null!;

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        Page = await FakePage.OpenAsync(world, channel);
        (Kith, Connection) = (Page.Kith, Page.Connection);
    }

    public override async Task<bool> TellAsync(Said said) => await TellAsync(BodyOf(said));

    public override Task<IEnumerable<string>> StandingAsync() =>
        Task.FromResult(Page.Taken.Select(one => one.Body["message"] is JsonValue words ? (string)words! : (string)one.Body["message"]!["text"]!));

    /// <summary>Kith is the page's own.</summary>
    protected override ValueTask EndAsync() => Page.DisposeAsync();

    protected abstract string BodyOf(Said said);

    protected async Task<bool> TellAsync(string body) => (await Page.TellAsync(body, FakePage.Secret)).StatusCode == HttpStatusCode.OK;

    protected static string IdOf(int person) => $"70000000000000{person + 10}";
}

/// <summary>Messenger and the messages of Instagram: the millisecond is told; only Messenger brings our key back with its echo.</summary>
public sealed class PagePrivateMedium(string channel) : PageMedium(channel)
{
    public override string Surface => Channel;

    public override TimeSpan? Fineness => TimeSpan.FromMilliseconds(1);

    public override bool TellsReceipts => Channel == "messenger";

    public override async Task ReceiptAsync(Guid attempt, string to, string words) =>
        await TellAsync(Page.Private(FakePage.Page, new { message = new { mid = $"m_{attempt:N}", text = words, is_echo = true, metadata = attempt.ToString() } }, to));

    protected override string BodyOf(Said said)
    {
        var told = JsonNode.Parse(Page.Private(IdOf(said.Person), new { message = new { mid = $"m_{said.Id}", text = said.Text } }))!;
        told["entry"]![0]!["messaging"]![0]!["timestamp"] = new DateTimeOffset(said.At).ToUnixTimeMilliseconds();
        return told.ToJsonString();
    }
}

/// <summary>Comments under a post: Facebook tells when each was written, Instagram when the event was.</summary>
public sealed class CommentsMedium(string channel) : PageMedium(channel)
{
    public override string Surface => $"{Channel}.comments";

    public override TimeSpan? Fineness => TimeSpan.FromSeconds(1);

    protected override string BodyOf(Said said)
    {
        var at = new DateTimeOffset(said.At).ToUnixTimeSeconds();
        if (Channel == "messenger") return FakePage.Feed(new Dictionary<string, object?>(FakePage.Comment($"777_{said.Id}", said.Text, IdOf(said.Person))) { ["created_time"] = at });

        var told = JsonNode.Parse(FakePage.Comments(FakePage.Commented($"17{said.Id}", said.Text, IdOf(said.Person))))!;
        told["entry"]![0]!["time"] = at;
        return told.ToJsonString();
    }
}
