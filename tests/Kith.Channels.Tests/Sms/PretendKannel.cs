using System.Globalization;
using System.Text;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Sms;

/// <summary>Kannel as it was seen to behave: no id in its answers, receipts part by part, nothing signed.</summary>
public sealed class PretendKannel(IChannel channel) : Platform(channel)
{
    const string Secret = "7c0e4f3a2b1d4c5e8f9a0b1c2d3e4f50", Ours = "27600701234", Theirs = "27825554417";

    readonly List<string> texts = [];

    public override string ChannelId => "kannel";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-000000000002");
    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["send_url"] = "http://127.0.0.1:13013/cgi-bin/sendsms",
        ["username"] = "kith",
        ["password"] = "pa55-of-sendsms",
        ["number"] = "060 070 1234",
        ["hook_secret"] = Secret,
    };

    public override HandleRef Nomsa { get; } = new("phone", "", "+27825554417", IdentityStrength.PhoneReached);
    public override string LongestText { get; } = new('x', 1530);
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [DeliveryProgress.Accepted, DeliveryProgress.Sent, DeliveryProgress.Failed, DeliveryProgress.Delivered];
    public override bool SignsBody => false;

    public override RawRequest Message(string id, string text, string from = "") => Post(Secret, Mo(id, from), Encoding.UTF8.GetBytes(text));

    // An SMS carries no files.
    public override RawRequest WithThreeFiles(string id) => Message(id, "no files");
    public override int FilesInOne => 0;

    public override RawRequest Unknown() => Get($"{Secret}/dlr", "id=0199&type=64&fid=1");

    public override RawRequest Carrying(byte[] body) => Post(Secret, Mo("1", ""), body);

    public override RawRequest SignedBy(string secret, string id) => Post(secret, Mo(id, ""), "Good day"u8.ToArray());

    public override RawRequest? SomebodyElses() => null;

    public override RawRequest Sign(RawRequest request) => request with
    {
        Tail = request.Tail.Replace("{secret}", Secret, StringComparison.Ordinal),
        Url = request.Url.Replace("{secret}", Secret, StringComparison.Ordinal),
    };

    public override RawRequest Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") =>
        Get($"{Secret}/dlr", $"id={attemptKey}&type={Type(progress)}&fid={(part.Length > 0 ? part : "c82f")}&smsc=FAKE&ts=1795262400&to=%2B{Theirs}");

    public override IEnumerable<(string What, RawRequest Request)> Forgeries()
    {
        for (var at = 0; at < Secret.Length; at++)
            yield return ($"letter {at} changed", SignedBy(Secret[..at] + (Secret[at] == '0' ? '1' : '0') + Secret[(at + 1)..], "1"));
        foreach (var odd in new[] { "", " ", Secret[..^1], Secret + "0", Secret.ToUpperInvariant(), $"{Secret} ", $"%37{Secret[1..]}", $"x/{Secret}", $"../{Secret}", $"{Secret}\0" })
            yield return ($"secret {odd}", SignedBy(odd, "1"));
        var right = Message("1", "Pay it out");
        yield return ("the secret in the query", right with { Tail = "mo", Query = right.Query + $"&secret={Secret}" });
    }

    public override WireAnswer? Take(WireRequest request)
    {
        var (query, mood) = (UrlForm.Parse(request.Url[(request.Url.IndexOf('?', StringComparison.Ordinal) + 1)..]), NextMood());
        if (mood == Mood.SignInRevoked || query["username"] != "kith" || query["password"] != Settings["password"]) return Answer(403, "Authorization failed for sendsms");
        if (query["to"].Length == 0) return Answer(400, "Missing receiver number, rejected");
        if (mood is Mood.TooFast) return Answer(429, "", ("Retry-After", "7"));
        if (mood is Mood.TooFastWithoutHint) return Answer(429);
        if (mood is Mood.DownBeforeTaking) return Answer(503, "Temporal failure, try again later.");

        texts.Add(query["text"]);
        return mood switch { Mood.LosesAnswer => null, Mood.FailsAfterTaking => Answer(500), _ => Answer(202, "0: Accepted for delivery") };
    }

    public override int CopiesOf(string text) => texts.Count(one => one == text);

    public override IEnumerable<(string Name, Draft Draft)> Drafts =>
    [
        ("offer", Draft("Good day Nomsa, your home cover could cost R 40 less a month. Interested? [Marula Mutual] €")),
        ("emoji", Draft("Siyabonga, Nomsa 👋🏽")),
    ];

    static string Mo(string id, string from) => $"from=%2B{(from.Length > 0 ? from : Theirs)}&to={Ours}&id={Uri.EscapeDataString(id)}&ts=1795262400&smsc=FAKE&charset=UTF-8&coding=0";

    RawRequest Post(string secret, string query, byte[] body) => new("POST", $"{secret}/mo", query, $"{HookUrl}/{secret}/mo?{query}", Bag(("Content-Type", "text/plain")), body, "127.0.0.1");

    RawRequest Get(string tail, string query) => new("GET", tail, query, $"{HookUrl}/{tail}?{query}", Bag(), default, "127.0.0.1");

    static string Type(DeliveryProgress progress) => (progress switch
    {
        DeliveryProgress.Accepted => 4,
        DeliveryProgress.Sent => 8,
        DeliveryProgress.Delivered => 1,
        _ => 2,
    }).ToString(CultureInfo.InvariantCulture);
}
