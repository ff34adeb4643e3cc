namespace Kith.Channels;

/// <summary>
/// Texts that the platform approved beforehand, which may go where words of our own may not. Two pure halves, as for sending; the host asks
/// while a teammate waits and keeps nothing of it for long: the platform alone knows what is approved now.
/// </summary>
public interface ITemplates
{
    /// <summary>The request for one page of the list.</summary>
    /// <param name="account">The connection.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    WireRequest Listing(Account account, string? after);

    /// <summary>What their answer says. Total: nothing is thrown, whatever came.</summary>
    TemplatesRead ReadListing(WireAnswer answer);
}

/// <summary>What came of asking for a page.</summary>
public abstract record TemplatesRead
{
    TemplatesRead() { }

    /// <summary>A page of the list.</summary>
    /// <param name="Templates">All on it, also those that cannot be sent.</param>
    /// <param name="After">Where the next one begins; null when there is none.</param>
    public sealed record Page(IReadOnlyList<MessageTemplate> Templates, string? After) : TemplatesRead;

    /// <summary>No list.</summary>
    /// <param name="Problem">Why.</param>
    public sealed record Failed(ChannelProblem Problem) : TemplatesRead;
}
