namespace Kith.Channels;

/// <summary>
/// A platform where one thing costs more than another, so that a price for each message would be wrong. Pure: the host counts what leaves and what
/// comes, and stops before more than the budget of a connection is spent. All in the currency in which the platform bills.
/// </summary>
public interface IPriced
{
    /// <summary>What it costs that this leaves.</summary>
    decimal CostOf(Parcel parcel, Account account);

    /// <summary>What it costs that this was asked for and came.</summary>
    decimal CostOf(Polled.Brought page, Account account);

    /// <summary>What one answer can cost at most: nobody knows before how much it brings.</summary>
    decimal MostOfAPage(Account account);
}
