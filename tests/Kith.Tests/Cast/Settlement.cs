using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kith.Tests;

/// <summary>Writes Marula Mutual, an insurer, and two others in the same database whose rows nobody there may ever see.</summary>
static class Settlement
{
    static readonly string passwordHash = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 })).HashPassword(new Account(), Cast.Password);

    public static async Task<Town> SettleAsync(Store store)
    {
        var marula = await FoundAsync(store, "Marula Mutual", null);
        var neighbour = await FoundAsync(store, "Neighbour Bank", "neighbour.example");
        var farther = await FoundAsync(store, "Farther Rail", "farther.example");
        return new Town(marula, neighbour, farther);
    }

    static async Task<House> FoundAsync(Store store, string name, string? host)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var workspace = Ids.New(now);
        await using var work = await store.WriteAsync(workspace, Actor.System, "settle", CancellationToken.None);
        work.Db.Add(new Workspace { WorkspaceId = workspace, Name = name, Host = host, TimeZone = "Africa/Johannesburg", CreatedAt = now, UndoSeconds = 0 });
        work.Db.Add(Calendar.OfHouse(workspace, now, AllWeek));
        var care = new Department { WorkspaceId = workspace, Id = Ids.New(now), Name = "Care", IsDefault = true, CreatedAt = now };
        var accounts = new Department { WorkspaceId = workspace, Id = Ids.New(now), Name = "Accounts", CreatedAt = now };
        work.Db.AddRange(care, accounts);
        await work.Db.SaveChangesAsync();

        var ids = new Dictionary<string, Guid>();
        var tokens = new Dictionary<string, string>();
        foreach (var member in Cast.Team)
        {
            var mail = host is null ? member.Email : $"{member.FirstName.ToLowerInvariant()}@{host}";
            var account = new Account { Id = Ids.New(now), UserName = mail, NormalizedUserName = mail.ToUpperInvariant(), Email = mail, NormalizedEmail = mail.ToUpperInvariant(), SecurityStamp = "x", PasswordHash = passwordHash };
            var teammate = new Teammate { WorkspaceId = workspace, Id = Ids.New(now), AccountId = account.Id, Name = member.Name, Email = mail, Role = member.Role, CreatedAt = now };
            var secret = RecognizeCaller.NewSecret(workspace);
            work.Db.AddRange(account, teammate);
            await work.Db.SaveChangesAsync();
            work.Db.Add(new ApiToken { WorkspaceId = workspace, Id = Ids.New(now), TeammateId = teammate.Id, Name = "test", Role = member.Role, SecretHash = RecognizeCaller.Hash(secret), Prefix = "kith_", CreatedAt = now });
            ids[member.FirstName] = teammate.Id;
            tokens[member.FirstName] = RecognizeCaller.TokenPrefix + secret;
        }
        foreach (var (department, member) in new[] { (care, Cast.Rosa), (care, Cast.Mina), (accounts, Cast.Omar) })
            work.Db.Add(new DepartmentMember { WorkspaceId = workspace, DepartmentId = department.Id, TeammateId = ids[member.FirstName] });
        care.HeadId = ids["Mina"];
        accounts.HeadId = ids["Mina"];
        await work.CommitAsync(CancellationToken.None);
        return new House(workspace, care.Id, accounts.Id, ids, tokens);
    }

    static List<Opening> AllWeek => [.. Enumerable.Range(1, 7).Select(day => new Opening(day, new TimeOnly(0, 0), new TimeOnly(23, 59)))];
}

public sealed record Town(House Marula, House Neighbour, House Farther)
{
    /// <summary>Where nobody has been before.</summary>
    public static Town Nowhere { get; } = new(House.Nobodys, House.Nobodys, House.Nobodys);
}

public sealed record House(Guid Id, Guid Care, Guid Accounts, IReadOnlyDictionary<string, Guid> TeammateIds, IReadOnlyDictionary<string, string> Tokens)
{
    public static House Nobodys { get; } = new(Guid.Empty, Guid.Empty, Guid.Empty, new Dictionary<string, Guid>(), new Dictionary<string, string>());
}
