using System.Net;
using Npgsql;

namespace Kith.Tests.Data;

/// <summary>Two transactions that each hold what the other waits for: the database ends one of them.</summary>
public class WaitingForEachOther(World world) : IClassFixture<World>
{
    [OnPostgresFact]
    public async Task what_was_ended_so_is_done_again_and_nobody_hears_of_it()
    {
        await using var kith = await world.OpenAsync();
        var (one, other) = (await OpenAsync(kith, "One"), await OpenAsync(kith, "Other"));
        await using var connection = await ((PostgresStore)kith.Store).Owner.OpenConnectionAsync();
        // Whoever looks first is ended: it shall not be this one.
        await RunAsync(connection, "begin; set local deadlock_timeout = '1min'");
        await HoldAsync(connection, other);

        var tagged = kith.As(Cast.Rosa).PostAsync("/api/cases/changes", new { cases = new[] { one, other }, step = new { kind = "tag", tags = new[] { "storm" } } }, HttpStatusCode.OK);
        await Soon.Async(async () => Assert.True(await IsWaitedForAsync(connection)));
        await HoldAsync(connection, one);
        await RunAsync(connection, "commit");

        Assert.Equal(2, (int)(await tagged)["done"]!);
        Assert.All((await kith.As(Cast.Rosa).GetAsync("/api/cases?list=all"))["items"]!.AsArray(), row => Assert.Equal("storm", (string)row!["tags"]!.AsArray().Single()!));
    }

    static async Task<long> OpenAsync(KithUnderTest kith, string title) => (await kith.OpenCaseAsync(await kith.MeetAsync($"Somebody with {title}"), title)).Number;

    static Task HoldAsync(NpgsqlConnection connection, long number) => RunAsync(connection, $"""select 1 from "case" where number = {number} for update""");

    static async Task<bool> IsWaitedForAsync(NpgsqlConnection connection)
    {
        await using var asked = new NpgsqlCommand("select exists (select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))", connection);
        return (bool)(await asked.ExecuteScalarAsync())!;
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var run = new NpgsqlCommand(sql, connection);
        await run.ExecuteNonQueryAsync();
    }
}
