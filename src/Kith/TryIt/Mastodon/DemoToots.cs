namespace Kith.TryIt;

/// <summary>What stands on the pretend Mastodon before anybody looks: a post of ours with a question under it, and one that nobody is told of.</summary>
static class DemoToots
{
    const string Frame = "114000000000001", Battery = "114000000000002", Jacaranda = "114000000000003";

    /// <summary>What was never told to Kith is there from the beginning, and after each start.</summary>
    public static void Lay(PretendMastodon mastodon)
    {
        mastodon.Memory.Add(new Remark(Frame, Frame, null, mastodon.Us, "Your bicycle is covered at home and on the road once we have its frame number. It is under the bottom bracket. Write it down today: it takes a minute, and a stolen bicycle without one is hard to prove.", mastodon.Began.AddDays(-2)) { Likes = DemoPosts.Crowd(29) });
        mastodon.Memory.Add(new Remark(Jacaranda, Jacaranda, null, mastodon.Know(new("7000000000000502", "Khanyi Mthembu")), "First jacaranda of the year in Pretoria. Purple everywhere, and everybody looks up.", mastodon.Began.AddMinutes(-95)) { Likes = DemoPosts.Crowd(83) });
    }

    public static void Bring(PretendMastodon mastodon)
    {
        Lay(mastodon);
        _ = AskWhenHeardAsync(mastodon);
    }

    public static void Like(SquareMemory memory) => memory.Change(Battery, one => one with { Likes = DemoPosts.Crowd(4) });

    /// <summary>Who asks for the first time is told nothing of what was before: what is to be heard is said after that.</summary>
    static async Task AskWhenHeardAsync(PretendMastodon mastodon)
    {
        var question = new Remark(Battery, Frame, Frame, mastodon.Know(new("7000000000000501", "Sibusiso Cele")), "Where do I find it on a cargo bike? And is the battery covered, too, or only what it is screwed to?", mastodon.Began.AddMinutes(-34)) { Likes = DemoPosts.Crowd(4) };
        mastodon.Memory.Add(question);
        await mastodon.Asked;
        mastodon.Tell(question);
    }
}
