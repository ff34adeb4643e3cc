namespace Kith.TryIt;

/// <summary>The photos of the demo's account, and what people said below them before anybody looked: thanks that were answered, and a question that is still owed.</summary>
static class DemoPhotos
{
    static readonly PhotoPost roof = new("17900000000000512", TimeSpan.FromHours(19), new("/chat/roof.svg", "A house with a red roof, whole again, under the last of the rain."),
        "On Monday 41 tiles were missing here. Today none is. Thank you to Elias and his crew, who were up there before our paperwork was.", 173);

    static readonly PhotoPost kit = new("17900000000000498", TimeSpan.FromDays(5), new("/chat/kit.svg", "A ladder, a torch, a roll of tape and two steaming cups on a table."),
        "What our assessors carry in storm week: a ladder, a torch, tape, and tea for whoever is having the worst day of the year.", 261);

    public static IReadOnlyList<PhotoPost> All { get; } = [roof, kit];

    /// <summary>Brought as it would have come, oldest first.</summary>
    public static async Task BringAsync(PretendInstagram instagram, CancellationToken stop)
    {
        Passerby dineo = new("7000000000000401", "dineo.phiri"), boitumelo = new("7000000000000402", "boitumelo.kgosi");
        var thanks = new Remark("18000000000004981", kit.Id, null, dineo, "Ours did bring the tea. I did not expect to laugh that day.", instagram.Began.AddMinutes(-4100));
        var answer = new Remark("18000000000004982", kit.Id, thanks.Id, instagram.Us, "He still talks about your scones, Dineo. All the best to you and the new ceiling.", instagram.Began.AddMinutes(-4060));
        var question = new Remark("18000000000005121", roof.Id, null, boitumelo, "Elias did our roof as well, and well. But the ceiling below it is open since Tuesday. Whom do I ask?", instagram.Began.AddMinutes(-47));
        foreach (var comment in new[] { thanks, answer, question })
        {
            instagram.Memory.Add(comment);
            await instagram.TellAsync(comment, stop);
        }
        Like(instagram.Memory);
    }

    /// <summary>Likes of people who say nothing.</summary>
    public static void Like(SquareMemory memory)
    {
        foreach (var (id, likes) in new[] { ("18000000000004981", 14), ("18000000000004982", 3), ("18000000000005121", 5) })
            memory.Change(id, one => one with { Likes = DemoPosts.Crowd(likes) });
    }
}

/// <summary>A photo of the account, with its words.</summary>
sealed record PhotoPost(string Id, TimeSpan Ago, Photo Photo, string Text, int Likes)
{
    readonly IReadOnlyList<string> crowd = DemoPosts.Crowd(Likes);

    public Remark AsOf(DateTimeOffset began, Passerby us) => new(Id, Id, null, us, Text, began - Ago) { Likes = crowd, Photo = Photo };
}
