using System.Globalization;

namespace Kith.Tests.Audit;

/// <summary>Whoever changes the record past Kith is found, wherever and however.</summary>
public class TamperingWithTheRecord
{
    const int Entries = 240;

    [Fact]
    public Task is_found_each_of_two_hundred_times() => IsFoundAsync(200);

    [Fact, Trait("Category", "Long")]
    public Task is_found_each_of_a_thousand_times() => IsFoundAsync(1_000);

    static async Task IsFoundAsync(int deeds)
    {
        await using var house = await ChainHouse.BuildAsync(Entries);
        await house.SqlAsync("create table audit_kept as select * from audit; create table chain_kept as select * from chain; create table cursor_kept as select * from cursor");
        await using var work = await house.Store.ReadAsync(house.Workspace, CancellationToken.None);
        var links = await work.Db.ChainLinks.OrderBy(link => link.Seq).ToListAsync();
        await work.DisposeAsync();
        Assert.True(links.Count > Entries);
        Assert.Empty((await house.VerifyAsync()).Wrong);

        var (chance, missed) = (new Random(41), new List<string>());
        for (var i = 0; i < deeds; i++)
        {
            var deed = new Tamper(house, links, chance).Deed(i % Tamper.Kinds);
            await house.SqlAsync(deed.Sql);
            var report = await house.VerifyAsync();
            if (report.IsWhole || !report.Wrong.Any(deed.IsToldBy)) missed.Add($"{deed.Sql} → {string.Join(" | ", report.Wrong.Take(3))}");
            await house.SqlAsync(deed.Undo);
        }

        Assert.Equal([], missed);
        Assert.Empty((await house.VerifyAsync()).Wrong);
    }

    [Fact]
    public async Task of_facts_that_were_blanked_without_an_erasure_is_found()
    {
        await using var house = await ChainHouse.BuildAsync(12);
        await using var work = await house.Store.ReadAsync(house.Workspace, CancellationToken.None);
        var named = await work.Db.AuditEntries.FirstAsync(entry => entry.Action == "named 3");
        var (person, keys) = (Guid.Parse((string)named.Facts![0]!["person"]!), await house.Feed.KeysAsync(house.Workspace, CancellationToken.None));
        using var fact = System.Text.Json.JsonDocument.Parse(named.Facts[0]!.ToJsonString());
        var hash = Convert.ToHexStringLower(new HashedFacts().Of(fact.RootElement, keys.GetValueOrDefault));
        await work.DisposeAsync();

        await house.SqlAsync($$"""update audit set facts = '[{"row":"person {{person}}","person":"{{person}}","change":"modified","erased":"{{hash}}"}]' where id = {{house.Sql(named.Id)}}""");

        Assert.Contains("erasure is not on the record", Assert.Single((await house.VerifyAsync()).Wrong).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task that_writes_the_whole_chain_anew_is_found_by_the_anchor()
    {
        await using var house = await ChainHouse.BuildAsync(12);
        await house.SqlAsync($"update audit set action = 'never happened' where action = 'noted 4'; delete from chain; delete from cursor where name like 'chain:%'");
        await house.TieLinksAsync();

        Assert.Contains("another than the one that was anchored", Assert.Single((await house.VerifyAsync()).Wrong).What, StringComparison.Ordinal);
    }
}

/// <summary>What somebody does past Kith, how it is undone, and the entries or places that must be named.</summary>
sealed record TamperDeed(string Sql, string Undo, IReadOnlyCollection<Guid> Ids, IReadOnlyCollection<long> Seqs)
{
    public bool IsToldBy(ChainTrouble trouble) =>
        (trouble.AuditId is { } id && Ids.Contains(id)) || (trouble.Seq is { } seq && (Seqs.Contains(seq) || Seqs.Contains(seq - 1)));
}

/// <summary>One deed of each kind, on rows taken by chance.</summary>
sealed class Tamper(ChainHouse house, List<ChainLink> links, Random chance)
{
    public const int Kinds = 10;

    public TamperDeed Deed(int kind)
    {
        var (one, two) = (chance.Next(links.Count), chance.Next(links.Count - 1));
        if (two >= one) two++;
        var (a, b, cut) = (links[one], links[two], chance.Next(1, links.Count / 3));
        var (gone, from) = (links[^cut..], links[^cut].Seq);
        return kind switch
        {
            0 => On([a], $"update audit set {EditOfEntry()} where id = {house.Sql(a.AuditId)}"),
            1 => On([a], $"update chain set {EditOfLink(a)} where seq = {a.Seq} and {OfHere}"),
            2 => On([a], $"delete from audit where id = {house.Sql(a.AuditId)}"),
            3 => On([a], $"delete from chain where seq = {a.Seq} and {OfHere}"),
            4 => On([a], $"delete from audit where id = {house.Sql(a.AuditId)}; delete from chain where seq = {a.Seq} and {OfHere}"),
            5 => Swap(a, b),
            6 => On([a, b], $"update chain set audit_id = {house.Sql(Guid.NewGuid())} where seq = {a.Seq} and {OfHere}; update chain set audit_id = {house.Sql(a.AuditId)} where seq = {b.Seq} and {OfHere}; update chain set audit_id = {house.Sql(b.AuditId)} where seq = {a.Seq} and {OfHere}"),
            7 => Insert(a),
            8 => On(gone, $"delete from audit where id in ({string.Join(", ", gone.Select(link => house.Sql(link.AuditId)))})"),
            _ => CutWithCursor(gone, from),
        };
    }

    string OfHere => $"workspace_id = {house.Sql(house.Workspace)}";

    string EditOfEntry() => chance.Next(8) switch
    {
        0 => "action = action || ' '",
        1 => "object = coalesce(object, '') || 'x'",
        2 => house.Store.IsPostgres ? "at = at + interval '1 microsecond'" : "at = at + 1",
        3 => "actor_kind = actor_kind + 1",
        4 => $"actor_id = {house.Sql(Guid.NewGuid())}",
        5 => "facts = '[{\"moments\": 999}]'",
        6 => "epoch = epoch + 1",
        _ => house.Store.IsPostgres ? "tx = (tx::text::bigint + 100000)::text::xid8" : "tx = tx + 100000",
    };

    string EditOfLink(ChainLink link) => chance.Next(4) switch
    {
        0 => $"facts_hash = {house.Sql(Flipped(link.FactsHash))}",
        1 => $"previous = {house.Sql(Flipped(link.Previous))}",
        2 => $"hash = {house.Sql(Flipped(link.Hash))}",
        _ => $"audit_id = {house.Sql(Guid.NewGuid())}",
    };

    byte[] Flipped(byte[] hash)
    {
        var other = (byte[])hash.Clone();
        other[chance.Next(other.Length)] ^= (byte)(1 << chance.Next(8));
        return other;
    }

    /// <summary>Each says what the other said.</summary>
    TamperDeed Swap(ChainLink a, ChainLink b)
    {
        var (one, two) = (house.Sql(a.AuditId), house.Sql(b.AuditId));
        const string set = "action, object, facts, at";
        return On([a, b], $"""
            update audit set ({set}) = (select {set} from audit_kept k where k.id = {two}) where id = {one};
            update audit set ({set}) = (select {set} from audit_kept k where k.id = {one}) where id = {two}
            """);
    }

    /// <summary>An entry that pretends to be of then.</summary>
    TamperDeed Insert(ChainLink a)
    {
        var id = Ids.New(Life.Now.AddDays(-1));
        const string rest = "epoch, tx, at, actor_kind, actor_id, action, object, facts";
        var given = house.Store.IsPostgres ? $"{house.Sql(id)}::uuid" : house.Sql(id);
        var deed = On([a], $"insert into audit (workspace_id, id, {rest}) select workspace_id, {given}, {rest} from audit_kept k where k.id = {house.Sql(links[chance.Next(links.Count - 1)].AuditId)}");
        return deed with { Ids = [id], Seqs = [], Undo = $"delete from audit where id = {house.Sql(id)}" };
    }

    TamperDeed CutWithCursor(List<ChainLink> gone, long from)
    {
        var last = links[(int)from - 2];
        var deed = On(gone, $"""
            delete from audit where id in ({string.Join(", ", gone.Select(link => house.Sql(link.AuditId)))}); delete from chain where seq >= {from} and {OfHere};
            update cursor set n = {from - 1}, moment_id = {house.Sql(last.AuditId)}, epoch = (select k.epoch from audit_kept k where k.id = {house.Sql(last.AuditId)}),
                tx = (select k.tx{(house.Store.IsPostgres ? "::text::bigint" : "")} from audit_kept k where k.id = {house.Sql(last.AuditId)}) where name = '{ChainFeed.CursorOf(house.Workspace)}'
            """);
        var name = $"'{ChainFeed.CursorOf(house.Workspace)}'";
        return deed with { Undo = $"{deed.Undo}; delete from cursor where name = {name}; insert into cursor select * from cursor_kept where name = {name}" };
    }

    TamperDeed On(List<ChainLink> touched, string sql)
    {
        var ids = string.Join(", ", touched.Select(link => house.Sql(link.AuditId)));
        var seqs = string.Join(", ", touched.Select(link => link.Seq.ToString(CultureInfo.InvariantCulture)));
        return new(sql, $"""
            delete from audit where id in ({ids}); insert into audit select * from audit_kept where id in ({ids});
            delete from chain where seq in ({seqs}) and {OfHere}; insert into chain select * from chain_kept where seq in ({seqs}) and {OfHere}
            """, [.. touched.Select(link => link.AuditId)], [.. touched.Select(link => link.Seq)]);
    }
}
