namespace Kith.Tests.Connections.Disorder;

/// <summary>Bluesky, asked for notifications, which sort by the time that the author's app gives, or for the log of direct messages.</summary>
public sealed class BlueskyMedium(bool isPublic) : AskedMedium
{
    readonly HashSet<Said> told = [];
    FakeBluesky bluesky = null!;

    public override string Channel => "bluesky";

    public override string Surface => isPublic ? "bluesky.posts" : "bluesky.dm";

    public override TimeSpan? Fineness => TimeSpan.FromMilliseconds(1);

    public override bool LosesAnswers
    {
        set
        {
            bluesky.WhenWriting.Clear();
            if (value) bluesky.WhenWriting.Enqueue(FakeBluesky.Mood.LosesAnswer);
        }
    }

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        bluesky = await FakeBluesky.OpenAsync();
        bluesky.Hears("before", "What was said before", at: Life.Now.AddDays(-1));
        await OpenKithAsync(world, change);
        await ConnectAsync("bluesky", new { identifier = FakeBluesky.Handle, password = bluesky.Password, service = bluesky.Url, images = bluesky.Url, every = "1", messages = isPublic ? "no" : "yes" });
        await BeganAsync(isPublic ? "" : "\"chat\":");
    }

    public override Task<bool> TellAsync(Said said)
    {
        var (by, name, isAgain) = ($"did:plc:person{said.Person}", $"Person{said.Person}", !told.Add(said));
        // A page has a hundred places: what stands there for two reasons takes two of them.
        if (isAgain && said.Number % 2 == 0) return Task.FromResult(true);
        if (isPublic) bluesky.Hears(said.Id, said.Text, by: by, name: name, reason: isAgain ? "reply" : "mention", at: said.At);
        else bluesky.HearsAlone(said.Id, said.Text, by, said.At);
        return Task.FromResult(true);
    }

    public override Task<IEnumerable<string>> StandingAsync() =>
        Task.FromResult(isPublic ? bluesky.Records.Values.Select(record => (string)record["text"]!) : bluesky.SaidAlone);

    protected override async ValueTask EndAsync()
    {
        await base.EndAsync();
        await bluesky.DisposeAsync();
    }

    protected override void Misbehave(int time) => bluesky.WhenAsked.Enqueue(time % 2 == 0 ? FakeBluesky.Mood.HangsUp : FakeBluesky.Mood.CutsOff);
}
