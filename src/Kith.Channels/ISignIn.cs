namespace Kith.Channels;

/// <summary>A channel whose accounts a person signs in to at their provider, by OAuth 2 (RFC 6749). The host leads the person there and keeps what is given.</summary>
public interface ISignIn
{
    /// <summary>The setting under which the host lends the access token, for as long as it is good. No form has it.</summary>
    const string Token = "access_token";

    /// <summary>The setup field of the client secret. It is shown to one place alone: when that changes, it must be typed in again.</summary>
    const string ClientSecret = "oauth_client_secret";

    /// <summary>Where and as what to sign in; null when this connection is not signed in to like that.</summary>
    SignInPlan? SignIn(Account account);
}

/// <summary>How to sign in to one account. Never printed: <see cref="ToString"/> gives the provider alone.</summary>
/// <param name="Provider">What people call it: Google, Microsoft.</param>
/// <param name="AuthorizeUrl">Where the person is sent (RFC 6749 §3.1).</param>
/// <param name="TokenUrl">Where tokens are given (RFC 6749 §3.2).</param>
/// <param name="Scope">What is asked for.</param>
/// <param name="ClientId">What the provider knows this Kith as.</param>
/// <param name="ClientSecret">The secret that goes with it; empty when there is none.</param>
/// <param name="Who">The account that must sign in.</param>
public sealed record SignInPlan(string Provider, string AuthorizeUrl, string TokenUrl, string Scope, string ClientId, string ClientSecret, string Who)
{
    /// <summary>What this provider must be told besides, so that it gives a token that can be renewed.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> AlsoTold { get; init; } = [];

    /// <summary>The scope without which the token is of no use, where the provider lets people take single ones out; empty when it does not.</summary>
    public string Needed { get; init; } = "";

    /// <summary>To whom tokens may be shown. When this changes, what was given is forgotten.</summary>
    public string Bound { get; init; } = "";

    /// <summary>The provider: everything else may hold a secret.</summary>
    public override string ToString() => Provider;
}
