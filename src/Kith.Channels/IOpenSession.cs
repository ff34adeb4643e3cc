namespace Kith.Channels;

/// <summary>
/// A platform where a password only opens a session, and requests are signed with what the session was given: a token for hours, and another by
/// which it is renewed for months. Pure halves again; the host keeps both tokens sealed, renews them before they end and once when the platform
/// refuses one, opens a new session where renewing does not help, and lends the channel what it needs as settings.
/// </summary>
public interface IOpenSession
{
    /// <summary>The setting under which the host lends the token that signs requests. No form has it.</summary>
    const string Token = "session_token";

    /// <summary>The setting under which the host lends as whom the session was opened, by the platform's own id. No form has it.</summary>
    const string Who = "session_who";

    /// <summary>The request that opens a session with what a person set up.</summary>
    WireRequest Opening(Account account);

    /// <summary>The request that renews one.</summary>
    /// <param name="account">The connection.</param>
    /// <param name="refresh">What it was given to be renewed with.</param>
    WireRequest Renewing(Account account, string refresh);

    /// <summary>What the answer to either means; a null answer means that nobody answered. Total: nothing is thrown, whatever came.</summary>
    SessionAnswer ReadSession(WireAnswer? answer, DateTimeOffset now);

    /// <summary>Whether this answer to some request says that the session's token is no longer good, so that a new one is worth a try.</summary>
    bool IsStale(WireAnswer answer);
}

/// <summary>What came of opening or renewing a session.</summary>
public abstract record SessionAnswer
{
    SessionAnswer() { }

    /// <summary>It is open. Never printed: <see cref="ToString"/> gives as whom alone.</summary>
    /// <param name="Access">Signs requests.</param>
    /// <param name="Refresh">Renews it.</param>
    /// <param name="Who">As whom, by the platform's own id.</param>
    /// <param name="Life">How long <paramref name="Access"/> is good.</param>
    public sealed record Opened(string Access, string Refresh, string Who, TimeSpan Life) : SessionAnswer
    {
        /// <inheritdoc/>
        public override string ToString() => $"session of {Who}";
    }

    /// <summary>They do not accept what we gave: for a renewal it is time to open a new one, for an opening to tell a person.</summary>
    public sealed record Refused(ChannelProblem Problem) : SessionAnswer;

    /// <summary>Not now.</summary>
    /// <param name="Problem">Why.</param>
    /// <param name="After">How long to wait, where they said.</param>
    public sealed record Later(ChannelProblem Problem, TimeSpan? After = null) : SessionAnswer;
}
