using Microsoft.Extensions.Caching.Memory;

namespace Kith.Team;

/// <summary>
/// How often somebody may guess: per account, whoever asks, and per address, whomever it asks for. A try is counted before it is
/// checked, so that a thousand at once are no more than a thousand one by one.
/// </summary>
sealed class SignInThrottle(IMemoryCache remembered)
{
    const int TriesPerAccount = 10, TriesPerAddress = 60;
    static readonly TimeSpan window = TimeSpan.FromMinutes(15);

    public Tries Take(HttpContext http, string account)
    {
        var taken = new Tries(Counter($"account {account}"), Counter($"address {Crowd.Of(http)}"));
        if (Interlocked.Increment(ref taken.Account.Count) <= TriesPerAccount & Interlocked.Increment(ref taken.Address.Count) <= TriesPerAddress) return taken;

        http.Response.Headers.RetryAfter = ((int)window.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        throw new Refusal("slow_down", "Too many tries. Please wait a quarter of an hour, or sign in with a passkey.", StatusCodes.Status429TooManyRequests);
    }

    Counter Counter(string key) => remembered.GetOrCreate(("tries", key), entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = window;
        return new Counter();
    })!;
}

/// <summary>One try, given back when it was the right one.</summary>
sealed record Tries(Counter Account, Counter Address)
{
    public void GiveBack()
    {
        Interlocked.Decrement(ref Account.Count);
        Interlocked.Decrement(ref Address.Count);
    }
}

sealed class Counter
{
    public int Count;
}
