namespace Kith.Tests.Connections.Disorder;

/// <summary>A server of one's own that speaks Generic HTTP, in private or under a post: a message that is told again may come under another id of the request.</summary>
public sealed class HttpMedium(bool isPublic) : ToldMedium
{
    FakeCarrier carrier = null!;
    Sender sender = null!;
    int told;

    public override string Channel => "http";

    public override string Surface => isPublic ? "http.public" : "http";

    public override TimeSpan? Fineness => TimeSpan.FromMilliseconds(1);

    public override bool LosesAnswers { set => carrier.Usually = value ? FakeCarrier.Mood.LosesTheAnswer : FakeCarrier.Mood.Well; }

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        carrier = await FakeCarrier.OpenAsync();
        await OpenKithAsync(world, change);
        var secret = Channels.Secrets.Make(Channels.SecretShape.Whsec);
        await ConnectAsync("http", new { secret, target_url = $"{carrier.Url}/hook" });
        sender = new Sender(Kith, Kith.Marula, Connection, secret);
    }

    public override async Task<bool> TellAsync(Said said)
    {
        var post = isPublic ? new { id = "311", url = "https://forum.marula.example/311" } : null;
        var request = Interlocked.Increment(ref told) % 2 == 0 ? said.Id : $"{said.Id}-{told}";
        return (await sender.TellAsync("message.created", new { id = said.Id, from = new { handle = $"person{said.Person}" }, text = said.Text, at = said.At, post }, request)).IsSuccessStatusCode;
    }

    public override Task<IEnumerable<string>> StandingAsync() => Task.FromResult(carrier.Messages.Select(one => one.Body));

    protected override async ValueTask EndAsync()
    {
        await base.EndAsync();
        await carrier.DisposeAsync();
    }
}
