using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kith.Channels.WebChat;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Widget;

/// <summary>Marula's chat, as visitors and their browsers meet it.</summary>
sealed class ChatUnderTest(KithUnderTest kith, Guid id)
{
    public const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    public KithUnderTest Kith => kith;

    public Guid Id => id;

    public static async Task<ChatUnderTest> OpenAsync(KithUnderTest kith, string origins = "https://www.marula.example")
    {
        _ = kith.CreateClient();
        var id = Ids.New(TimeProvider.System);
        await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None);
        work.Db.Add(new Connection
        {
            WorkspaceId = kith.Marula.Id,
            Id = id,
            Channel = "webchat",
            Name = "chat",
            CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
            Settings = new() { ["origins"] = origins, ["greeting"] = "Hello </script>" },
            Secrets = kith.Services.GetRequiredService<SealedSecrets>().Seal(kith.Marula.Id, id, new Dictionary<string, string> { ["secret"] = Secret }),
        });
        await work.CommitAsync(CancellationToken.None);
        await kith.Services.GetRequiredService<ConnectionBook>().SettledAsync();
        return new(kith, id);
    }

    public async Task<ChatBrowser> VisitAsync(object? identity = null, string? token = null)
    {
        var http = kith.CreateClient();
        var visit = await http.PostAsJsonAsync($"/chat/{id}/visits", new { token, identity });
        Assert.Equal(HttpStatusCode.OK, visit.StatusCode);
        var answer = JsonNode.Parse(await visit.Content.ReadAsStringAsync())!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)answer["token"]!);
        return new(this, http, (string)answer["token"]!, (string)answer["known"]!);
    }

    /// <summary>What the site's server writes into its page for a signed-in user.</summary>
    public static SiteWord WordOf(string userId) => new(userId, "Nomsa Ndlovu", "nomsa@ndlovu.example", DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds(), "0123456789abcdef");

    public static object Signed(SiteWord word, string? signature = null) =>
        new { user_id = word.UserId, name = word.Name, email = word.Email, exp = word.Exp, nonce = word.Nonce, signature = signature ?? word.Sign(Secret) };
}

/// <summary>One browser with the chat open.</summary>
sealed class ChatBrowser(ChatUnderTest chat, HttpClient http, string token, string known)
{
    public HttpClient Http => http;

    public string Token => token;

    public string Known => known;

    public Task<HttpResponseMessage> SendAsync(string text, Guid? id = null, object? more = null) =>
        http.PostAsJsonAsync($"/hooks/webchat/{chat.Id}/messages", more ?? new { id = id ?? Guid.CreateVersion7(), text });

    public async Task<JsonNode> SinceAsync(string cursor = "0") => JsonNode.Parse(await http.GetStringAsync($"/chat/{chat.Id}/since/{cursor}"))!;

    public async Task<string[]> TextsAsync() => [.. (await SinceAsync())["items"]!.AsArray().Select(m => (string)m!["text"]!)];

    public Task<HttpResponseMessage> PostAsync(string path, object body) => http.PostAsJsonAsync($"/chat/{chat.Id}/{path}", body);
}
