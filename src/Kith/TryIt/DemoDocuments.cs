namespace Kith.TryIt;

/// <summary>What the insurer of the demo sends often.</summary>
static class DemoDocuments
{
    static readonly string[] cover =
    [
        "Marula Mutual, funeral cover for a family", "", "What is covered",
        "You, your spouse and your children, and up to two parents until they are 75.", "R30 000 within 48 hours, paid to whoever you name.", "",
        "What is not covered", "The first six months of a natural cause. An accident is covered from the first day.", "",
        "What it costs", "R89 a month. You can end it at any time, by any message to us.",
    ];

    static readonly string[] claim =
    [
        "Marula Mutual, claim after a storm", "", "Three photos help most", "The whole roof from the street, the damage close up, and the room below it.", "",
        "Then tell us", "Since when is it wet?", "Who has been up there already?", "When may somebody come and look?", "", "Send it by any message to us. There is no other form.",
    ];

    static readonly string[] prices =
    [
        "Marula Mutual, what it costs", "", "Funeral cover for a family: R89 a month", "Storm and hail on a house: from R140 a month", "Car, third party: from R210 a month", "Travel, by day: R22", "",
        "For two covers the cheaper one is a tenth less.",
    ];

    public static async Task FileAsync(KithDb db, KeptFiles files, DemoHouse house, DateTime now, CancellationToken stop)
    {
        var policy = await AddAsync("Funeral cover policy", "What is covered, what is not, and what it costs", house.Department("Care"), "funeral-cover.pdf", [.. cover[..^1], "R79 a month."], "your policy", 90);
        policy.Next(await KeepAsync("funeral-cover.pdf", cover), 20);
        await AddAsync("Storm claim form", "Which photos and answers we need after a storm", house.Department("Claims"), "storm-claim.pdf", claim, "the form for your claim", 120);
        await AddAsync("Price list", "What every cover costs", null, "prices.pdf", prices, "our price list", 60);

        async Task<(Document Document, Action<AttachedFile, double> Next)> AddAsync(
            string name, string about, Guid? department, string file, string[] lines, string what, double daysAgo)
        {
            var document = new Document { WorkspaceId = house.WorkspaceId, Id = Ids.New(now), Name = "", Language = "en", DepartmentId = department, CreatedAt = now.AddDays(-daysAgo) };
            document.Describe(name, about);
            db.Add(document);
            Next(await KeepAsync(file, lines), daysAgo);
            return (document, Next);

            void Next(AttachedFile kept, double ago) =>
                db.Add(document.Next(kept, $"{char.ToUpperInvariant(what[0])}{what[1..]}", $"As promised, here is {what}, so that you have it for your records.\n\nIf anything is unclear, just answer this.", house.Teammate("Ada"), now.AddDays(-ago)));
        }

        async Task<AttachedFile> KeepAsync(string name, string[] lines)
        {
            var kept = await files.KeepAsync(house.WorkspaceId, new MemoryStream(DemoPaper.Of(lines)), stop);
            db.Add(new Attachment { WorkspaceId = house.WorkspaceId, Hash = kept.Hash, Size = kept.Size, Type = kept.Type, At = now });
            return new(kept.Hash, name, kept.Type, kept.Size);
        }
    }
}
