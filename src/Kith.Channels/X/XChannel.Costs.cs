using System.Globalization;

namespace Kith.Channels.X;

/// <summary>What each thing costs, in US dollars, as X's price list said in 2026; prices change, so that each is a setting.</summary>
public sealed partial class XChannel : IPriced
{
    static readonly Dictionary<string, decimal> Prices = new() { ["price_post"] = 0.015m, ["price_link"] = 0.20m, ["price_message"] = 0.015m, ["price_read"] = 0.005m };

    /// <inheritdoc/>
    public decimal CostOf(Parcel parcel, Account account) => PriceOf(
        parcel.Surface == Direct ? "price_message" : XText.FirstLink(parcel.Text) is null ? "price_post" : "price_link", account);

    /// <inheritdoc/>
    public decimal CostOf(Polled.Brought page, Account account) => page.Items.Count * PriceOf("price_read", account);

    /// <inheritdoc/>
    public decimal MostOfAPage(Account account) => MostAtOnce * PriceOf("price_read", account);

    static decimal PriceOf(string key, Account account) => Price(account[key]) ?? Prices[key];

    static decimal? Price(string written) =>
        decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price is >= 0 and <= 100 ? price : null;
}
