using System.Globalization;
using Kith.Channels;
using Kith.Channels.Meta;

namespace Kith.TryIt;

/// <summary>
/// A Facebook with one page: visitors comment under its posts and write to it alone, and each of that is told to Kith's real hook, signed. What the page
/// says comes back to it, as it does there. Numbers go up for ever, so that nothing is taken for something older after a new start.
/// </summary>
sealed class PretendPage(ConnectionBook book, OutboundWire wire, TimeProvider clock)
{
    static readonly TimeSpan wayBack = TimeSpan.FromMilliseconds(400);

    long last = clock.GetUtcNow().ToUnixTimeSeconds();

    public PageMemory Memory { get; } = new();

    /// <summary>When the demo was made: posts are as old as it says.</summary>
    public DateTimeOffset Began { get; set; } = clock.GetUtcNow();

    public OpenConnection? Customer => In(book);

    public static OpenConnection? In(ConnectionBook book) =>
        book.All.FirstOrDefault(c => c.Name == DemoHouse.PageName && c.Channel.Id == "messenger" && c.Account["page_id"] == DemoHouse.PageId);

    /// <summary>A visitor comments, under a post or below a comment; null where the hook did not take it.</summary>
    public async Task<PageComment?> CommentAsync(PageVisitor by, string post, PageComment? above, string text, CancellationToken stop)
    {
        var comment = New(post, above, by, text);
        if (!await SayAsync(comment, "add", stop)) return null;

        Memory.Add(comment);
        return comment;
    }

    public async Task<bool> EditAsync(PageComment comment, string text, CancellationToken stop)
    {
        if (!await SayAsync(comment with { Text = text }, "edited", stop)) return false;

        Memory.Change(comment.Id, one => one with { Text = text, IsEdited = true });
        return true;
    }

    /// <summary>A comment goes with what stands below it, and each is told.</summary>
    public async Task<bool> RemoveAsync(PageComment comment, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var one in Memory.Below(comment.Id).Prepend(comment))
            if (!await BringAsync(PageHooks.Feed(PageHooks.Gone(one, now), now), stop)) return false;

        Memory.Remove(comment.Id);
        return true;
    }

    public async Task<bool> LikeAsync(PageComment comment, PageVisitor by, bool isLiked, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (!await BringAsync(PageHooks.Feed(PageHooks.Liked(comment, by, isLiked, now), now), stop)) return false;

        Memory.Change(comment.Id, one => one with { Likes = [.. one.Likes.Where(who => who != by.Id), .. isLiked ? [by.Id] : Array.Empty<string>()] });
        return true;
    }

    /// <summary>A visitor writes to the page alone: whoever answers has read what came before.</summary>
    public async Task<bool> WriteAsync(PageVisitor by, string text, CancellationToken stop)
    {
        var line = new PageLine(Mid(), by.Id, IsFromVisitor: true, text, null, clock.GetUtcNow());
        if (Memory.Between(by.Id).Any(one => !one.IsFromVisitor)) await BringAsync(PageHooks.Messaging(PageHooks.Mark(by.Id, isRead: true, line.At), line.At), stop);
        if (!await BringAsync(PageHooks.Messaging(PageHooks.Message(line), line.At), stop)) return false;

        Memory.Add(line);
        return true;
    }

    /// <summary>The page answers below a comment; what answers an answer stands beside it.</summary>
    public PageComment Answer(PageComment above, string text)
    {
        var answer = New(above.Post, above, new(DemoHouse.PageId, DemoHouse.PageTitle), text);
        Memory.Add(answer);
        _ = ComeBackAsync(() => SayAsync(answer, "add", CancellationToken.None));
        return answer;
    }

    /// <summary>The page writes to a visitor alone.</summary>
    public PageLine Write(string visitor, string text, string? file, string? metadata)
    {
        var line = new PageLine(Mid(), visitor, IsFromVisitor: false, text, file, clock.GetUtcNow());
        Memory.Add(line);
        _ = ComeBackAsync(async () =>
        {
            await BringAsync(PageHooks.Messaging(PageHooks.Echo(line, metadata), line.At), CancellationToken.None);
            await BringAsync(PageHooks.Messaging(PageHooks.Mark(visitor, isRead: false, clock.GetUtcNow()), clock.GetUtcNow()), CancellationToken.None);
        });
        return line;
    }

    public Task<bool> SayAsync(PageComment comment, string verb, CancellationToken stop) => BringAsync(PageHooks.Feed(PageHooks.Said(comment, verb, AddressOf(comment.Post)), clock.GetUtcNow()), stop);

    PageComment New(string post, PageComment? above, PageVisitor by, string text) =>
        new($"{post.Split('_')[1]}_{Next()}", post, above is null ? null : above.Parent ?? above.Id, by, text, clock.GetUtcNow());

    /// <summary>A post is to be looked at where the page is: on the other side of the demo.</summary>
    string AddressOf(string post) =>
        Customer is { } customer && Uri.TryCreate(customer.Account.HookUrl, UriKind.Absolute, out var hook) ? $"{hook.GetLeftPart(UriPartial.Authority)}/try?post={DemoPosts.All.First(one => one.Id == post).Number}" : "";

    string Mid() => $"m_{Next()}";

    string Next() => Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);

    async Task ComeBackAsync(Func<Task> tell)
    {
        await Task.Delay(wayBack, clock);
        await tell();
    }

    async Task<bool> BringAsync(byte[] body, CancellationToken stop)
    {
        if (Customer is not { } customer) return false;

        var carried = await wire.SendAsync(new WireRequest("POST", customer.Account.HookUrl, "pretend Facebook calls")
        {
            ContentType = "application/json",
            Headers = [new("X-Hub-Signature-256", MetaSignature.Sign(customer.Account["app_secret"], body))],
            Body = body,
        }, stop);
        return carried.Answer is { Status: >= 200 and < 300 };
    }
}
