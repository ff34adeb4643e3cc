using System.Collections.Concurrent;
using Kith.Tests.Widget;

namespace Kith.Tests.Connections.Disorder;

/// <summary>Our own chat, each visitor with a browser: it sends again what it got no answer to, and reads our answers from us.</summary>
public sealed class ChatMedium : ToldMedium
{
    readonly ConcurrentDictionary<Said, Guid> ids = new();
    readonly List<ChatBrowser> visitors = [];

    public override string Channel => "webchat";

    public override string Surface => "chat";

    /// <summary>An answer is in the chat by being written down: there is nobody who could lose it.</summary>
    public override bool LosesAnswers { set { } }

    public override async Task OpenAsync(World world, Action<IWebHostBuilder> change)
    {
        await OpenKithAsync(world, change);
        var chat = await ChatUnderTest.OpenAsync(Kith);
        Connection = chat.Id;
        for (var person = 0; person < Script.People; person++) visitors.Add(await chat.VisitAsync());
    }

    public override async Task<bool> TellAsync(Said said) =>
        (await visitors[said.Person].SendAsync(said.Text, ids.GetOrAdd(said, _ => Guid.CreateVersion7()))).IsSuccessStatusCode;

    public override async Task<IEnumerable<string>> StandingAsync() => (await Task.WhenAll(visitors.Select(visitor => visitor.TextsAsync()))).SelectMany(texts => texts);
}
