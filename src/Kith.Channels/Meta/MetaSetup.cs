namespace Kith.Channels.Meta;

/// <summary>The settings that every connection to Meta has, and what can be said of them.</summary>
static class MetaSetup
{
    public static IReadOnlyList<SetupField> Fields(string token) =>
    [
        new("graph_token", "Access token", FieldKind.Secret, token, Required: true),
        new("app_secret", "App secret", FieldKind.Secret, "In the app dashboard under App settings, Basic. Proves that events are theirs.", Required: true),
        new("verify_token", "Verify token", FieldKind.Secret, "Our word for the moment in which the address of events is set: put both into the app dashboard under Webhooks.", Required: true, Make: SecretShape.Path),
        new("graph_version", "Version of the Graph API", FieldKind.Text, "Each is good for about two years.", Default: Graph.Version, Check: "a version like v26.0") { IsRare = true },
        new("graph_url", "Address of the Graph API", FieldKind.Url, "Only to try it against something else.", Default: Graph.Address, Check: "an http or https address") { IsRare = true },
    ];

    public static IEnumerable<Finding> Review(IReadOnlyList<SetupField> fields, Account account)
    {
        foreach (var field in fields.Where(field => field.Required && account[field.Key].Length == 0)) yield return new(false, $"{field.Label} is missing.", field.Key);
        if (!IsVersion(Graph.VersionOf(account))) yield return new(false, "Write a version like v26.0.", "graph_version");
        if (!Uri.TryCreate(Graph.AddressOf(account), UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            yield return new(false, "This is no http or https address.", "graph_url");
        if (Uri.TryCreate(account.HookUrl, UriKind.Absolute, out var hook) && hook.IsLoopback)
            yield return new(true, "Kith is only known by an address on this machine: Meta can deliver nothing until the public address is set.");
    }

    /// <summary>What links of ours begin with, where a person changed it.</summary>
    public static IEnumerable<Finding> ReviewLinks(Account account)
    {
        if (account["links"] is { Length: > 0 } links && (!Uri.TryCreate(links, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")))
            yield return new(false, "This is no http or https address.", "links");
    }

    public static IReadOnlyList<Finding> ReadTest(WireAnswer? answer, string field, Func<System.Text.Json.JsonElement, string?> nameIn, string what)
    {
        if (answer is null) return [new(false, "Meta could not be reached. Check whether this server may reach the internet.", "graph_url")];

        var body = GraphAnswer.Parse(answer);
        if (answer.Status == 200) return [new(true, nameIn(body) is { } name ? $"Meta knows {what}: {name}." : $"Meta knows {what}.")];

        return body.Part("error").Number("code") switch
        {
            190 or 102 => [new(false, "Meta does not accept this token. Make a new one for a system user, which does not end.", "graph_token")],
            10 or (>= 200 and <= 299) => [new(false, $"The token may not speak for {what}: permissions are missing.", "graph_token")],
            100 => [new(false, $"Meta does not know {what} by this id, or the token may not see it.", field)],
            _ => [new(false, $"Meta answered {answer.Status}. Try again in a few minutes.")],
        };
    }

    static bool IsVersion(string version) => version.Length is > 3 and < 8 && version[0] == 'v' && version.AsSpan(1).Count('.') == 1 && version.Skip(1).All(one => char.IsAsciiDigit(one) || one == '.');
}
