using System.Net;
using System.Text;

namespace Kith.Tests.Connections.Disorder;

/// <summary>Telegram, asked for what is new: an update may be told again, and the time of a message is its own.</summary>
public sealed class TelegramMedium : AskedMedium
{
    readonly TelegramTalk talk = new();

    public override string Channel => "telegram";

    public override string Surface => "telegram";

    public override TimeSpan? Fineness => TimeSpan.FromSeconds(1);

    public override bool LosesAnswers { set => talk.Telegram.LosesTheAnswer = value; }

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        await talk.OpenAsync();
        await OpenKithAsync(world, change);
        await ConnectAsync("telegram", new { token = FakeTelegram.Token, username = FakeTelegram.Bot, api = talk.Telegram.Url });
    }

    public override Task<bool> TellAsync(Said said)
    {
        talk.Telegram.Happens(id => TelegramTalk.Update(id, said));
        return Task.FromResult(true);
    }

    public override Task<IEnumerable<string>> StandingAsync() => Task.FromResult(talk.Standing);

    protected override async ValueTask EndAsync()
    {
        await base.EndAsync();
        await talk.Telegram.DisposeAsync();
    }

    protected override void Misbehave(int time) => talk.Telegram.Moods.Enqueue(time % 2 == 0 ? FakeTelegram.Mood.HangsUp : FakeTelegram.Mood.Repeats);
}

/// <summary>The same where Telegram calls us.</summary>
public sealed class TelegramHookMedium : ToldMedium
{
    readonly TelegramTalk talk = new();

    public override string Channel => "telegram";

    public override string Surface => "telegram";

    public override TimeSpan? Fineness => TimeSpan.FromSeconds(1);

    public override bool LosesAnswers { set => talk.Telegram.LosesTheAnswer = value; }

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        await talk.OpenAsync();
        await OpenKithAsync(world, change);
        await ConnectAsync("telegram", new { token = FakeTelegram.Token, username = FakeTelegram.Bot, api = talk.Telegram.Url, messages = "hook", secret = FakeTelegram.Secret });
    }

    public override async Task<bool> TellAsync(Said said)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/telegram/{Connection}") { Content = new StringContent(TelegramTalk.Update(int.Parse(said.Id, null), said), Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", FakeTelegram.Secret);
        return (await Kith.AsStranger().Http.SendAsync(request)).StatusCode == HttpStatusCode.OK;
    }

    public override Task<IEnumerable<string>> StandingAsync() => Task.FromResult(talk.Standing);

    protected override async ValueTask EndAsync()
    {
        await base.EndAsync();
        await talk.Telegram.DisposeAsync();
    }
}

/// <summary>What both ways have in common.</summary>
sealed class TelegramTalk
{
    public FakeTelegram Telegram { get; private set; } = null!;

    public IEnumerable<string> Standing => Telegram.Sent.Select(one => one["text"]!.ToString());

    public async Task OpenAsync() => Telegram = await FakeTelegram.OpenAsync();

    public static string Update(long id, Said said) => $$"""
        {"update_id":{{id}},"message":{"message_id":{{said.Id}},"date":{{new DateTimeOffset(said.At).ToUnixTimeSeconds()}},"chat":{"id":{{7_123_456_700 + said.Person}},"type":"private"},"from":{"id":{{7_123_456_700 + said.Person}},"is_bot":false,"first_name":"Person {{said.Person}}"},"text":"{{said.Text}}"} }
        """;
}
