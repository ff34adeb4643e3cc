namespace Kith.TryIt;

/// <summary>
/// An Instagram with one professional account: visitors comment under its photos and write to it alone, and each of that is told to Kith's real hook, signed.
/// People go by their user names there. Nobody is told of likes and of what was deleted, and nothing is edited.
/// </summary>
sealed class PretendInstagram(ConnectionBook book, OutboundWire wire, TimeProvider clock) : PretendSquare(clock)
{
    public const string OurId = "17841400000060070", OurName = "marula.mutual";
    const int LongestComment = 2200, LongestName = 30;

    public override string Place => "instagram";

    public override OpenConnection? Customer => In(book);

    public override Passerby Us { get; } = new(OurId, OurName);

    public override bool IsOpen => false;

    public override int LongestAside => 1000;

    public override IEnumerable<Remark> Posts => DemoPhotos.All.Select(photo => photo.AsOf(Began, Us));

    public static OpenConnection? In(ConnectionBook book) =>
        book.All.FirstOrDefault(c => c.Name == DemoHouse.InstagramName && c.Channel.Id == "instagram" && c.Account["account_id"] == OurId);

    public override Dictionary<string, string> PlacesAt(string home) => new() { ["graph_url"] = $"{home}/try/graph.instagram.com" };

    public override Task BringAsync(CancellationToken stop) => DemoPhotos.BringAsync(this, stop);

    public override void Like() => DemoPhotos.Like(Memory);

    public override Passerby Know(Passerby visitor) => visitor with { Name = visitor.Handle('.', LongestName) };

    public override Passerby Recalled(string id, string? name) => new(id, name is ['@', .. var user] ? user : new Passerby(id, name ?? "").Handle('.', LongestName));

    public override string? WhyTooLong(string text) => text.Length > LongestComment ? "A comment on Instagram has up to 2200 characters." : null;

    public override async Task<Remark?> SayAsync(Passerby by, string? post, Remark? above, string text, CancellationToken stop)
    {
        var comment = New(above?.Post ?? post!, above, by, text);
        if (!await TellAsync(comment, stop)) return null;

        Memory.Add(comment);
        return comment;
    }

    /// <summary>Nothing is edited on Instagram.</summary>
    public override Task<bool> EditAsync(Remark remark, string text, CancellationToken stop) => throw new Refusal("not_there", "Instagram lets nobody edit a comment. Delete it and write another.");

    /// <summary>A comment goes with what stands below it.</summary>
    public override Task<bool> RemoveAsync(Remark remark, CancellationToken stop)
    {
        Memory.Remove(remark.Id);
        return Task.FromResult(true);
    }

    /// <summary>A visitor writes to us alone: whoever answers has seen what came before.</summary>
    public override async Task<bool> WriteAsync(Passerby by, string text, CancellationToken stop)
    {
        var line = new Aside(Mid(), by.Id, IsFromVisitor: true, text, null, Clock.GetUtcNow());
        if (Memory.Between(by.Id).LastOrDefault(one => !one.IsFromVisitor) is { } seen) await BringAsync(InstagramHooks.Seen(seen, line.At), stop);
        if (!await BringAsync(InstagramHooks.Message(line), stop)) return false;

        Memory.Add(line);
        return true;
    }

    /// <summary>We answer below a comment; what answers an answer stands beside it.</summary>
    public Remark Answer(Remark above, string text)
    {
        var answer = New(above.Post, above, Us, text);
        Memory.Add(answer);
        _ = ComeBackAsync(() => TellAsync(answer, CancellationToken.None));
        return answer;
    }

    /// <summary>We write to a visitor alone.</summary>
    public Aside Write(string visitor, string text, string? file)
    {
        var line = new Aside(Mid(), visitor, IsFromVisitor: false, text, file, Clock.GetUtcNow());
        Memory.Add(line);
        _ = ComeBackAsync(() => BringAsync(InstagramHooks.Echo(line), CancellationToken.None));
        return line;
    }

    public Task<bool> TellAsync(Remark comment, CancellationToken stop) => BringAsync(InstagramHooks.Comment(comment), stop);

    Remark New(string post, Remark? above, Passerby by, string text) =>
        new($"1800000{Next()}", post, above is null ? null : above.Parent ?? above.Id, by, text, Clock.GetUtcNow());

    string Mid() => $"m_ig{Next()}";

    Task<bool> BringAsync(byte[] body, CancellationToken stop) => wire.TellAsync(Customer, body, "pretend Instagram calls", stop);
}
