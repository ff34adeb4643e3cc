using System.Globalization;

namespace Kith.Tests.Connections.Disorder;

/// <summary>Mastodon, in public or to us alone: what is federated late has its own time, and the same status may stand there twice.</summary>
public sealed class MastodonMedium(bool isPublic) : AskedMedium
{
    FakeMastodon mastodon = null!;

    public override string Channel => "mastodon";

    public override string Surface => isPublic ? "mastodon.public" : "mastodon.direct";

    public override TimeSpan? Fineness => TimeSpan.FromMilliseconds(1);

    public override bool LosesAnswers
    {
        set
        {
            mastodon.WhenSaid.Clear();
            if (value) mastodon.WhenSaid.Enqueue(FakeMastodon.Mood.HangsUp);
        }
    }

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        mastodon = await FakeMastodon.OpenAsync();
        await OpenKithAsync(world, change);
        await ConnectAsync("mastodon", new { server = mastodon.Url, account = $"@care@{mastodon.Domain}", token = FakeMastodon.Token, pause = "1" });
        await BeganAsync();
    }

    public override Task<bool> TellAsync(Said said)
    {
        mastodon.Hears($"person{said.Person}", said.Text, isPublic ? "public" : "direct", uri: $"https://other.example/users/person{said.Person}/statuses/{said.Id}",
            more: status => status["created_at"] = said.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        return Task.FromResult(true);
    }

    public override Task<IEnumerable<string>> StandingAsync() => Task.FromResult(mastodon.Said.Select(one => (string)one["status"]!));

    protected override async ValueTask EndAsync()
    {
        await base.EndAsync();
        await mastodon.DisposeAsync();
    }

    protected override void Misbehave(int time) => mastodon.Moods.Enqueue(time % 2 == 0 ? FakeMastodon.Mood.HangsUp : FakeMastodon.Mood.TellsAllAgain);
}
