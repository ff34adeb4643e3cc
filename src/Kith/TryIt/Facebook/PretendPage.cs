namespace Kith.TryIt;

/// <summary>
/// A Facebook with one page: visitors comment under its posts and write to it alone, and each of that is told to Kith's real hook, signed. What the page
/// says comes back to it, as it does there.
/// </summary>
sealed class PretendPage(ConnectionBook book, OutboundWire wire, TimeProvider clock) : PretendSquare(clock)
{
    const int LongestComment = 8000;

    public override string Place => "facebook";

    public override OpenConnection? Customer => In(book);

    public override Passerby Us { get; } = new(DemoHouse.PageId, DemoHouse.PageTitle);

    public override bool IsOpen => false;

    public override IEnumerable<Remark> Posts => DemoPosts.All.Select(post => post.AsOf(Began));

    public static OpenConnection? In(ConnectionBook book) =>
        book.All.FirstOrDefault(c => c.Name == DemoHouse.PageName && c.Channel.Id == "messenger" && c.Account["page_id"] == DemoHouse.PageId);

    public override Dictionary<string, string> PlacesAt(string home) => new() { ["graph_url"] = $"{home}/try/graph" };

    public override Task BringAsync(CancellationToken stop) => DemoPosts.BringAsync(this, stop);

    public override void Like() => DemoPosts.Like(Memory);

    public override string? WhyTooLong(string text) => text.Length > LongestComment ? "A comment has up to 8000 characters." : null;

    /// <summary>A visitor comments, under a post or below a comment; null where the hook did not take it.</summary>
    public override async Task<Remark?> SayAsync(Passerby by, string? post, Remark? above, string text, CancellationToken stop)
    {
        var comment = New(above?.Post ?? post!, above, by, text);
        if (!await SayAsync(comment, "add", stop)) return null;

        Memory.Add(comment);
        return comment;
    }

    public override async Task<bool> EditAsync(Remark comment, string text, CancellationToken stop)
    {
        if (!await SayAsync(comment with { Text = text }, "edited", stop)) return false;

        Memory.Change(comment.Id, one => one with { Text = text, IsEdited = true });
        return true;
    }

    /// <summary>A comment goes with what stands below it, and each is told.</summary>
    public override async Task<bool> RemoveAsync(Remark comment, CancellationToken stop)
    {
        var now = Clock.GetUtcNow();
        foreach (var one in Memory.Below(comment.Id).Prepend(comment))
            if (!await BringAsync(PageHooks.Feed(PageHooks.Gone(one, now), now), stop)) return false;

        Memory.Remove(comment.Id);
        return true;
    }

    public override async Task<bool> LikeAsync(Remark comment, Passerby by, bool isLiked, CancellationToken stop)
    {
        var now = Clock.GetUtcNow();
        if (!await BringAsync(PageHooks.Feed(PageHooks.Liked(comment, by, isLiked, now), now), stop)) return false;

        return await base.LikeAsync(comment, by, isLiked, stop);
    }

    /// <summary>A visitor writes to the page alone: whoever answers has read what came before.</summary>
    public override async Task<bool> WriteAsync(Passerby by, string text, CancellationToken stop)
    {
        var line = new Aside(Mid(), by.Id, IsFromVisitor: true, text, null, Clock.GetUtcNow());
        if (Memory.Between(by.Id).Any(one => !one.IsFromVisitor)) await BringAsync(PageHooks.Messaging(PageHooks.Mark(by.Id, isRead: true, line.At), line.At), stop);
        if (!await BringAsync(PageHooks.Messaging(PageHooks.Message(line), line.At), stop)) return false;

        Memory.Add(line);
        return true;
    }

    /// <summary>The page answers below a comment; what answers an answer stands beside it.</summary>
    public Remark Answer(Remark above, string text)
    {
        var answer = New(above.Post, above, Us, text);
        Memory.Add(answer);
        _ = ComeBackAsync(() => SayAsync(answer, "add", CancellationToken.None));
        return answer;
    }

    /// <summary>The page writes to a visitor alone.</summary>
    public Aside Write(string visitor, string text, string? file, string? metadata)
    {
        var line = new Aside(Mid(), visitor, IsFromVisitor: false, text, file, Clock.GetUtcNow());
        Memory.Add(line);
        _ = ComeBackAsync(async () =>
        {
            await BringAsync(PageHooks.Messaging(PageHooks.Echo(line, metadata), line.At), CancellationToken.None);
            await BringAsync(PageHooks.Messaging(PageHooks.Mark(visitor, isRead: false, Clock.GetUtcNow()), Clock.GetUtcNow()), CancellationToken.None);
        });
        return line;
    }

    public Task<bool> SayAsync(Remark comment, string verb, CancellationToken stop) => BringAsync(PageHooks.Feed(PageHooks.Said(comment, verb, AddressOf(comment.Post)), Clock.GetUtcNow()), stop);

    Remark New(string post, Remark? above, Passerby by, string text) =>
        new($"{post.Split('_')[1]}_{Next()}", post, above is null ? null : above.Parent ?? above.Id, by, text, Clock.GetUtcNow());

    /// <summary>A post is to be looked at where the page is: on the other side of the demo.</summary>
    string AddressOf(string post) =>
        Home is { Length: > 0 } home ? $"{home}/try?facebook={post}" : "";

    string Mid() => $"m_{Next()}";

    Task<bool> BringAsync(byte[] body, CancellationToken stop) => wire.TellAsync(Customer, body, "pretend Facebook calls", stop);
}
