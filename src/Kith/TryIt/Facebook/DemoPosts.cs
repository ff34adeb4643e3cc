namespace Kith.TryIt;

/// <summary>The posts of the demo's page, and what people said below them before anybody looked: a matter that was answered, and one that is still owed.</summary>
static class DemoPosts
{
    static readonly PagePost storm = new($"{DemoHouse.PageId}_780", TimeSpan.FromHours(26),
        "The storm is through. If your roof, your car or your carpets got wet: our branches in Rosebank and Sandton are open today until 18:00, and three photos are enough to begin a claim.", 214);

    static readonly PagePost vans = new($"{DemoHouse.PageId}_771", TimeSpan.FromDays(4),
        "Our assessors have visited 1 140 homes since Monday. Thank you for the coffee, and for holding the ladder.", 388);

    public static IReadOnlyList<PagePost> All { get; } = [storm, vans];

    /// <summary>Brought as it would have come, oldest first.</summary>
    public static async Task BringAsync(PretendPage page, CancellationToken stop)
    {
        Passerby refilwe = new("7000000000000101", "Refilwe Tau"), bongani = new("7000000000000102", "Bongani Radebe"), us = new(DemoHouse.PageId, DemoHouse.PageTitle);
        var thanks = new Remark("771_3001", vans.Id, null, refilwe, "Ours was here on Tuesday, on time, and explained everything to my mother twice. When is the money paid out?", page.Began.AddMinutes(-1520));
        var answer = new Remark("771_3002", vans.Id, thanks.Id, us, "Thank you, Refilwe. Two working days after the visit, so by tomorrow evening. Greetings to your mother.", page.Began.AddMinutes(-1490));
        var angry = new Remark("780_3003", storm.Id, null, bongani, "Open until 18:00? I stood in front of your Sandton branch yesterday at half past four and the door was locked. It is the second time this week, with wet carpets in the car. Does anybody there still work?", page.Began.AddMinutes(-38));

        foreach (var comment in new[] { thanks, answer, angry })
        {
            page.Memory.Add(comment);
            await page.SayAsync(comment, "add", stop);
        }
        Like(page.Memory);
        await page.LikeAsync(answer, refilwe, isLiked: true, stop);
    }

    /// <summary>Likes of people who say nothing, and the page's own, which nobody is told of.</summary>
    public static void Like(SquareMemory memory)
    {
        foreach (var (id, likes, byPage) in new[] { ("771_3001", 7, true), ("771_3002", 1, false), ("780_3003", 4, false) })
            memory.Change(id, one => one with { IsLikedByUs = one.IsLikedByUs || byPage, Likes = Crowd(likes) });
    }

    /// <summary>So many who like something and say nothing.</summary>
    public static IReadOnlyList<string> Crowd(int count) => [.. Enumerable.Range(1, count).Select(number => $"somebody {number}")];
}

/// <summary>A post of the page.</summary>
sealed record PagePost(string Id, TimeSpan Ago, string Text, int Likes)
{
    readonly IReadOnlyList<string> crowd = DemoPosts.Crowd(Likes);

    public Remark AsOf(DateTimeOffset began) => new(Id, Id, null, new(DemoHouse.PageId, DemoHouse.PageTitle), Text, began - Ago) { Likes = crowd };
}
