using Kith.Channels;
using Parcel = Kith.Channels.Parcel;

namespace Kith.Policy;

/// <summary>What a connection cost in one month, by its own price; the month is the one of UTC.</summary>
public sealed class Spending : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid ConnectionId { get; set; }
    /// <summary>Its first moment.</summary>
    public DateTime Month { get; set; }
    public decimal Amount { get; set; }

    public static DateTime MonthOf(DateTime at) => new(at.Year, at.Month, 1, 0, 0, 0, DateTimeKind.Utc);
}

/// <summary>Counts what leaves on one connection while its row is held, and stops before more than its budget is spent.</summary>
sealed class CostMeter(Func<Parcel, decimal> price, decimal? budget, Spending month)
{
    /// <summary>Null where nothing costs anything.</summary>
    public static async Task<CostMeter?> OpenAsync(KithDb db, OpenConnection connection, DateTime now, CancellationToken stop)
    {
        if (!await db.Connections.AnyAsync(c => c.Id == connection.Id && c.Price != null, stop)) return null;

        return await db.ConnectionAsync(connection.Id, stop) is { Price: { } price } held
            ? new(parcel => connection.CostOf(parcel) ?? price * parcel.Segments, held.Budget, await db.SpendingAsync(connection.Id, now, stop)) : null;
    }

    /// <summary>Whether it may leave. What is tried again was counted before.</summary>
    public bool Takes(Delivery row, Parcel parcel)
    {
        if (row.Cost is not null) return true;

        var cost = price(parcel);
        if (month.Amount + cost > budget) return false;

        (month.Amount, row.Cost) = (month.Amount + cost, cost);
        return true;
    }
}

static class Spendings
{
    extension(OpenConnection connection)
    {
        /// <summary>What it costs that this leaves, where the platform has a price for each kind of thing; else the connection's own price holds.</summary>
        public decimal? CostOf(Parcel parcel) => connection.Can<IPriced>()?.CostOf(parcel, connection.Account);
    }

    extension(KithDb db)
    {
        public async Task<IReadOnlyDictionary<Guid, decimal>> SpentAsync(DateTime now, CancellationToken stop)
        {
            var month = Spending.MonthOf(now);
            return await db.Spendings.Where(s => s.Month == month).ToDictionaryAsync(s => s.ConnectionId, s => s.Amount, stop);
        }

        /// <summary>The month's row, to be written to by whoever holds the connection's.</summary>
        public async Task<Spending> SpendingAsync(Guid connection, DateTime now, CancellationToken stop)
        {
            var month = Spending.MonthOf(now);
            if (await db.Spendings.SingleOrDefaultAsync(s => s.ConnectionId == connection && s.Month == month, stop) is { } kept) return kept;

            var fresh = new Spending { WorkspaceId = db.WorkspaceId, ConnectionId = connection, Month = month };
            db.Add(fresh);
            return fresh;
        }
    }
}
