using System.Globalization;
using System.Text.Json.Nodes;

namespace Kith.TryIt;

/// <summary>
/// A server of the fediverse with one company's account on it, and people of another server: they post, answer, edit and delete, to everybody or to few. It
/// calls nobody: Kith asks who has mentioned us. When a post is deleted nobody is told.
/// </summary>
sealed class PretendMastodon(ConnectionBook book, TimeProvider clock) : PretendSquare(clock)
{
    public const string Domain = "marula.example", OurAccount = $"care@{Domain}", OurId = "110400000060070", Open = "public", ToFollowers = "private", Direct = "direct";
    const string Elsewhere = "town.example";
    const int LongestName = 24, Longest = 500, MostKept = 1000;

    static readonly string[] reaches = [Open, "unlisted", ToFollowers, Direct];

    readonly Lock gate = new();
    readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<(long Id, string Status, JsonObject Told)> notices = [];
    readonly List<(string Key, JsonObject Status)> ours = [];

    public override string Place => "mastodon";

    public override OpenConnection? Customer => In(book);

    public override Passerby Us { get; } = new(OurAccount, DemoHouse.PageTitle);

    public override bool IsOpen => true;

    public override int LongestAside => Longest;

    public static OpenConnection? In(ConnectionBook book) =>
        book.All.FirstOrDefault(c => c.Name == DemoHouse.MastodonName && c.Channel.Id == "mastodon" && c.Account["account"] == $"@{OurAccount}");

    public override Dictionary<string, string> PlacesAt(string home) => new() { ["server"] = home };

    public override Task BringAsync(CancellationToken stop)
    {
        DemoToots.Bring(this);
        return Task.CompletedTask;
    }

    public override void Lay() => DemoToots.Lay(this);

    public override void Like() => DemoToots.Like(Memory);

    /// <summary>A name is given once on a server.</summary>
    public override Passerby Know(Passerby visitor) => visitor with { Id = $"{visitor.Handle('_', LongestName)}_{visitor.Id[^4..]}@{Elsewhere}" };

    public override string? HandleOf(Passerby who) => $"@{who.Id}";

    public override string? WhyTooLong(string text) => TootWords.Weigh(text) > Longest ? "A post on Mastodon has up to 500 letters; a link counts as 23." : null;

    /// <summary>The last part of an address is the id here.</summary>
    public override string IdOf(string outsideId) => outsideId[(outsideId.LastIndexOf('/') + 1)..];

    public override async Task<bool> SayAsync(Passerby by, SquareWords said, Remark? above, string text, CancellationToken stop)
    {
        var reach = said.Reach ?? above?.Reach ?? Open;
        if (!reaches.Contains(reach)) throw Refusal.Field("reach", "It is public, unlisted, private or direct.");
        if (reach == Direct) return NamesUs(text) || (above is not null && IsOurs(above)) ? await WriteAsync(by, Unaddressed(text), stop) : throw Refusal.Field("text", $"Name @{OurAccount}: a private mention reaches whom it names.");

        Say(by, above, text, above is { Reach: ToFollowers } ? ToFollowers : reach);
        return true;
    }

    public override Task<Remark?> SayAsync(Passerby by, string? post, Remark? above, string text, CancellationToken stop) => Task.FromResult<Remark?>(Say(by, above, text, above?.Reach ?? Open));

    public override Task<bool> EditAsync(Remark remark, string text, CancellationToken stop)
    {
        if (Memory.Change(remark.Id, one => one with { Text = text, IsEdited = true }) is { } edited) Tell(edited);
        return Task.FromResult(true);
    }

    public override Task<bool> RemoveAsync(Remark remark, CancellationToken stop)
    {
        Memory.TakeAway(remark.Id);
        lock (gate) notices.RemoveAll(one => one.Status == remark.Id);
        return Task.FromResult(true);
    }

    /// <summary>A private mention is a post for us alone, and answers our last one.</summary>
    public override Task<bool> WriteAsync(Passerby by, string text, CancellationToken stop)
    {
        var line = new Aside(Next(), by.Id, IsFromVisitor: true, text, null, Clock.GetUtcNow());
        var above = Memory.Between(by.Id).LastOrDefault(one => !one.IsFromVisitor)?.Id;
        Memory.Add(line);
        Notify("mention", new(line.Id, by, text, Direct, OurAccount, above, line.At));
        return Task.FromResult(true);
    }

    /// <summary>We say something; the same key says it once. Null where what it answers is not there.</summary>
    public JsonObject? Post(string key, string text, string reach, string answered)
    {
        lock (gate)
        {
            if (ours.Find(one => one.Key == key).Status is { } before) return (JsonObject)before.DeepClone();
            if (Memory.Find(answered) is not { } above) return Memory.HasLine(answered) ? Keep(key, Answer(null, answered, text, reach)) : null;
            return Keep(key, Answer(above, answered, text, reach));
        }
    }

    /// <summary>Who has mentioned us since, newest first; without a place the newest.</summary>
    public IReadOnlyList<JsonObject> Notices(string? after, int most)
    {
        lock (gate)
        {
            asked.TrySetResult();
            var since = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? notices.Where(one => one.Id > place).Take(most) : notices.TakeLast(most);
            return [.. since.Reverse().Select(one => (JsonObject)one.Told.DeepClone())];
        }
    }

    /// <summary>What we said, newest first.</summary>
    public IReadOnlyList<JsonObject> Ours(int most)
    {
        lock (gate) return [.. ours.TakeLast(most).Reverse().Select(one => (JsonObject)one.Status.DeepClone())];
    }

    /// <summary>When Kith has asked for the first time.</summary>
    public Task Asked => asked.Task;

    /// <summary>We are told of what mentions us: by name, or as an answer to us, which apps begin with our name.</summary>
    public void Tell(Remark said)
    {
        if (IsOurs(said) || !(NamesUs(said.Text) || IsBelowUs(said))) return;
        Notify(said.IsEdited ? "update" : "mention", new(said.Id, said.By, said.Text, said.Reach ?? Open, OurAccount, said.Parent, said.At) { EditedAt = said.IsEdited ? Clock.GetUtcNow() : null });
    }

    Remark Say(Passerby by, Remark? above, string text, string reach)
    {
        var id = Next();
        var said = new Remark(id, above?.Post ?? id, above?.Id, by, text, Clock.GetUtcNow()) { Reach = reach };
        Memory.Add(said);
        Tell(said);
        return said;
    }

    bool IsBelowUs(Remark said)
    {
        for (var above = Above(said); above is not null; above = Above(above))
            if (IsOurs(above) || NamesUs(above.Text)) return true;
        return false;
    }

    Remark? Above(Remark said) => said.Parent is { } parent ? Memory.Find(parent) : null;

    void Notify(string type, Toot toot)
    {
        lock (gate)
        {
            var id = Next();
            notices.Add((long.Parse(id, CultureInfo.InvariantCulture), toot.Id, TootWords.Notification(id, type, Clock.GetUtcNow(), toot.By, TootWords.Status(toot, Server))));
            if (notices.Count > MostKept) notices.RemoveAt(0);
        }
    }

    Toot Answer(Remark? above, string answered, string text, string reach)
    {
        var to = text.Split(' ')[0] is ['@', .. var name] && name.Contains('@') ? name : null;
        var words = to is null ? text : text[(to.Length + 1)..].TrimStart();
        var toot = new Toot(Next(), Us, words, reach, to, answered, Clock.GetUtcNow());
        if (reach == Direct || above is null) Memory.Add(new Aside(toot.Id, to ?? "", IsFromVisitor: false, words, null, toot.At));
        else Memory.Add(new Remark(toot.Id, above.Post, above.Id, Us, words, toot.At) { Reach = reach });
        return toot;
    }

    JsonObject Keep(string key, Toot toot)
    {
        var status = TootWords.Status(toot, Server);
        ours.Add((key, status));
        if (ours.Count > MostKept) ours.RemoveAt(0);
        return (JsonObject)status.DeepClone();
    }

    string Server => Customer?.Account["server"].TrimEnd('/') ?? "";

    static string Unaddressed(string text) => text.StartsWith($"@{OurAccount}", StringComparison.OrdinalIgnoreCase) && text[(OurAccount.Length + 1)..].Trim() is { Length: > 0 } rest ? rest : text;

    static bool NamesUs(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Any(word => word.Trim('.', ',', ';', ':', '!', '?', '(', ')', '"').Equals($"@{OurAccount}", StringComparison.OrdinalIgnoreCase));
}
