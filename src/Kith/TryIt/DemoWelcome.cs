namespace Kith.TryIt;

/// <summary>What whoever started the demo reads in the terminal.</summary>
static class DemoWelcome
{
    public static string Words(string address, KithSettings settings, string? fresh) =>
        $"""

          Kith is running with a demo workspace: Marula Mutual, an insurer.

            The workspace   {address}/app
            The other side  {address}/try   a phone that writes and calls, a web page, a mailbox, Facebook, Instagram, X, Bluesky and Mastodon, to live the story

            Sign in as      mina@marula.example (owner), rosa@marula.example, omar@marula.example
            Password        {DemoHouse.Password}
            API token       {Token(settings, fresh)}

        """;

    static string Token(KithSettings settings, string? fresh) =>
        settings.DemoToken is { Length: > 0 } ? "the one in KITH_API_TOKEN" : fresh ?? "was told at the first start; make another under Settings";
}
