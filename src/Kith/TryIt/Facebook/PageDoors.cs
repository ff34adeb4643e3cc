namespace Kith.TryIt;

/// <summary>The page as a visitor has it before them: GET shows its posts, what stands below them and the talk alone; the rest is what a visitor does there.</summary>
static class PageDoors
{
    const int LongestComment = 8000, LongestMessage = 2000;

    public static IResult Read(string? key, string? name, PretendPage page)
    {
        var me = name is { Length: > 0 } ? PageVisitor.Of(key, name).Id : "";
        var comments = page.Memory.Comments;
        return Results.Json(new
        {
            posts = DemoPosts.All.Select(post => new
            {
                post.Id,
                post.Number,
                post.Text,
                post.Likes,
                at = (page.Began - post.Ago).UtcDateTime,
                comments = comments.Where(one => one.Post == post.Id && one.Parent is null).Select(one => Shown(one, me, [.. comments.Where(below => below.Parent == one.Id).Select(below => Shown(below, me, []))])),
            }),
            talk = me.Length == 0 ? [] : page.Memory.Between(me).Select(line => new { line.Id, mine = line.IsFromVisitor, line.Text, line.File, at = line.At.UtcDateTime }),
        }, Wire.Json);
    }

    public static async Task<IResult> CommentAsync(PageWords said, PretendPage page, CancellationToken stop)
    {
        var (me, text) = (PageVisitor.Of(said.Key, said.Name), Words(said, LongestComment));
        var above = said.Below is null ? null : Find(page, said.Below);
        var post = above?.Post ?? DemoPosts.All.FirstOrDefault(one => one.Id == said.Post)?.Id ?? throw Refusal.NotFound();
        return Taken(await page.CommentAsync(me, post, above, text, stop) is not null);
    }

    public static async Task<IResult> EditAsync(string id, PageWords said, PretendPage page, CancellationToken stop) =>
        Taken(await page.EditAsync(Mine(page, id, said.Key, said.Name), Words(said, LongestComment), stop));

    public static async Task<IResult> RemoveAsync(string id, string? key, string? name, PretendPage page, CancellationToken stop) =>
        Taken(await page.RemoveAsync(Mine(page, id, key, name), stop));

    public static Task<IResult> LikeAsync(string id, PageWords said, PretendPage page, CancellationToken stop) => LikeAsync(id, said.Key, said.Name, isLiked: true, page, stop);

    public static Task<IResult> UnlikeAsync(string id, string? key, string? name, PretendPage page, CancellationToken stop) => LikeAsync(id, key, name, isLiked: false, page, stop);

    public static async Task<IResult> WriteAsync(PageWords said, PretendPage page, CancellationToken stop) =>
        Taken(await page.WriteAsync(PageVisitor.Of(said.Key, said.Name), Words(said, LongestMessage), stop));

    static async Task<IResult> LikeAsync(string id, string? key, string? name, bool isLiked, PretendPage page, CancellationToken stop) =>
        Taken(await page.LikeAsync(Find(page, id), PageVisitor.Of(key, name), isLiked, stop));

    /// <summary>What the page has hidden only its author can read.</summary>
    static object Shown(PageComment one, string me, IReadOnlyList<object> below)
    {
        var (mine, isRead) = (one.By.Id == me, !one.IsHidden || one.By.Id == me);
        return new
        {
            one.Id,
            mine,
            page = one.By.Id == DemoHouse.PageId,
            name = isRead ? one.By.Name : "",
            text = isRead ? one.Text : "",
            at = one.At.UtcDateTime,
            edited = one.IsEdited,
            hidden = one.IsHidden,
            likedByPage = one.IsLikedByPage,
            likes = one.Likes.Count + (one.IsLikedByPage ? 1 : 0),
            liked = one.Likes.Contains(me),
            below = isRead ? below : [],
        };
    }

    static PageComment Find(PretendPage page, string id) => page.Memory.Find(id) ?? throw Refusal.NotFound();

    static PageComment Mine(PretendPage page, string id, string? key, string? name) => Find(page, id) is var one && one.By.Id == PageVisitor.Of(key, name).Id ? one : throw Refusal.NotFound();

    static string Words(PageWords said, int longest) =>
        said.Text?.Trim() is { Length: > 0 } text && text.Length <= longest ? text : throw Refusal.Field("text", $"Write something of up to {longest} characters.");

    static IResult Taken(bool isTaken) =>
        isTaken ? Results.NoContent() : throw new Refusal("not_taken", "Kith did not take it. Facebook would try again; here you can.", StatusCodes.Status502BadGateway);
}

sealed record PageWords(string? Key, string? Name, string? Post, string? Below, string? Text);
