namespace Kith.Connections;

/// <summary>What one message of a connection costs, or one part of a long one, and how much all of them may in a month.</summary>
/// <param name="Amount">Nought where nothing costs anything; then there is no budget either.</param>
/// <param name="Currency">ISO 4217: three letters.</param>
/// <param name="Budget">Null for no limit.</param>
public sealed record ConnectionPrice(decimal Amount, string? Currency, decimal? Budget)
{
    const decimal Most = 1_000_000;

    public static ConnectionPrice? Of(Connection row) => row.Price is { } price ? new(price, row.Currency, row.Budget) : null;

    public void PutOn(Connection row)
    {
        if (Amount is < 0 or > Most || decimal.Round(Amount, 6) != Amount) throw Refusal.Field("price.amount", "A price is a number from 0 on, with six digits after the point at most.");
        if (Amount > 0 && Currency is not { Length: 3 }) throw Refusal.Field("price.currency", "Say in which currency, by its three letters: ZAR, EUR, USD.");
        if (Currency?.All(char.IsAsciiLetter) == false) throw Refusal.Field("price.currency", "Say in which currency, by its three letters: ZAR, EUR, USD.");
        if (Budget is < 0 or > Most * Most) throw Refusal.Field("price.budget", "A budget is a number from 0 on.");

        var isPaid = Amount > 0;
        row.Price = isPaid ? Amount : null;
        row.Currency = isPaid ? Currency!.ToUpperInvariant() : null;
        row.Budget = isPaid ? Budget : null;
    }
}
