using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Kith.Tests;

/// <summary>Brings raw mail to the hook of a mailbox of ours, as a provider does.</summary>
public sealed class Postman(KithUnderTest kith, Guid connection, string hook)
{
    public const string Address = "care@marula.example";

    readonly HttpClient http = kith.CreateClient();

    public Guid Connection => connection;

    public string Hook => hook;

    public static async Task<Postman> ConnectAsync(KithUnderTest kith, object? settings = null, string name = "email")
    {
        var form = (JsonObject)JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(settings ?? new { }))!;
        form["address"] ??= Address;
        form["receiver"] ??= "mx.marula.example";
        var row = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name, channel = "email", settings = form });
        return new(kith, row["id"]!.GetValue<Guid>(), new Uri((string)row["webhookUrl"]!).PathAndQuery);
    }

    /// <summary>A mail with these headers and words; a dmarc word is what our own receiving server found.</summary>
    public static string Mail(
        string id, string from, string text, string? subject = "My policy", string? dmarc = "pass", string? to = null, params (string Name, string Value)[] more)
    {
        var mail = new StringBuilder();
        var domain = from.Split('@')[^1].TrimEnd('>');
        if (dmarc is not null) mail.Append(null, $"Authentication-Results: mx.marula.example; spf=pass smtp.mailfrom={domain}; dmarc={dmarc} header.from={domain}\r\n");
        mail.Append(null, $"Message-ID: <{id}>\r\nDate: {TimeProvider.System.GetUtcNow():r}\r\nFrom: {from}\r\nTo: {to ?? Address}\r\n");
        if (subject is not null) mail.Append(null, $"Subject: {subject}\r\n");
        foreach (var (name, value) in more) mail.Append(null, $"{name}: {value}\r\n");
        return mail.Append(null, $"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n").ToString();
    }

    public async Task<HttpStatusCode> BringAsync(string raw, string? hookInstead = null)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(raw));
        return (await http.PostAsync(hookInstead ?? hook, body)).StatusCode;
    }

    /// <summary>Brought, kept and applied.</summary>
    public async Task BringsAsync(string raw)
    {
        Assert.Equal(HttpStatusCode.NoContent, await BringAsync(raw));
        await kith.CaughtUpAsync();
    }

    public Task<List<Moment>> MessagesAsync(string address) => kith.LookAsync(db =>
        (from m in db.Moments join h in db.Handles on m.PersonId equals h.PersonId where h.Value == address && m.Kind == MomentKind.Message orderby m.At, m.Id select m).ToListAsync());

    public Task<List<Case>> CasesAsync(string address) => kith.LookAsync(db =>
        (from c in db.Cases join h in db.Handles on c.PersonId equals h.PersonId where h.Value == address orderby c.Number select c).ToListAsync());

    public Task<Handle> HandleAsync(string address) => kith.LookAsync(db => db.Handles.SingleAsync(h => h.Kind == "email" && h.Scope == "" && h.Value == address));
}
