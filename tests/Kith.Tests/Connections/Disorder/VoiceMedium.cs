using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kith.Tests.Connections.Disorder;

/// <summary>
/// The telephone: what somebody says is a call that nobody takes, with words for the machine; its parts are told in any order and twice. Our answer
/// is a call back, which is never made a second time.
/// </summary>
public sealed class VoiceMedium : ToldMedium
{
    readonly ConcurrentDictionary<Said, Lazy<Task<FakeTelephone.Caller>>> callers = new();
    FakeTelephone telephone = null!;
    string hooks = "";

    public override string Channel => "voice";

    public override string Surface => "call";

    public override MomentKind Kind => MomentKind.Call;

    public override bool LosesAnswers { set => telephone.LosesTheAnswer = value; }

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        telephone = await FakeTelephone.OpenAsync();
        await OpenKithAsync(world, change);
        var row = await ConnectAsync("voice", new { account_sid = FakeTelephone.Sid, auth_token = FakeTelephone.Token, number = FakeTelephone.Number, ring = FakeTelephone.Desk, api = telephone.Url });
        hooks = Regex.Replace((string)row["webhookUrl"]!, "/calls$", "");
    }

    public override async Task<bool> TellAsync(Said said)
    {
        var isAgain = callers.ContainsKey(said);
        var caller = await callers.GetOrAdd(said, one => new(() => CallAsync(one))).Value;
        // Long after, the carrier asks once more what to do.
        if (isAgain) await caller.RingAsync();
        return true;
    }

    /// <summary>The caller hears what we answer, so a carrier does not ask while we cannot be reached.</summary>
    public override Task StumbleAsync() => Task.CompletedTask;

    public override Task MendAsync() => Task.CompletedTask;

    public override string? WordsOf(JsonNode row) => (string)row["kind"]! == "call" && (string)row["direction"]! == "in" ? (string?)row["call"]!["voicemail"]?["transcript"] : null;

    public override async Task<(Guid Moment, string Sign)> AnswerAsync(Guid person, Guid about, string words)
    {
        var row = await Kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/calls", new { id = Guid.CreateVersion7(), about, ring = FakeTelephone.Desk });
        return ((Guid)row["id"]!, $"{(Guid)row["id"]!:N}");
    }

    public override async Task<bool> IsTriedAsync((Guid Moment, string Sign) answer) => (await StandingAsync()).Any(call => call.Contains(answer.Sign, StringComparison.Ordinal));

    /// <summary>Each call of ours by the key that it carries.</summary>
    public override Task<IEnumerable<string>> StandingAsync() => Task.FromResult(telephone.CallsOfOurs.Select(call => call["StatusCallback"]));

    protected override async ValueTask EndAsync()
    {
        await base.EndAsync();
        await telephone.DisposeAsync();
    }

    async Task<FakeTelephone.Caller> CallAsync(Said said)
    {
        var caller = await telephone.Rings(Kith, hooks, SmsMedium.PhoneOf(said.Person)).RingAsync(times: 1 + said.Number % 2);
        await caller.NobodyPicksUpAsync();
        caller.Leave(9);
        caller.Transcribe(said.Text);
        await caller.TellAsync(seed: said.Number, times: 2 - said.Number % 2);
        return caller;
    }
}
