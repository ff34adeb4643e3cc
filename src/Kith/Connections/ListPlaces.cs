using Kith.Channels;

namespace Kith.Connections;

/// <summary>GET /api/places: where people find us, as they see it; who answers there and when; and where nobody can find us yet.</summary>
static class ListPlaces
{
    public static void MapPlaces(this RouteGroupBuilder api) => api.MapGet("/places", AllAsync).Allow(Role.Viewer);

    static async Task<PlacesAnswer> AllAsync(KithDb db, ConnectionBook book, ChannelRegistry channels, PublicAddress address, TimeProvider clock, CancellationToken stop)
    {
        var workspace = await db.Workspaces.SingleAsync(stop);
        var departments = await db.Departments.ToDictionaryAsync(d => d.Id, stop);
        var calendars = await db.Calendars.AsNoTracking().ToDictionaryAsync(c => c.Id, stop);
        var house = await db.HouseHoursAsync(stop);
        var usual = departments.Values.Single(d => d.IsDefault);
        List<PlaceRow> places = [];
        List<IChannel> found = [];
        foreach (var row in await db.Connections.AsNoTracking().Where(c => c.Enabled).OrderBy(c => c.Name).ToListAsync(stop))
        {
            if (book.Get(row.Id) is not { } connection || connection.Can<IFound>() is not { } seen) continue;

            found.Add(connection.Channel);
            var department = connection.Department is { } chosen ? departments.GetValueOrDefault(chosen, usual) : usual;
            var calendar = house.CalendarOf(department.Id, null) is { } id ? calendars.GetValueOrDefault(id) : null;
            places.AddRange(PlacesOf(connection, seen, address).Select(place => new PlaceRow(
                row.Id, row.Name, row.Channel, SurfaceOf(connection, place).Name, SurfaceOf(connection, place).Visibility, Shown(place), place.Url,
                department.Id, department.Name, calendar?.Openings ?? [], calendar?.TimeZone ?? workspace.TimeZone, house.Of(calendar?.Id).IsOpen(clock.Now), row.Health)));
        }
        return new([.. places], [.. channels.All.Where(channel => channel is IFound && !found.Exists(other => IsAlike(channel, other))).Select(channel => new MissingPlace(channel.Id, channel.Name, channel.Note))], workspace.TimeZone);
    }

    /// <summary>A connection that people cannot be told the address of is listed all the same: what is missing is said there. Our chat also has a page of its own.</summary>
    static IEnumerable<PublicPlace> PlacesOf(OpenConnection connection, IFound seen, PublicAddress address)
    {
        var places = seen.Found(connection.Account);
        if (connection.Channel.Id == VisitorDesk.Channel) return [.. places, ChatPage(connection, address)];
        return places.Count > 0 ? places : [new(connection.Channel.Surfaces[0].Id, "")];
    }

    /// <summary>Numbers are read in groups.</summary>
    static string Shown(PublicPlace place) => place.Shown is ['+', ..] && PhoneNumber.TryParse(place.Shown, null, out var number) ? number.International : place.Shown;

    static PublicPlace ChatPage(OpenConnection connection, PublicAddress address)
    {
        var url = $"{address.Base}/chat/{connection.Id}/talk";
        return new(connection.Channel.Surfaces[0].Id, url, url);
    }

    static Surface SurfaceOf(OpenConnection connection, PublicPlace place) => connection.SurfaceOf(place.Surface) ?? connection.Channel.Surfaces[0];

    /// <summary>Two carriers of SMS are one way to find us; a phone that rings and one that reads are two.</summary>
    static bool IsAlike(IChannel one, IChannel other) =>
        (one.Surfaces[0].HandleKind, one.Surfaces[0].Wire == Channels.Wire.Call) == (other.Surfaces[0].HandleKind, other.Surfaces[0].Wire == Channels.Wire.Call);
}

/// <summary>Where people find us.</summary>
/// <param name="Missing">Kinds of channels of which nothing is connected.</param>
/// <param name="TimeZone">Of the house.</param>
public sealed record PlacesAnswer(IReadOnlyList<PlaceRow> Items, IReadOnlyList<MissingPlace> Missing, string TimeZone);

/// <summary>One way in which people find us.</summary>
/// <param name="Surface">What the place is called.</param>
/// <param name="Shown">As people read it; empty where the settings of the connection do not say it.</param>
/// <param name="Url">What opens it; null where nothing does.</param>
/// <param name="DepartmentId">Where new cases from there open.</param>
/// <param name="Openings">When somebody of that department answers; without any, always.</param>
/// <param name="TimeZone">Of these openings.</param>
/// <param name="IsOpen">Whether somebody is there now.</param>
public sealed record PlaceRow(
    Guid ConnectionId, string Name, string Channel, string Surface, Kith.Channels.Visibility Visibility, string Shown, string? Url,
    Guid DepartmentId, string DepartmentName, IReadOnlyList<Opening> Openings, string TimeZone, bool IsOpen, HealthState Health);

/// <summary>A kind of channel by which nobody can find us yet.</summary>
/// <param name="Note">What it costs and needs.</param>
public sealed record MissingPlace(string Channel, string Name, string Note);
