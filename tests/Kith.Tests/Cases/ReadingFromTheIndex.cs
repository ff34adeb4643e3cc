using System.Data.Common;

namespace Kith.Tests.Cases;

/// <summary>Lists, counts and timelines begin at their place in an index and read on from there: nothing is scanned, nothing is sorted whole.</summary>
public class ReadingFromTheIndex(World world) : IClassFixture<World>
{
    [Theory]
    [InlineData("all", "case_by_promise_due_id")]
    [InlineData("mine", "case_by_owner_id_promise_due_id")]
    [InlineData("department", "case_of_department")]
    [InlineData("unassigned", "case_without_owner")]
    [InlineData("sifted", "case_by_promise_due_id")]
    [InlineData("edge", "case_of_department")]
    [InlineData("merged", "case_merged")]
    [InlineData("up", "moment_by_person_id_at_id")]
    [InlineData("changes", "moment_by_reply_to")]
    [InlineData("watch", "case_to_look_at")]
    [InlineData("overlooked", "case_to_look_at_again")]
    [InlineData("promises", "promise_running")]
    public async Task each_list_has_its_own(string list, string index)
    {
        await using var kith = await world.OpenAsync();
        var plan = await kith.LookAsync(db => PlanAsync(db, QueryOf(db, list, Guid.NewGuid(), Life.Now)));
        // With nothing in the tables all indexes of a list are equally cheap to PostgreSQL; which one it takes shows in the figures of the benchmark.
        Assert.Contains(World.OnPostgres ? "Index" : index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    static IQueryable<object> QueryOf(KithDb db, string list, Guid id, DateTime at) => list switch
    {
        "all" => db.Cases.Running.After((at, id)).ByPromise.Take(51),
        "mine" => db.Cases.OwnedBy(id).Running.After((at, id)).ByPromise.Take(51),
        "department" => db.Cases.Of(id).Running.After((at, id)).ByPromise.Take(51),
        "unassigned" => db.Cases.Unowned.Running.After((at, id)).ByPromise.Take(51),
        "sifted" => new CaseSieve([id], false).Sift(db.Cases.Running.After((at, id)).UpTo((at.AddDays(1), id))).ByPromise.Take(51),
        "edge" => db.Cases.Of(id).Running.After((at, id)).ByPromise.Skip(CaseSieve.Stretch - 1).Take(1),
        "merged" => db.Cases.MergedInto(id),
        "up" => db.Moments.Where(m => m.PersonId == id && Keyset.IsBefore(m.At, m.Id, at, id)).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(51),
        "changes" => db.ChangesTo([id]),
        "watch" => CaseWatch.ToWake(db.Cases.IgnoreQueryFilters(), at),
        "overlooked" => CaseWatch.Overlooked(db.Cases.IgnoreQueryFilters(), db.Promises.IgnoreQueryFilters(), at),
        _ => CaseWatch.ToTell(db.Promises.IgnoreQueryFilters(), at),
    };

    /// <summary>The tables are empty, so PostgreSQL is asked for the plan it has when scanning and sorting are out of the question.</summary>
    static async Task<string> PlanAsync(KithDb db, IQueryable<object> query)
    {
        await using var command = query.CreateDbCommand();
        if (World.OnPostgres) await db.Database.ExecuteSqlRawAsync("set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off");
        command.CommandText = (World.OnPostgres ? "explain " : "explain query plan ") + command.CommandText;
        command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(db.Database.CurrentTransaction!);
        var lines = new List<string>();
        await using DbDataReader rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) lines.Add(rows.GetString(World.OnPostgres ? 0 : 3));
        return string.Join('\n', lines);
    }
}
