using Kith.Channels;
using Account = Kith.Channels.Account;
using FieldKind = Kith.Channels.FieldKind;

namespace Kith.Connections;

/// <summary>A connection as the host works with it: its channel found, its secrets opened. Never printed, never answered.</summary>
public sealed class OpenConnection(Guid workspace, Guid id, string name, IChannel channel, Account account, bool enabled, long version)
{
    public Guid WorkspaceId => workspace;

    public Guid Id => id;

    public string Name => name;

    public IChannel Channel => channel;

    public Account Account => account;

    /// <summary>Switched on by a person; hooks of the others answer as if they did not exist.</summary>
    public bool Enabled => enabled;

    public long Version => version;

    /// <summary>How it is signed in to at its provider; null where it is not.</summary>
    public SignInPlan? SignIn => Can<ISignIn>()?.SignIn(account);

    /// <summary>The department that its settings put in charge; null for the one where everything opens.</summary>
    public Guid? Department =>
        channel.Setup.FirstOrDefault(one => one.Kind == FieldKind.Department) is { } setting && Guid.TryParse(account[setting.Key], out var chosen) ? chosen : null;

    /// <summary>What the channel can do of the kind asked for, or null.</summary>
    public T? Can<T>() where T : class => channel as T;

    public Surface? SurfaceOf(string? surface) =>
        channel.Surfaces.FirstOrDefault(one => one.Id == surface) ?? (surface is null && channel.Surfaces.Count == 1 ? channel.Surfaces[0] : null);

    public override string ToString() => $"connection {id}";
}
