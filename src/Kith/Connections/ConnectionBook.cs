using Kith.Channels;
using Account = Kith.Channels.Account;
using FieldKind = Kith.Channels.FieldKind;

namespace Kith.Connections;

/// <summary>
/// All connections of all workspaces, opened and in memory: a hook finds its connection without asking the database. Fresh after every
/// commit that changed one; what another node changed is seen at the next look.
/// </summary>
public sealed class ConnectionBook : IDisposable
{
    readonly Store store;
    readonly ChannelRegistry channels;
    readonly SealedSecrets secrets;
    readonly PublicAddress address;
    readonly ILogger<ConnectionBook> log;
    readonly SemaphoreSlim reading = new(1, 1);
    volatile Dictionary<Guid, OpenConnection> open = [];
    volatile Task settled = Task.CompletedTask;

    public ConnectionBook(Store store, ChannelRegistry channels, SealedSecrets secrets, PublicAddress address, ILogger<ConnectionBook> log)
    {
        (this.store, this.channels, this.secrets, this.address, this.log) = (store, channels, secrets, address, log);
        store.Announced += Hear;
    }

    /// <summary>Raised after the book changed.</summary>
    public event Action? Changed;

    public IReadOnlyCollection<OpenConnection> All => open.Values;

    /// <summary>The connection a hook speaks of, if it is switched on and of that channel.</summary>
    public OpenConnection? Find(string channel, Guid id) => Get(id) is { Enabled: true } found && found.Channel.Id == channel ? found : null;

    /// <summary>The connection, switched on or not; null when there is none, its channel is not installed or its secrets cannot be opened here.</summary>
    public OpenConnection? Get(Guid id) => open.GetValueOrDefault(id);

    /// <summary>Done when every change committed so far is in the book.</summary>
    public Task SettledAsync() => settled;

    /// <summary>Reads the book again if anything in it was changed.</summary>
    public async Task ReadAsync(CancellationToken stop)
    {
        await reading.WaitAsync(stop);
        try
        {
            await using var work = await store.ReadAcrossAsync(stop);
            var known = await work.Db.Connections.IgnoreQueryFilters().Select(c => new { c.Id, c.Version }).ToListAsync(stop);
            var stale = known.Where(row => Get(row.Id)?.Version != row.Version).Select(row => row.Id).ToList();
            if (stale.Count == 0 && known.Count == open.Count) return;

            var rows = await work.Db.Connections.IgnoreQueryFilters().AsNoTracking().Where(c => stale.Contains(c.Id)).ToListAsync(stop);
            var kept = open.Where(pair => known.Any(row => row.Id == pair.Key) && !stale.Contains(pair.Key)).Select(pair => pair.Value);
            open = kept.Concat(rows.Select(Open).OfType<OpenConnection>()).ToDictionary(connection => connection.Id);
        }
        finally
        {
            reading.Release();
        }
        Changed?.Invoke();
    }

    public void Dispose()
    {
        store.Announced -= Hear;
        reading.Dispose();
    }

    /// <summary>The account of a connection with these settings, as its channel sees it.</summary>
    public Account AccountOf(Connection row, IReadOnlyDictionary<string, string> opened)
    {
        var settings = row.Settings.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.ToString());
        foreach (var (key, value) in opened) settings[key] = value;
        var home = HomeOf(row.Channel, settings);
        return new Account(row.Id, address.HookUrl(row.Channel, row.Id), settings, number => PhoneNumber.TryFromNetwork(number, home, out var read) ? read.E164 : null,
            written => EmailAddress.TryParse(written, out var read) ? read.Value : null);
    }

    /// <summary>How this connection is signed in to at its provider, as its row says it now; null where it is not.</summary>
    public SignInPlan? SignInOf(Connection row) =>
        channels.Find(row.Channel) is ISignIn channel && secrets.Open(row.WorkspaceId, row.Id, row.Secrets) is { } opened ? channel.SignIn(AccountOf(row, opened)) : null;

    void Hear(Announcement news)
    {
        if (news.Connections.Count == 0) return;
        lock (reading) settled = AgainAsync(settled);
    }

    async Task AgainAsync(Task before)
    {
        await before;
        try { await ReadAsync(CancellationToken.None); }
        catch (Exception broken) { log.LogWarning(broken, "The book of connections could not be read; it is tried again"); }
    }

    OpenConnection? Open(Connection row)
    {
        if (channels.Find(row.Channel) is not { } channel) return null;
        if (secrets.Open(row.WorkspaceId, row.Id, row.Secrets) is { } opened)
            return new OpenConnection(row.WorkspaceId, row.Id, row.Name, channel, AccountOf(row, opened), row.Enabled, row.Version);

        log.LogError("The secrets of connection {Connection} cannot be opened with the keys of this machine; it does nothing here", row.Id);
        return null;
    }

    /// <summary>Carriers may write numbers as they are dialled at home; home is where our own number lives.</summary>
    string? HomeOf(string channel, Dictionary<string, string> settings) =>
        (channels.Find(channel)?.Setup ?? []).Where(field => field.Kind == FieldKind.Phone && settings.ContainsKey(field.Key))
            .Select(field => PhoneNumber.TryParse(settings[field.Key], null, out var number) ? number.Region : null).FirstOrDefault();
}
