using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Kith.Channels;
using Kith.Sights;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Account = Kith.Team.Account;
using Connection = Kith.Connections.Connection;

namespace Kith.Bench;

/// <summary>A fresh installation to measure: one workspace, one Generic HTTP connection, one token, and the server as its own process.</summary>
sealed class Ground : IAsyncDisposable
{
    const int Port = 5151;
    Process? server;

    public required KithSettings Settings { get; init; }

    public Guid Workspace { get; private set; }

    public Guid Connection { get; private set; }

    public string Secret { get; } = Secrets.Make(SecretShape.Whsec);

    public string Token { get; private set; } = "";

    public static int Address => Port;

    public Target Target => new(new IPEndPoint(IPAddress.Loopback, Port), Connection, Secret);

    public string Name => IsPostgres ? "postgres" : "sqlite";

    public bool IsPostgres => !Settings.IsSqlite;

    public int ServerPid => server!.Id;

    /// <summary>The process of PostgreSQL that the others descend from; 0 on SQLite.</summary>
    public int Postmaster { get; private set; }

    public static async Task<Ground> PrepareAsync(bool postgres, Func<Ground, Store, Task>? seed = null)
    {
        var ground = await EmptyAsync(postgres);
        using (var held = new DataFolder(ground.Settings.DataFolder))
        await using (var store = await OpenStore.OpenAsync(ground.Settings, held, TimeProvider.System, CancellationToken.None))
        {
            await ground.SettleAsync(store);
            if (seed is not null) await seed(ground, store);
        }
        if (postgres)
        {
            NpgsqlConnection.ClearAllPools();
            ground.Postmaster = await PostmasterAsync();
        }
        return ground;
    }

    /// <summary>Where nobody has been before, with a database that is not migrated yet.</summary>
    public static async Task<Ground> EmptyAsync(bool postgres)
    {
        var settings = new KithSettings { DataFolder = Directory.CreateTempSubdirectory("kith-bench-").FullName };
        return new() { Settings = postgres ? settings with { Database = await MakeDatabaseAsync() } : settings };
    }

    /// <summary>What lies here: the database, and the files beside it. Bytes.</summary>
    public async Task<long> SizeAsync() =>
        new DirectoryInfo(Settings.DataFolder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) + (IsPostgres ? (long)(await ScalarAsync("select pg_database_size(current_database())"))! : 0);

    public async Task StartAsync(params (string Name, string Value)[] more)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Root, "src/Kith/bin/Release/net10.0/Kith.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Settings.DataFolder };
        start.Environment["KITH_DATA"] = Settings.DataFolder;
        start.Environment["KITH_DATABASE"] = Settings.Database;
        start.Environment["KITH_URLS"] = start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Port}";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        foreach (var (name, value) in more) start.Environment[name] = value;
        server = Process.Start(start)!;
        _ = server.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = server.StandardError.BaseStream.CopyToAsync(Console.OpenStandardError());
        for (var i = 0; i < 600; i++)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync("127.0.0.1", Port);
                return;
            }
            catch (SocketException) when (!server.HasExited) { await Task.Delay(100); }
        }
        throw new InvalidOperationException("The server did not start.");
    }

    public double ServerCpu => Cpu.Of(ServerPid);

    public double DatabaseCpu => Postmaster == 0 ? 0 : Cpu.OfPostgres(Postmaster);

    public long ServerMemory => long.Parse(File.ReadLines($"/proc/{ServerPid}/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    /// <summary>How long it takes from now until everything that was kept is applied and can be found.</summary>
    public async Task<TimeSpan> SearchLagAsync()
    {
        var began = Stopwatch.GetTimestamp();
        while (await IsSearchBehindAsync() && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60)) await Task.Delay(50);
        return Stopwatch.GetElapsedTime(began);
    }

    async Task<bool> IsSearchBehindAsync() =>
        await ScalarAsync("select (select m.id from moment m order by m.epoch desc, m.tx desc, m.id desc limit 1) = (select moment_id from cursor where name like 'search:%')") is not (true or 1L);

    /// <summary>Looks into its database; what it sees is committed.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using System.Data.Common.DbConnection connection = IsPostgres
            ? new NpgsqlConnection(Settings.Database) : new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Settings.DataFolder, "kith.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Kith.slnx"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }

    public static string? PostgresServer => Environment.GetEnvironmentVariable("KITH_TEST_POSTGRES") is { Length: > 0 } set ? set : null;

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill();
            await server.WaitForExitAsync();
            server.Dispose();
        }
        if (IsPostgres) await OnServerAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(Settings.Database).Database} with (force)");
        Directory.Delete(Settings.DataFolder, recursive: true);
    }

    async Task SettleAsync(Store store)
    {
        var now = DateTime.UtcNow;
        (Workspace, Connection) = (Ids.New(now), Ids.New(now));
        await using var work = await store.WriteAsync(Workspace, Actor.System, "settle", CancellationToken.None);
        work.Db.Add(new Workspace { WorkspaceId = Workspace, Name = "Marula Mutual", TimeZone = "Africa/Johannesburg", CreatedAt = now });
        work.Db.Add(Kith.Hours.Calendar.OfHouse(Workspace, now));
        work.Db.Add(new Department { WorkspaceId = Workspace, Id = Ids.New(now), Name = "Care", IsDefault = true, CreatedAt = now });
        var account = new Account { Id = Ids.New(now), UserName = "mina", NormalizedUserName = "MINA", SecurityStamp = "x" };
        var mina = new Teammate { WorkspaceId = Workspace, Id = Ids.New(now), AccountId = account.Id, Name = "Mina Botha", Email = "mina@marula.example", Role = Role.Owner, CreatedAt = now };
        var secret = RecognizeCaller.NewSecret(Workspace);
        work.Db.AddRange(account, mina);
        await work.Db.SaveChangesAsync();
        work.Db.Add(new ApiToken { WorkspaceId = Workspace, Id = Ids.New(now), TeammateId = mina.Id, Name = "bench", Role = Role.Owner, SecretHash = RecognizeCaller.Hash(secret), Prefix = "kith_", CreatedAt = now });
        work.Db.Add(new Connection
        {
            WorkspaceId = Workspace,
            Id = Connection,
            Channel = "http",
            Name = "bench",
            CreatedAt = now,
            Secrets = Seals(Settings).Seal(Workspace, Connection, new Dictionary<string, string> { ["secret"] = Secret }),
        });
        await work.CommitAsync(CancellationToken.None);
        Token = RecognizeCaller.TokenPrefix + secret;
    }

    /// <summary>One more connection, made before the server starts.</summary>
    public async Task<Guid> ConnectAsync(Store store, string channel, JsonObject settings, Dictionary<string, string> secrets, string? name = null)
    {
        var (now, id) = (DateTime.UtcNow, Ids.New(DateTime.UtcNow));
        await using var work = await store.WriteAsync(Workspace, Actor.System, "connect", CancellationToken.None);
        work.Db.Add(new Connection { WorkspaceId = Workspace, Id = id, Channel = channel, Name = name ?? channel, CreatedAt = now, Settings = settings, Secrets = Seals(Settings).Seal(Workspace, id, secrets) });
        await work.CommitAsync(CancellationToken.None);
        return id;
    }

    /// <summary>A second department has one in so many cases. The token is of somebody whose role sees only that one.</summary>
    public async Task<string> NarrowAsync(int oneIn)
    {
        using var held = new DataFolder(Settings.DataFolder);
        await using var store = await OpenStore.OpenAsync(Settings, held, TimeProvider.System, CancellationToken.None);
        await using var work = await store.WriteAsync(Workspace, Actor.System, "narrow", CancellationToken.None);
        var now = DateTime.UtcNow;
        var department = new Department { WorkspaceId = Workspace, Id = Ids.New(now), Name = "Accounts", CreatedAt = now };
        var role = new TeamRole { WorkspaceId = Workspace, Id = Ids.New(now), Name = "Accounts only", CreatedAt = now, Scopes = new() { Departments = [department.Id] } };
        var account = new Account { Id = Ids.New(now), UserName = "omar", NormalizedUserName = "OMAR", SecurityStamp = "x" };
        var omar = new Teammate { WorkspaceId = Workspace, Id = Ids.New(now), AccountId = account.Id, Name = "Omar Haddad", Email = "omar@marula.example", Role = Role.Teammate, CreatedAt = now, TeamRoleId = role.Id };
        var secret = RecognizeCaller.NewSecret(Workspace);
        work.Db.AddRange(department, role, account);
        await work.Db.SaveChangesAsync();
        work.Db.Add(omar);
        await work.Db.SaveChangesAsync();
        work.Db.Add(new ApiToken { WorkspaceId = Workspace, Id = Ids.New(now), TeammateId = omar.Id, Name = "bench", Role = Role.Teammate, SecretHash = RecognizeCaller.Hash(secret), Prefix = "kith_", CreatedAt = now });
        await work.Db.Cases.Where(c => c.Number % oneIn == 10).ExecuteUpdateAsync(set => set.SetProperty(c => c.DepartmentId, department.Id));
        await work.CommitAsync(CancellationToken.None);
        return RecognizeCaller.TokenPrefix + secret;
    }

    static SealedSecrets Seals(KithSettings settings) =>
        new(DataProtectionProvider.Create(new DirectoryInfo(settings.KeysFolder), builder => builder.SetApplicationName("kith")));

    static async Task<string> MakeDatabaseAsync()
    {
        var name = $"kith_bench_{Guid.NewGuid():N}";
        await OnServerAsync($"create database {name}");
        return new NpgsqlConnectionStringBuilder(PostgresServer) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<int> PostmasterAsync()
    {
        await using var connection = new NpgsqlConnection(PostgresServer);
        await connection.OpenAsync();
        var backend = await File.ReadAllTextAsync($"/proc/{connection.ProcessID}/stat");
        return int.Parse(backend[(backend.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
