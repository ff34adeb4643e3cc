namespace Kith.TryIt;

/// <summary>What stands on the pretend Bluesky before anybody looks: a post of ours with a question under it, and one that nobody is told of.</summary>
static class DemoSky
{
    const string Funeral = "3m5zfuneral22", Weekend = "3m5zweekend22", Quiet = "3m5zquiet2222";

    /// <summary>What was never told to Kith is there from the beginning, and after each start.</summary>
    public static void Lay(PretendBluesky sky)
    {
        sky.Memory.Add(new Remark(Funeral, Funeral, null, sky.Us, "A funeral does not wait for paperwork. If the papers are complete we pay funeral cover within 48 hours, to whom you named. Ask us here what we need, before you need it.", sky.Began.AddDays(-3)) { Likes = DemoPosts.Crowd(41) });
        sky.Memory.Add(new Remark(Quiet, Quiet, null, Visitor(sky, "Naledi Sithole"), "Load-shedding, two candles, and the quietest street in Soweto. The stars are on, though.", sky.Began.AddHours(-2)) { Likes = DemoPosts.Crowd(57) });
    }

    public static void Bring(PretendBluesky sky)
    {
        Lay(sky);
        _ = AskWhenHeardAsync(sky);
    }

    public static void Like(SquareMemory memory) => memory.Change(Weekend, one => one with { Likes = DemoPosts.Crowd(6) });

    /// <summary>Who asks for the first time is told nothing of what was before: what is to be heard is said after that.</summary>
    static async Task AskWhenHeardAsync(PretendBluesky sky)
    {
        var question = new Remark(Weekend, Funeral, Funeral, Visitor(sky, "Anele Mbatha"), "Do the 48 hours count on a weekend? My uncle passed on a Friday, and with another house we waited nine days.", sky.Began.AddMinutes(-70)) { Likes = DemoPosts.Crowd(6) };
        sky.Memory.Add(question);
        await sky.Asked;
        sky.Tell(question);
    }

    static Passerby Visitor(PretendBluesky sky, string name) => sky.Know(new(name, name));
}
