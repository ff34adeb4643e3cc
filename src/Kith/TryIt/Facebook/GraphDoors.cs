using System.Globalization;

namespace Kith.TryIt;

/// <summary>The pretend Facebook's side for apps, in the shape of the Graph API: the same edges, fields and limits.</summary>
static class GraphDoors
{
    const int LongestComment = 8000, LongestMessage = 2000, MostListed = 50;

    public static IResult Page(string id, PretendPage page, HttpRequest request) =>
        GraphTalk.Spoken(page.Customer, request, () => id == DemoHouse.PageId ? Results.Json(new { id, name = DemoHouse.PageTitle }) : GraphTalk.Gone);

    public static IResult List(string id, PretendPage page, HttpRequest request) => GraphTalk.Spoken(page.Customer, request, () => Results.Json(new
    {
        data = page.Memory.Below(id).Reverse().Take(MostListed).Select(one => new
        {
            id = one.Id,
            message = one.Text,
            from = new { id = one.By.Id, name = one.By.Name },
            created_time = one.At.ToString("yyyy-MM-ddTHH:mm:ss+0000", CultureInfo.InvariantCulture),
        }),
    }));

    public static Task<IResult> AnswerAsync(string id, PretendPage page, HttpRequest request) => GraphTalk.SpokenAsync(page.Customer, request, said =>
        page.Memory.Find(id) is not { } above ? GraphTalk.Gone
        : said.Text("message") is not { Length: > 0 and <= LongestComment } text ? GraphTalk.Error(100)
        : Results.Json(new { id = page.Answer(above, text).Id }));

    public static Task<IResult> HideAsync(string id, PretendPage page, HttpRequest request) => GraphTalk.SpokenAsync(page.Customer, request, said =>
        said.Truth("is_hidden") is not { } isHidden ? GraphTalk.Error(100) : GraphTalk.Done(page.Memory.Change(id, one => one with { IsHidden = isHidden })));

    public static IResult Like(string id, PretendPage page, HttpRequest request) => Liked(id, page, request, isLiked: true);

    public static IResult Unlike(string id, PretendPage page, HttpRequest request) => Liked(id, page, request, isLiked: false);

    public static Task<IResult> WriteAsync(string id, PretendPage page, TimeProvider clock, HttpRequest request) => GraphTalk.SpokenAsync(page.Customer, request, said =>
    {
        var (text, file, metadata) = (said.Text("message", "text"), said.Text("message", "attachment", "payload", "url"), said.Text("message", "metadata"));
        if (id != DemoHouse.PageId || (text is not { Length: > 0 } && file is null) || text?.Length > LongestMessage) return GraphTalk.Error(100);

        return said.Text("recipient", "comment_id") is { } comment ? GraphTalk.ReplyAlone(page, comment, clock.GetUtcNow(), visitor => page.Write(visitor, text ?? "", file, metadata))
            : said.Text("recipient", "id") is not { } visitor ? GraphTalk.Error(100)
            : page.Memory.Between(visitor).Any(line => line.IsFromVisitor) ? GraphTalk.Sent(page.Write(visitor, text ?? "", file, metadata))
            : page.Memory.Between(visitor).Count > 0 ? GraphTalk.Error(10, 2018278) : GraphTalk.Error(100, 2018001);
    });

    static IResult Liked(string id, PretendPage page, HttpRequest request, bool isLiked) =>
        GraphTalk.Spoken(page.Customer, request, () => GraphTalk.Done(page.Memory.Change(id, one => one with { IsLikedByUs = isLiked })));
}
