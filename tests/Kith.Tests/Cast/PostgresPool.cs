using System.Collections.Concurrent;
using Npgsql;

namespace Kith.Tests;

/// <summary>
/// Databases that are copies of one: a test takes one and gives it back, and before the next has it, it holds again what the first one held.
/// Making and dropping one for each test costs more than most tests do. Whoever changes its shape takes it along: such a one is made anew.
/// </summary>
sealed class PostgresPool(string template)
{
    /// <summary>Keeps the rows of now, and a mark of every later change of the shape.</summary>
    const string Keep = """
        create schema kept;
        create table kept.reshaped (what text);
        create function kept.made() returns event_trigger language plpgsql as $$ begin insert into kept.reshaped select command_tag from pg_event_trigger_ddl_commands(); end $$;
        create function kept.dropped() returns event_trigger language plpgsql as $$ begin insert into kept.reshaped values (tg_tag); end $$;
        do $$ declare one text; again text := '';
        begin
            for one in select tablename from pg_tables where schemaname = 'public' loop
                execute format('create table kept.%1$I as table public.%1$I', one);
                again := again || format('delete from public.%1$I; insert into public.%1$I select * from kept.%1$I; ', one);
            end loop;
            execute format('create function kept.again() returns boolean language plpgsql as %L',
                'begin if exists (select from kept.reshaped) then return false; end if; set local session_replication_role = replica; set local lock_timeout = ''5s''; ' || again || 'return true; end');
        end $$;
        create event trigger kept_made on ddl_command_end execute function kept.made();
        create event trigger kept_dropped on sql_drop execute function kept.dropped();
        """;

    readonly ConcurrentBag<string> free = [];
    readonly ConcurrentDictionary<string, bool> taken = new();

    /// <summary>Of a database that nobody is connected to, and that stays as it is from now on.</summary>
    public static async Task<PostgresPool> OfAsync(string template)
    {
        await using (var keep = PostgresPools.Of(World.ConnectionTo(template)).CreateCommand(Keep)) await keep.ExecuteNonQueryAsync();
        await World.ServerAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{template}'");
        return new(template);
    }

    /// <summary>The name of a database that holds what the first one held, for whoever asks alone.</summary>
    public async Task<string> TakeAsync()
    {
        while (free.TryTake(out var name))
        {
            if (await IsAgainAsync(name))
            {
                taken[name] = true;
                return name;
            }
            taken.TryRemove(name, out _);
            await World.ServerAsync($"drop database if exists {name} with (force)");
        }
        var made = await CopyAsync();
        taken[made] = true;
        return made;
    }

    /// <summary>Whether it is one of these; nobody gives one back twice.</summary>
    public bool TryGiveBack(string name)
    {
        if (!taken.ContainsKey(name)) return false;
        if (!taken.TryUpdate(name, false, true)) throw new InvalidOperationException($"{name} was given back before.");

        free.Add(name);
        return true;
    }

    /// <summary>A copy that is nobody else's, ever.</summary>
    public async Task<string> CopyAsync()
    {
        var name = $"kith_test_{Guid.NewGuid():N}";
        await World.ServerAsync($"create database {name} template {template} strategy file_copy");
        return name;
    }

    /// <summary>Asked over a connection that stays open, which knows the way.</summary>
    static async Task<bool> IsAgainAsync(string name)
    {
        try
        {
            await using var again = PostgresPools.Of(World.ConnectionTo(name)).CreateCommand("select kept.again()");
            return await again.ExecuteScalarAsync() is true;
        }
        catch (NpgsqlException) { return false; }
    }
}
