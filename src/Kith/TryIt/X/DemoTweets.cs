namespace Kith.TryIt;

/// <summary>What stands on the pretend X before anybody looks: a post of ours with a question under it, thanks that name us, and one that nobody is told of.</summary>
static class DemoTweets
{
    const string Storm = "1001", Question = "1002", Thanks = "1003", Hail = "1004";

    /// <summary>What was never told to Kith is there from the beginning, and after each start.</summary>
    public static void Lay(PretendX x)
    {
        x.Memory.Add(new Remark(Storm, Storm, null, x.Us, "Storm claims in Gauteng: we pay the first R5 000 within two working days after an assessor was there. Three photos are enough to begin. Stay off wet roofs, please.", x.Began.AddHours(-30)) { Likes = DemoPosts.Crowd(96) });
        x.Memory.Add(new Remark(Hail, Hail, null, new("7000000000000203", "Zodwa Nkosi"), "Hail the size of naartjies in Randburg just now. Everybody under a roof?", x.Began.AddMinutes(-24)) { Likes = DemoPosts.Crowd(31) });
    }

    /// <summary>Brought as it would have come, oldest first.</summary>
    public static async Task BringAsync(PretendX x, CancellationToken stop)
    {
        Lay(x);
        Passerby kagiso = new("7000000000000201", "Kagiso Molefe"), lindelani = new("7000000000000202", "Lindelani Zungu");
        foreach (var said in new[]
        {
            new Remark(Thanks, Thanks, null, lindelani, "@MarulaMutual roof closed in four days, and the assessor rang before he came. Whom do I thank?", x.Began.AddHours(-5)),
            new Remark(Question, Storm, Storm, kagiso, "Do your branches take photos on paper, too? My grandmother has no smartphone and the ceiling is on her bed.", x.Began.AddMinutes(-52)),
        })
        {
            x.Memory.Add(said);
            await x.TellAsync(said, stop);
        }
        Like(x.Memory);
    }

    /// <summary>Likes of people who say nothing.</summary>
    public static void Like(SquareMemory memory)
    {
        memory.Change(Thanks, one => one with { Likes = DemoPosts.Crowd(12) });
        memory.Change(Question, one => one with { Likes = DemoPosts.Crowd(3) });
    }
}
