using System.Collections.Concurrent;
using System.Net;
using Kith.Channels.Sms;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Sms;

/// <summary>The adapter against Kannel 1.4.5 with fakesmsc, all of it in a network of its own.</summary>
[Trait("Category", "Real")]
public sealed class ARealKannel : IDisposable
{
    const string Key = "019a9b1c-5f00-7000-8000-00000000aaaa";

    readonly HttpListener listener = new();
    readonly ConcurrentQueue<Fact> facts = new();
    readonly ConcurrentQueue<int> answers = new();
    readonly KannelChannel channel = new();
    readonly Account account = new(Guid.Parse("019a9b1c-0000-7000-8000-000000000002"), "http://127.0.0.1:5145/hooks/kannel/1", new Dictionary<string, string>
    {
        ["send_url"] = Kannel.SendSms,
        ["username"] = Kannel.Username,
        ["password"] = Kannel.Password,
        ["number"] = "+27600701234",
        ["hook_secret"] = Secrets.Make(SecretShape.Path),
    });

    [Fact]
    public Task is_met_in_a_network_of_its_own() =>
        OwnNetwork.IsInside ? Task.CompletedTask : OwnNetwork.RunAsync(typeof(ARealKannel).Assembly.Location, $"FullyQualifiedName~{nameof(ARealKannel)}&FullyQualifiedName!~{nameof(is_met_in_a_network_of_its_own)}");

    [InsideFact]
    public async Task brings_what_people_write()
    {
        await using var kannel = await OpenAsync();
        // Given several texts, fakesmsc picks one by chance each time.
        await using (Kannel.Connect("27825554417 27600701234 text where is my claim")) await SeeAsync<MessageReceived>(1);
        await using (Kannel.Connect("27825554417 27600701234 ucs2 %00S%00i%00y%00a%D8%3D%DC%4B")) await SeeAsync<MessageReceived>(2);

        var messages = await SeeAsync<MessageReceived>(2);
        Assert.Equal(["where is my claim", "Siya👋"], messages.Select(message => message.Text));
        Assert.All(messages, message => Assert.Equal("+27825554417", message.From.Value));
        Assert.All(messages, message => Assert.Equal("+27600701234:+27825554417", message.ThreadKey));
        Assert.Equal(2, messages.DistinctBy(message => message.Key).Count());
    }

    [InsideFact]
    public async Task loses_nothing_when_we_answer_500_since_it_is_told_to_try_again()
    {
        // Trap 1.
        foreach (var status in new[] { 500, 500, 503 }) answers.Enqueue(status);
        await using var kannel = await OpenAsync();
        await using var carrier = Kannel.Connect("27825554417 27600701234 text do not lose me");

        Assert.Equal("do not lose me", Assert.Single(await SeeAsync<MessageReceived>(1)).Text);
        Assert.Empty(answers);
    }

    [InsideFact]
    public async Task would_lose_it_with_its_default_of_one_try()
    {
        answers.Enqueue(500);
        await using var kannel = await OpenAsync(retries: 0);
        await using var carrier = Kannel.Connect("27825554417 27600701234 text gone for good");

        while (!answers.IsEmpty) await Task.Delay(100);
        await Task.Delay(5000);
        Assert.Empty(facts);
    }

    [InsideFact]
    public async Task takes_a_short_text_and_tells_how_it_went()
    {
        await using var kannel = await OpenAsync();
        await using var carrier = Kannel.Connect();

        Assert.IsType<Ending.Accepted>(await SendAsync("Good day Nomsa [Marula] €"));
        await ProgressAsync(DeliveryProgress.Delivered, parts: 1);
        Assert.All(facts.OfType<DeliveryChanged>(), change => Assert.Equal(Key, change.AttemptKey));
        Assert.Contains(carrier.Seen, line => line.Contains("27825554417", StringComparison.Ordinal));
    }

    [InsideTheory]
    [InlineData("long")]
    [InlineData("emoji")]
    [InlineData("long emoji")]
    [InlineData("extension")]
    [InlineData("longest")]
    [InlineData("only emoji")]
    public async Task takes_any_text_in_the_parts_we_counted(string kind)
    {
        // Trap 2: the receipts of all parts come under our one key, in any order.
        var text = kind switch
        {
            "long" => string.Concat(Enumerable.Repeat("Your home cover could cost less. ", 12)),
            "emoji" => "Siyabonga, Nomsa 👋🏽",
            "long emoji" => string.Concat(Enumerable.Repeat("👋🏽 Siyabonga ", 20)),
            "only emoji" => string.Concat(Enumerable.Repeat("👋", 67)),
            "extension" => new string('x', 152) + string.Concat(Enumerable.Repeat("€", 100)),
            _ => new string('x', 1530),
        };
        await using var kannel = await OpenAsync();
        await using var carrier = Kannel.Connect();

        Assert.IsType<Ending.Accepted>(await SendAsync(text));
        var parts = Parcel(text).Segments;
        await ProgressAsync(DeliveryProgress.Delivered, parts);
        Assert.Equal(parts, carrier.Seen.Count(line => line.Contains("Got message", StringComparison.Ordinal)));
    }

    [InsideFact]
    public async Task keeps_a_text_while_no_carrier_is_connected()
    {
        await using var kannel = await OpenAsync();
        Assert.IsType<Ending.Accepted>(await SendAsync("Later, then"));
        await using var carrier = Kannel.Connect();
        await ProgressAsync(DeliveryProgress.Delivered, parts: 1);
    }

    [InsideFact]
    public async Task says_who_it_does_not_know_and_what_it_does_not_take()
    {
        await using var kannel = await OpenAsync();
        Assert.All(await TestAsync(account), finding => Assert.True(finding.Ok, finding.Words));

        var stranger = new Account(account.Connection, account.HookUrl, new Dictionary<string, string> { ["send_url"] = Kannel.SendSms, ["username"] = "kith", ["password"] = "wrong", ["hook_secret"] = "x" });
        Assert.All(await TestAsync(stranger), finding => Assert.False(finding.Ok, finding.Words));
        Assert.IsType<Ending.Disconnected>(channel.Read(await PlainWire.DoAsync(channel.Request(Parcel("x"), Key, stranger, Platform.Noon)), Platform.Noon));

        var nobody = new Parcel("sms", new("phone", "", "", IdentityStrength.PhoneReached), "x");
        Assert.IsType<Ending.Rejected>(channel.Read(await PlainWire.DoAsync(channel.Request(nobody, Key, account, Platform.Noon)), Platform.Noon));
    }

    public void Dispose() => listener.Close();

    async Task<Kannel> OpenAsync(int retries = 20)
    {
        listener.Prefixes.Add("http://127.0.0.1:5145/");
        listener.Start();
        _ = Task.Run(ListenAsync);
        return await Kannel.StartAsync(account.HookUrl + channel.HookTail(account), retries);
    }

    async Task ListenAsync()
    {
        while (listener.IsListening)
        {
            var context = await listener.GetContextAsync();
            var request = await PlainWire.ReadAsync(context.Request, "/hooks/kannel/1/");
            context.Response.StatusCode = answers.TryDequeue(out var status) ? status : Take(request);
            context.Response.Close();
        }
    }

    int Take(RawRequest request)
    {
        if (channel.Prove(request, account, Platform.Noon) is not Proof.Genuine genuine) return 403;

        List<Fact> read = [];
        channel.Read(new(genuine.Head, request.Body, genuine.Key, Platform.Noon), account, read);
        read.ForEach(facts.Enqueue);
        return genuine.Answer.Status;
    }

    Parcel Parcel(string text) => Assert.Single(Assert.IsType<Prepared.Ready>(
        channel.Prepare(new("sms", new("phone", "", "+27825554417", IdentityStrength.PhoneReached), text), account, Platform.Noon)).Parcels);

    async Task<Ending> SendAsync(string text) => channel.Read(await PlainWire.DoAsync(channel.Request(Parcel(text), Key, account, Platform.Noon)), Platform.Noon);

    async Task<IReadOnlyList<Finding>> TestAsync(Account of) => channel.ReadTest(await PlainWire.DoAsync(channel.Test(of, Platform.Noon)!), of);

    async Task<IReadOnlyList<T>> SeeAsync<T>(int count) where T : Fact
    {
        for (var tries = 0; tries < 300 && facts.OfType<T>().Count() < count; tries++) await Task.Delay(100);
        return [.. facts.OfType<T>()];
    }

    async Task ProgressAsync(DeliveryProgress wanted, int parts)
    {
        var (kept, progress) = ("", DeliveryProgress.Accepted);
        for (var tries = 0; tries < 200 && progress != wanted; tries++)
        {
            await Task.Delay(100);
            kept = "";
            foreach (var change in facts.OfType<DeliveryChanged>())
                if (change.Part is null) progress = progress.Further(change.Progress);
                else (kept, progress) = DeliveryParts.Add(kept, change.Part, change.Progress, parts);
        }
        Assert.True(wanted == progress, $"{progress}, not {wanted}, of {parts} parts: {kept}");
    }
}
