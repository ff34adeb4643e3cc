namespace Kith.Channels.Meta;

/// <summary>The question Meta asks of an address before it sends events there (Graph API webhooks, "Verification requests").</summary>
static class MetaHandshake
{
    const int LongestChallenge = 200;

    /// <summary>The challenge alone, when it is asked with our word.</summary>
    public static HookAnswer? Answer(RawRequest request, Account account)
    {
        if (request.Method != "GET" || request.Tail.Length > 0) return null;

        var query = UrlForm.Parse(request.Query);
        var challenge = query["hub.challenge"];
        return Secrets.Same(query["hub.verify_token"], account["verify_token"]) && query["hub.mode"] == "subscribe" && IsDecent(challenge)
            ? new(200, "text/plain", challenge) : null;
    }

    // It is said back word for word: nothing goes out that a browser could take for a page.
    static bool IsDecent(string challenge) =>
        challenge.Length is > 0 and <= LongestChallenge && challenge.All(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_' or '.');
}
