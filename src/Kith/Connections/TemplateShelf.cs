using System.Collections.Concurrent;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>
/// The approved texts of each connection, asked for when somebody needs them and kept for some minutes, in memory alone: the platform knows
/// what is approved now. Nothing else is held while it is asked.
/// </summary>
sealed class TemplateShelf(OutboundWire wire, AskingPace pace, TimeProvider clock)
{
    const int LargestPage = 4 * 1024 * 1024, MostPages = 30;

    static readonly TimeSpan stays = TimeSpan.FromMinutes(5), failureStays = TimeSpan.FromSeconds(10), longest = TimeSpan.FromSeconds(60);

    readonly ConcurrentDictionary<Guid, OnShelf> kept = new();

    /// <summary>What is on the shelf for this connection as it is now; null when it was not asked for, or that was too long ago.</summary>
    public OnShelf? Kept(OpenConnection connection) =>
        kept.TryGetValue(connection.Id, out var found) && found.Version == connection.Version && clock.GetUtcNow() - found.At < (found.Problem is null ? stays : failureStays) ? found : null;

    /// <summary>What is on the shelf, or what they answer now.</summary>
    public async Task<OnShelf> ReadAsync(OpenConnection connection, bool fresh, CancellationToken stop)
    {
        if (!fresh && Kept(connection) is { } found) return found;

        pace.Take("templates", connection.WorkspaceId);
        return kept[connection.Id] = await AskAsync(connection, connection.Can<ITemplates>()!, stop);
    }

    async Task<OnShelf> AskAsync(OpenConnection connection, ITemplates channel, CancellationToken stop)
    {
        var (all, began, after) = (new List<MessageTemplate>(), clock.GetUtcNow(), (string?)null);
        for (var page = 0; page < MostPages; page++)
        {
            if (clock.GetUtcNow() - began > longest) return Failed(ChannelProblem.Unreachable("The list of templates took too long to come."));

            var carried = await wire.SendAsync(channel.Listing(connection.Account, after), LargestPage, stop);
            stop.ThrowIfCancellationRequested();
            if (carried.Answer is null) return Failed(ChannelProblem.Unreachable());
            if (!carried.Whole) return Failed(ChannelProblem.NotUnderstood());
            if (channel.ReadListing(carried.Answer) is not TemplatesRead.Page read) return Failed(((TemplatesRead.Failed)channel.ReadListing(carried.Answer)).Problem);

            all.AddRange(read.Templates);
            if (read.After is null || read.After == after) break;
            after = read.After;
        }
        return new(connection.Version, clock.GetUtcNow(), [.. all.DistinctBy(one => (one.Name, one.Language))], null);

        OnShelf Failed(ChannelProblem problem) => new(connection.Version, clock.GetUtcNow(), [], problem);
    }
}

/// <summary>What came when a connection was asked for its templates.</summary>
/// <param name="Version">The connection's, as it was asked.</param>
/// <param name="At">When.</param>
/// <param name="Templates">All of them, also those that cannot be sent.</param>
/// <param name="Problem">Why none came.</param>
sealed record OnShelf(long Version, DateTimeOffset At, IReadOnlyList<MessageTemplate> Templates, ChannelProblem? Problem)
{
    public MessageTemplate? Find(string? name, string? language) => Templates.FirstOrDefault(one => one.Name == name && one.Language == language);

    /// <summary>As a door says it: what passes by itself may be tried again, the rest needs a person.</summary>
    public Refusal? Refusal => Problem is not { } problem ? null
        : new("templates_unavailable", problem.Words, problem is { CanRetry: true, IsOfConnection: false } ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status409Conflict);
}
