namespace Kith.TryIt;

/// <summary>A pretend platform as a visitor has it before them: GET shows what stands there and the talk alone; the rest is what a visitor does there.</summary>
static class SquareDoors
{
    public static IResult Read(string place, string? key, string? name, Squares squares)
    {
        var square = squares[place];
        var me = name is { Length: > 0 } ? square.Know(Passerby.Of(key, name)).Id : "";
        List<Remark> all = [.. square.Memory.Remarks.Where(one => one.IsFor(me))];
        return Results.Json(new
        {
            posts = square.Posts.Where(one => one.IsFor(me)).Select(post => Shown(square, post, null, me, [.. AllBelow(all, post, square.IsOpen).Select(one => Shown(square, one, post, me, [.. Deeper(all, one).Select(below => Shown(square, below, one, me, []))]))])),
            talk = me.Length == 0 ? [] : square.Memory.Between(me).Select(line => new { line.Id, mine = line.IsFromVisitor, line.Text, line.File, at = line.At.UtcDateTime }),
        }, Wire.Json);
    }

    public static async Task<IResult> SayAsync(string place, SquareWords said, Squares squares, CancellationToken stop)
    {
        var square = squares[place];
        var (me, text) = (Me(square, said.Key, said.Name), Words(square, said));
        var above = said.Below is null ? null : Find(square, said.Below);
        if (above is null && !square.IsOpen && square.Posts.All(post => post.Id != said.Post)) throw Refusal.NotFound();
        return Taken(await square.SayAsync(me, said, above, text, stop));
    }

    public static async Task<IResult> EditAsync(string place, string id, SquareWords said, Squares squares, CancellationToken stop)
    {
        var square = squares[place];
        return Taken(await square.EditAsync(Mine(square, id, said.Key, said.Name), Words(square, said), stop));
    }

    public static async Task<IResult> RemoveAsync(string place, string id, string? key, string? name, Squares squares, CancellationToken stop) =>
        Taken(await squares[place].RemoveAsync(Mine(squares[place], id, key, name), stop));

    public static Task<IResult> LikeAsync(string place, string id, SquareWords said, Squares squares, CancellationToken stop) => LikeAsync(squares[place], id, said.Key, said.Name, isLiked: true, stop);

    public static Task<IResult> UnlikeAsync(string place, string id, string? key, string? name, Squares squares, CancellationToken stop) => LikeAsync(squares[place], id, key, name, isLiked: false, stop);

    public static async Task<IResult> WriteAsync(string place, SquareWords said, Squares squares, CancellationToken stop)
    {
        var square = squares[place];
        return Taken(await square.WriteAsync(Me(square, said.Key, said.Name), Alone(square, said), stop));
    }

    static async Task<IResult> LikeAsync(PretendSquare square, string id, string? key, string? name, bool isLiked, CancellationToken stop) =>
        Taken(await square.LikeAsync(Find(square, id), Me(square, key, name), isLiked, stop));

    /// <summary>What we have hidden only its author can read.</summary>
    static object Shown(PretendSquare square, Remark one, Remark? above, string me, IReadOnlyList<object> below)
    {
        var (mine, isRead) = (one.By.Id == me, !one.IsHidden || one.By.Id == me);
        return new
        {
            one.Id,
            mine,
            ours = square.IsOurs(one),
            name = isRead ? one.By.Name : "",
            handle = isRead ? square.HandleOf(one.By) : null,
            text = isRead ? one.Text : "",
            // Under the one it answers nobody need be told whom it answers.
            to = isRead && above is not null && one.Parent is not null && one.Parent != above.Id ? square.Memory.Find(one.Parent)?.By.Name : null,
            at = one.At.UtcDateTime,
            edited = one.IsEdited,
            hidden = one.IsHidden,
            photo = isRead ? one.Photo : null,
            one.Reach,
            likedByUs = one.IsLikedByUs,
            likes = one.Likes.Count + (one.IsLikedByUs ? 1 : 0),
            liked = one.Likes.Contains(me),
            below = isRead ? below : [],
        };
    }

    /// <summary>The first level below a post: under one of our page's all that answer no other, in a thread all that answer it.</summary>
    static IEnumerable<Remark> AllBelow(IReadOnlyList<Remark> all, Remark post, bool isThread) =>
        all.Where(one => isThread ? one.Parent == post.Id : one.Post == post.Id && one.Parent is null);

    /// <summary>All that answer it and each other, as one row in the order in which it was said.</summary>
    static IEnumerable<Remark> Deeper(IReadOnlyList<Remark> all, Remark top)
    {
        HashSet<string> above = [top.Id];
        foreach (var one in all)
            if (one.Parent is { } parent && above.Contains(parent) && above.Add(one.Id)) yield return one;
    }

    static Passerby Me(PretendSquare square, string? key, string? name) => square.Know(Passerby.Of(key, name));

    static Remark Find(PretendSquare square, string id) => square.Memory.Find(id) ?? throw Refusal.NotFound();

    static Remark Mine(PretendSquare square, string id, string? key, string? name) => Find(square, id) is var one && one.By.Id == Me(square, key, name).Id ? one : throw Refusal.NotFound();

    static string Words(PretendSquare square, SquareWords said)
    {
        var text = said.Text?.Trim() ?? "";
        return text.Length == 0 ? throw Refusal.Field("text", "Write something.") : square.WhyTooLong(text) is { } why ? throw Refusal.Field("text", why) : text;
    }

    static string Alone(PretendSquare square, SquareWords said) =>
        said.Text?.Trim() is { Length: > 0 } text && text.Length <= square.LongestAside ? text : throw Refusal.Field("text", $"Write something of up to {square.LongestAside} characters.");

    static IResult Taken(bool isTaken) =>
        isTaken ? Results.NoContent() : throw new Refusal("not_taken", "Kith did not take it. The platform would try again; here you can.", StatusCodes.Status502BadGateway);
}

/// <summary>The pretend platforms by the names of their doors.</summary>
sealed class Squares(PretendPage page, PretendInstagram instagram, PretendX x, PretendBluesky bluesky, PretendMastodon mastodon)
{
    public IReadOnlyList<PretendSquare> All { get; } = [page, instagram, x, bluesky, mastodon];

    public PretendSquare this[string place] => All.FirstOrDefault(square => square.Place == place) ?? throw Refusal.NotFound();
}

sealed record SquareWords(string? Key, string? Name, string? Post, string? Below, string? Text, string? Reach);
