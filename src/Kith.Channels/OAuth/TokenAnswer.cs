namespace Kith.Channels.OAuth;

/// <summary>What came of asking a provider for tokens.</summary>
public abstract record TokenAnswer
{
    /// <summary>Tokens.</summary>
    /// <param name="Access">The access token.</param>
    /// <param name="Refresh">What renews it; null when none, or no new one, was given.</param>
    /// <param name="Life">How long the access token is good.</param>
    /// <param name="Scope">What was allowed; empty when the provider does not say.</param>
    /// <param name="Accounts">The names of who signed in, as the provider tells them; empty when it does not.</param>
    public sealed record Given(string Access, string? Refresh, TimeSpan Life, string Scope, IReadOnlyList<string> Accounts) : TokenAnswer
    {
        /// <summary>How long what renews it is good, where the provider says that it ends at all: Google does while an app is only being tested.</summary>
        public TimeSpan? RefreshLife { get; init; }

        /// <summary>Nothing of it: it is all secret.</summary>
        public override string ToString() => "tokens";
    }

    /// <summary>The provider says no, by one of its words (RFC 6749 §5.2).</summary>
    /// <param name="Error">Letters and underscores only; what else the provider says is not repeated.</param>
    public sealed record Refused(string Error) : TokenAnswer
    {
        /// <summary>What was given is worth nothing any more: taken back, too old, or used already.</summary>
        public bool IsOver => Error == "invalid_grant";
    }

    /// <summary>Nobody answered, or in a way that says neither yes nor no.</summary>
    public sealed record Unclear : TokenAnswer;
}
