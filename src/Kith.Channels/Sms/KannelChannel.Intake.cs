using System.Globalization;
using System.Text;

namespace Kith.Channels.Sms;

public sealed partial class KannelChannel : IProof, IReadFacts
{
    // Kannel sends the body of our answer to the person when it is told to answer; there must be none.
    static readonly HookAnswer NoAnswer = new(200, "text/plain", "");

    /// <inheritdoc/>
    public int MaxBody => 64 * 1024;

    /// <inheritdoc/>
    public string? WhyForged(RawRequest bare, Account account) =>
        account["hook_secret"].Length == 0 ? "no secret is set"
        : !Secrets.Same(Split(bare.Tail).Secret, account["hook_secret"]) ? "wrong secret"
        : !MayCall(bare.RemoteAddress, account["allow_from"]) ? "not from an allowed address"
        : null;

    /// <inheritdoc/>
    public Proof Prove(RawRequest request, Account account, DateTimeOffset now)
    {
        if (WhyForged(request, account) is { } why) return new Proof.Forged(why);

        var (_, action) = Split(request.Tail);

        // The path holds the secret, so only what follows it is kept.
        var query = UrlForm.Parse(request.Query);
        return new Proof.Genuine(KeyOf(action, query, request), Lanes.Of(Person(action, query)), $"{action}?{request.Query}", NoAnswer);
    }

    /// <inheritdoc/>
    public void Read(in Kept kept, Account account, ICollection<Fact> facts)
    {
        var split = kept.Head.IndexOf('?', StringComparison.Ordinal);
        var action = split < 0 ? kept.Head : kept.Head[..split];
        var query = UrlForm.Parse(split < 0 ? "" : kept.Head[(split + 1)..]);

        if (action == "mo" && query["from"].Length > 0 && query["coding"] != "1") ReadMessage(kept, query, account, facts);
        else if (action == "dlr" && Progress(query["type"]) is { } progress) facts.Add(Receipt(kept.Key, query, progress));
        else facts.Add(new Unrecognised(kept.Key, SmsSurface.Id, null, PlainText.Line($"{action} {query["type"]}{query["coding"]}", 60), "query"));
    }

    static (string Secret, string Action) Split(string tail) =>
        tail.IndexOf('/', StringComparison.Ordinal) is > 0 and var at ? (tail[..at], tail[(at + 1)..]) : (tail, "");

    static bool MayCall(string? caller, string allowed) =>
        allowed.Length == 0 || (caller is not null && allowed.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries).Contains(caller));

    // %I is the gateway's uuid of the message and the same at every retry of it. A receipt has none: its parts make one.
    static string KeyOf(string action, UrlForm query, RawRequest request) => action switch
    {
        "mo" when query["id"].Length > 0 => OutsideKey.Of('m', query["id"]),
        "dlr" => OutsideKey.Of('s', $"{query["id"]}:{query["fid"]}:{query["type"]}"),
        _ => OutsideKey.Of('u', OutsideKey.Hash(Encoding.UTF8.GetBytes($"{action}?{request.Query}\n{OutsideKey.Hash(request.Body.Span)}"))),
    };

    static string Person(string action, UrlForm query) => action == "dlr" ? query["to"] : query["from"];

    static void ReadMessage(in Kept kept, UrlForm query, Account account, ICollection<Fact> facts)
    {
        var (from, to) = (account.Phone(Plus(query["from"])), account.Phone(Plus(query["to"])));
        var message = new MessageReceived(
            kept.Key, SmsSurface.Id, Time(query["ts"]), SmsSurface.Thread(to, from), SmsSurface.Phone(from), PlainText.Clean(Words(kept.Body.Span, query)));
        SmsSurface.Receive(facts, message, kept.Key[2..], StopWords.Consent(message.Text));
    }

    // With post-url the words are the body, recoded to UTF-8; with get-url they are in the query.
    static string Words(ReadOnlySpan<byte> body, UrlForm query) =>
        body.Length == 0 ? query["text"]
        : query["charset"].Equals("UTF-16BE", StringComparison.OrdinalIgnoreCase) ? Encoding.BigEndianUnicode.GetString(body)
        : Encoding.UTF8.GetString(body);

    // A gateway writes international numbers with or without the plus; a short code has neither.
    static string Plus(string number) =>
        number.StartsWith("00", StringComparison.Ordinal) ? $"+{number[2..]}"
        : number.Length > 7 && number[0] is >= '1' and <= '9' && !number.AsSpan().ContainsAnyExceptInRange('0', '9') ? $"+{number}"
        : number.Replace(' ', '+');

    static DateTimeOffset? Time(string seconds) =>
        long.TryParse(seconds, CultureInfo.InvariantCulture, out var unix) && unix is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(unix) : null;

    static DeliveryChanged Receipt(string key, UrlForm query, DeliveryProgress progress) =>
        new(key, SmsSurface.Id, Time(query["ts"]), PlainText.Line(query["id"]), null, progress)
        {
            Part = query["fid"].Length > 0 ? PlainText.Line(query["fid"]).Replace(' ', '_') : null,
            Problem = progress == DeliveryProgress.Failed ? Problem(query["type"]) : null,
        };

    static DeliveryProgress? Progress(string type) => type switch
    {
        "1" => DeliveryProgress.Delivered,
        "2" or "16" => DeliveryProgress.Failed,
        "4" or "32" => DeliveryProgress.Accepted,
        "8" => DeliveryProgress.Sent,
        _ => null,
    };

    static ChannelProblem Problem(string type) =>
        type == "16" ? ChannelProblem.Rejected("The carrier did not take it.", type) : ChannelProblem.Rejected("The carrier could not deliver it.", type);
}
