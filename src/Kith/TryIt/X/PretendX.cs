using System.Globalization;
using System.Text;
using System.Text.Json;
using Kith.Channels;
using Kith.Channels.X;

namespace Kith.TryIt;

/// <summary>
/// An X with one company on it: visitors post, answer, edit and delete, and write direct messages. What names the company is told to Kith's real hook,
/// signed, once Kith has answered X's question whether the address is its own; the rest nobody is told.
/// </summary>
sealed class PretendX(ConnectionBook book, OutboundWire wire, TimeProvider clock) : PretendSquare(clock)
{
    public const string OurId = "1592600641180027", OurName = "MarulaMutual";
    const int LongestName = 15, Longest = 280;

    /// <summary>Their ids are milliseconds since 2010-11-04T01:42:54.657Z, and 22 bits more.</summary>
    const long Epoch = 1_288_834_974_657;

    readonly Lock gate = new();
    (string Url, string Secret)? proven;
    long lastId;

    public override string Place => "x";

    public override OpenConnection? Customer => In(book);

    public override Passerby Us { get; } = new(OurId, DemoHouse.PageTitle);

    public override bool IsOpen => true;

    public override int LongestAside => 10_000;

    public static OpenConnection? In(ConnectionBook book) =>
        book.All.FirstOrDefault(c => c.Name == DemoHouse.XName && c.Channel.Id == "x" && c.Account["user_id"] == OurId);

    public override Dictionary<string, string> PlacesAt(string home) => new() { ["api"] = home + XDoors.Below, ["site"] = $"{home}/try/x" };

    public override Task BringAsync(CancellationToken stop) => DemoTweets.BringAsync(this, stop);

    public override void Lay() => DemoTweets.Lay(this);

    public override void Like() => DemoTweets.Like(Memory);

    public override string? HandleOf(Passerby who) => $"@{NameOf(who)}";

    public static string NameOf(Passerby who) => who.Id == OurId ? OurName : who.Handle('_', LongestName);

    public override string? WhyTooLong(string text) => XText.Weigh(text) > Longest ? "A post on X has up to 280 characters; a link counts as 23, an emoji as 2." : null;

    /// <summary>Whom X names before the words of an answer: all who spoke above it, and us where they spoke to us.</summary>
    public IReadOnlyList<Passerby> NamedBefore(Remark said)
    {
        var named = new List<Passerby>();
        for (var above = said.Parent is { } id ? Memory.Find(id) : null; above is not null; above = above.Parent is { } next ? Memory.Find(next) : null)
        {
            named.Add(above.By);
            if (NamesUs(above.Text)) named.Add(Us);
        }
        return [.. named.Where(one => one.Id != said.By.Id).Distinct()];
    }

    public override async Task<Remark?> SayAsync(Passerby by, string? post, Remark? above, string text, CancellationToken stop)
    {
        var id = NextId();
        var said = new Remark(id, above?.Post ?? id, above?.Id, by, text, Clock.GetUtcNow());
        if (IsToUs(said) && !await TellAsync(said, stop)) return null;

        Memory.Add(said);
        return said;
    }

    /// <summary>A post that is edited gets a new id and names all it had.</summary>
    public override async Task<bool> EditAsync(Remark remark, string text, CancellationToken stop)
    {
        var after = remark with { Text = text, IsEdited = true, LaterIds = [.. remark.LaterIds, NextId()] };
        if ((IsToUs(remark) || IsToUs(after)) && !await TellAsync(after, stop)) return false;

        Memory.Change(remark.Id, one => one with { Text = text, IsEdited = true, LaterIds = after.LaterIds });
        return true;
    }

    public override async Task<bool> RemoveAsync(Remark remark, CancellationToken stop)
    {
        if (IsToUs(remark) && !await BringAsync("post.delete", XHooks.Gone(remark, Clock.GetUtcNow()), null, stop)) return false;

        Memory.TakeAway(remark.Id);
        return true;
    }

    /// <summary>A visitor writes to us alone: whoever answers has read what came before.</summary>
    public override async Task<bool> WriteAsync(Passerby by, string text, CancellationToken stop)
    {
        var line = new Aside(NextId(), by.Id, IsFromVisitor: true, text, null, Clock.GetUtcNow());
        if (Memory.Between(by.Id).LastOrDefault(one => !one.IsFromVisitor) is { } read) await BringAsync("dm.read", XHooks.Read(by, read, line.At), null, stop);
        if (!await BringAsync("dm.received", XHooks.Message(line, by), null, stop)) return false;

        Memory.Add(line);
        return true;
    }

    /// <summary>We answer a post.</summary>
    public Remark Answer(Remark above, string text)
    {
        var id = NextId();
        var said = new Remark(id, above.Post, above.Id, Us, text, Clock.GetUtcNow());
        Memory.Add(said);
        return said;
    }

    /// <summary>We write to a visitor alone, and are told of it ourselves.</summary>
    public Aside Write(Passerby visitor, string text)
    {
        var line = new Aside(NextId(), visitor.Id, IsFromVisitor: false, text, null, Clock.GetUtcNow());
        Memory.Add(line);
        _ = ComeBackAsync(() => BringAsync("dm.sent", XHooks.Message(line, visitor), null, CancellationToken.None));
        return line;
    }

    /// <summary>Who has this number; of one who only wrote to us alone the name may be forgotten.</summary>
    public Passerby? Find(string id) => !Memory.Knows(id) ? null : Memory.Remarks.FirstOrDefault(one => one.By.Id == id)?.By ?? new Passerby(id, "");

    /// <summary>Whoever is named in a post is told of it.</summary>
    public Task<bool> TellAsync(Remark said, CancellationToken stop)
    {
        var root = said.Post == said.Id ? null : Memory.Find(said.Post);
        return BringAsync("post.mention.create", XHooks.Post(this, said), XHooks.Beside(root is null ? [said] : [said, root], root), stop);
    }

    public bool IsToUs(Remark said) => !IsOurs(said) && (NamesUs(said.Text) || NamedBefore(said).Any(one => one.Id == OurId));

    public string NextId()
    {
        lock (gate) return (lastId = Math.Max(lastId + 1, (Clock.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << 22)).ToString(CultureInfo.InvariantCulture);
    }

    public static bool NamesUs(string text)
    {
        for (var at = text.IndexOf($"@{OurName}", StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf($"@{OurName}", at + 1, StringComparison.OrdinalIgnoreCase))
            if (at + OurName.Length + 1 is var end && (end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))) return true;
        return false;
    }

    async Task<bool> BringAsync(string kind, object payload, object? includes, CancellationToken stop)
    {
        if (Customer is not { } customer || !await IsTheirsAsync(customer, stop)) return false;

        var body = XHooks.Body(kind, payload, includes);
        var carried = await wire.SendAsync(new WireRequest("POST", customer.Account.HookUrl, "pretend X calls")
        {
            ContentType = "application/json",
            Headers = [new("x-twitter-webhooks-signature", XSignature.Sign(customer.Account["consumer_secret"], body))],
            Body = body,
        }, stop);
        return carried.Answer is { Status: >= 200 and < 300 };
    }

    /// <summary>X asks an address whether it is theirs before it brings anything there.</summary>
    async Task<bool> IsTheirsAsync(OpenConnection customer, CancellationToken stop)
    {
        var (url, secret) = (customer.Account.HookUrl, customer.Account["consumer_secret"]);
        lock (gate)
            if (proven == (url, secret)) return true;

        var token = Secrets.Make(SecretShape.Path);
        var carried = await wire.SendAsync(new WireRequest("GET", $"{url}?crc_token={Uri.EscapeDataString(token)}", "pretend X asks"), stop);
        if (carried.Answer is not { Status: 200 } answer || ResponseIn(answer) is not { } said || !Secrets.Same(said, XSignature.Sign(secret, Encoding.ASCII.GetBytes(token)))) return false;

        lock (gate) proven = (url, secret);
        return true;
    }

    static string? ResponseIn(WireAnswer answer)
    {
        try
        {
            using var said = JsonDocument.Parse(answer.Body);
            return said.RootElement.TryGetProperty("response_token", out var token) ? token.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
