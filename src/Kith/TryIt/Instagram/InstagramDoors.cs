using System.Globalization;
using System.Text;

namespace Kith.TryIt;

/// <summary>The pretend Instagram's side for apps, in the shape of the Instagram Platform: the same edges, fields and limits.</summary>
static class InstagramDoors
{
    const int LongestComment = 2200, LongestMessage = 1000, MostListed = 50;

    static readonly TimeSpan day = TimeSpan.FromHours(24), week = TimeSpan.FromDays(7);

    public static IResult Account(string id, PretendInstagram instagram, HttpRequest request) => GraphTalk.Spoken(instagram.Customer, request, () =>
        id == PretendInstagram.OurId ? Results.Json(new { id, username = PretendInstagram.OurName }) : GraphTalk.Gone);

    public static IResult List(string id, PretendInstagram instagram, HttpRequest request) => GraphTalk.Spoken(instagram.Customer, request, () => Results.Json(new
    {
        data = instagram.Memory.Below(id).Reverse().Take(MostListed).Select(one => new
        {
            id = one.Id,
            text = one.Text,
            from = new { id = one.By.Id, username = one.By.Name },
            timestamp = one.At.ToString("yyyy-MM-ddTHH:mm:ss+0000", CultureInfo.InvariantCulture),
        }),
    }));

    public static Task<IResult> AnswerAsync(string id, PretendInstagram instagram, HttpRequest request) => GraphTalk.SpokenAsync(instagram.Customer, request, said =>
        instagram.Memory.Find(id) is not { } above ? GraphTalk.Gone
        : said.Text("message") is not { Length: > 0 and <= LongestComment } text ? GraphTalk.Error(100)
        : Results.Json(new { id = instagram.Answer(above, text).Id }));

    public static Task<IResult> HideAsync(string id, PretendInstagram instagram, HttpRequest request) => GraphTalk.SpokenAsync(instagram.Customer, request, said =>
        said.Truth("hide") is not { } isHidden ? GraphTalk.Error(100) : GraphTalk.Done(instagram.Memory.Change(id, one => one with { IsHidden = isHidden })));

    public static Task<IResult> WriteAsync(string id, PretendInstagram instagram, TimeProvider clock, HttpRequest request) => GraphTalk.SpokenAsync(instagram.Customer, request, said =>
    {
        var (text, file) = (said.Text("message", "text"), said.Text("message", "attachment", "payload", "url"));
        if (id != PretendInstagram.OurId || !IsMessage(text, file)) return GraphTalk.Error(100);

        return said.Text("recipient", "comment_id") is { } comment ? GraphTalk.ReplyAlone(instagram, comment, clock.GetUtcNow(), visitor => instagram.Write(visitor, text ?? "", file))
            : said.Text("recipient", "id") is not { } visitor || instagram.Memory.Between(visitor).Count == 0 ? GraphTalk.Error(100, 2018001)
            : IsOpen(instagram, visitor, clock.GetUtcNow(), isByPerson: said.Text("tag") == "HUMAN_AGENT") ? GraphTalk.Sent(instagram.Write(visitor, text ?? "", file)) : GraphTalk.Error(10, 2018278);
    });

    /// <summary>Words or one file, and the words are weighed in bytes.</summary>
    static bool IsMessage(string? text, string? file) => text is { Length: > 0 } ? file is null && Encoding.UTF8.GetByteCount(text) <= LongestMessage : file is not null;

    static bool IsOpen(PretendInstagram instagram, string visitor, DateTimeOffset now, bool isByPerson) =>
        instagram.Memory.Between(visitor).LastOrDefault(line => line.IsFromVisitor) is { } heard && heard.At > now - (isByPerson ? week : day);
}
