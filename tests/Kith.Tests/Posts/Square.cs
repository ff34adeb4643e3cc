using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Connections;

namespace Kith.Tests.Posts;

/// <summary>A public place by Generic HTTP: people speak under a post of Marula's, and what we answer there is taken.</summary>
sealed class Square(KithUnderTest kith, FakeCarrier carrier, Sender sender) : IAsyncDisposable
{
    int next;

    public KithUnderTest Kith => kith;

    public FakeCarrier Carrier => carrier;

    public Sender Sender => sender;

    public ApiCaller Rosa => kith.As(Cast.Rosa);

    public static async Task<Square> OpenAsync(World world)
    {
        var carrier = await FakeCarrier.OpenAsync();
        var kith = await world.OpenAsync(carrier);
        var secret = Channels.Secrets.Make(Channels.SecretShape.Whsec);
        var row = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "http", channel = "http", settings = new { secret, target_url = $"{carrier.Url}/hook" } });
        return new(kith, carrier, new Sender(kith, kith.Marula, row["id"]!.GetValue<Guid>(), secret));
    }

    /// <summary>Says it under a post; without one, to us alone.</summary>
    public async Task<string> SayAsync(string from, string text, string? post = "311", string? replyTo = null, string? name = null, DateTime? at = null)
    {
        var id = $"c-{++next}";
        var under = post is null ? null : new { id = post, url = $"https://forum.marula.example/{post}", text = "How was your claim this year?", author = "Marula Mutual" };
        Assert.Equal(HttpStatusCode.OK, (await sender.TellAsync("message.created", new { id, from = new { handle = from, name = name ?? from }, text, post = under, reply_to = replyTo, at })).StatusCode);
        await kith.CaughtUpAsync();
        return id;
    }

    public async Task<Guid> PersonAsync(string handle) => (await sender.HandleAsync(handle)).PersonId;

    /// <summary>What they said, newest last, without what happened around it.</summary>
    public async Task<List<Moment>> SaidAsync(string handle) => [.. (await sender.MomentsAsync(handle)).Where(m => m.Kind == MomentKind.Message)];

    public async Task<JsonNode> CaseAsync(long number = 1) => await Rosa.GetAsync($"/api/cases/{number}");

    public async Task<JsonArray> DebtsAsync() => (await Rosa.GetAsync("/api/cases?owes=public"))["items"]!.AsArray();

    /// <summary>Answers the newest public word of this person where it stands.</summary>
    public async Task<JsonNode> AnswerAsync(string handle, string text, HttpStatusCode expected = HttpStatusCode.Created, object? more = null)
    {
        var said = (await SaidAsync(handle)).Last(m => m.PostId is not null && m.Direction == Direction.In);
        return await SendAsync(handle, text, said.Id, "http.public", expected, more);
    }

    public async Task<JsonNode> SendAsync(string handle, string text, Guid? replyTo, string? surface, HttpStatusCode expected = HttpStatusCode.Created, object? more = null)
    {
        var body = (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(new { id = Ids.New(TimeProvider.System), text, connectionId = sender.Connection, replyTo, surface }, Wire.Json)!;
        if (more is not null)
            foreach (var (name, value) in (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(more, Wire.Json)!) body[name] = value?.DeepClone();
        return await Rosa.PostAsync($"/api/people/{await PersonAsync(handle)}/messages", body, expected);
    }

    /// <summary>What left, once everything that waits has left.</summary>
    public async Task<JsonNode> LeftAsync(JsonNode row)
    {
        await kith.LetTimePassAsync(sender.Connection);
        await kith.UntilAsync((Guid)row["id"]!, DeliveryState.Sent);
        return carrier.Hooked.Last();
    }

    public async ValueTask DisposeAsync()
    {
        await kith.DisposeAsync();
        await carrier.DisposeAsync();
    }
}
