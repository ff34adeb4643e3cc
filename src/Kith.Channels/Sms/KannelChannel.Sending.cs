using System.Globalization;

namespace Kith.Channels.Sms;

public sealed partial class KannelChannel : IPrepare, IDeliver
{
    // Delivered, not delivered, queued, taken and refused by the carrier; not what lies between.
    const string ReceiptsWanted = "31";

    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now)
    {
        var text = PlainText.Clean(draft.Text);
        var count = SmsText.Count(text, mayTear: true);
        if (draft.Attachments.Count > 0)
            return new Prepared.Refusal(ChannelProblem.TooLarge("An SMS carries no files."), "Send a link to it instead, or go on by email or chat.");
        if (SmsSurface.Refuse(draft, text, new(MaxParts(account), TextUnit.GsmSegments), count.Segments) is { } refusal) return refusal;

        return new Prepared.Ready([new(SmsSurface.Id, draft.To, text, count.Segments) { ThreadKey = draft.ThreadKey }]);
    }

    /// <inheritdoc/>
    public WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now)
    {
        List<KeyValuePair<string, string>> query =
        [
            new("username", account["username"]),
            new("password", account["password"]),
            new("to", parcel.To.Value),
            new("charset", "UTF-8"),
            new("coding", SmsText.Count(parcel.Text).IsUnicode ? "2" : "0"),
            new("text", parcel.Text),
            new("dlr-mask", ReceiptsWanted),
            new("dlr-url", ReceiptUrl(attemptKey, account)),
        ];
        if (account["number"].Length > 0) query.Insert(2, new("from", account.Phone(account["number"])));
        if (account["smsc"].Length > 0) query.Add(new("smsc", account["smsc"]));

        return new("GET", $"{account["send_url"]}?{UrlForm.Write(query)}", "send an SMS by Kannel");
    }

    /// <inheritdoc/>
    public Ending Read(WireAnswer answer, DateTimeOffset now) => answer.Status switch
    {
        // "3: Queued for later delivery" is a 202 too: no carrier is connected, but the gateway keeps it.
        200 or 202 => new Ending.Accepted(null),
        401 or 403 => new Ending.Disconnected(ChannelProblem.SignInExpired(Number(answer))),
        400 or 413 or 414 => new Ending.Rejected(ChannelProblem.Rejected("The gateway did not take it.", Number(answer))),
        429 => new Ending.Later(ChannelProblem.RateLimited(vendor: Number(answer)), answer.RetryAfter(now)),
        503 => new Ending.Later(ChannelProblem.Unreachable("The gateway is busy.", Number(answer)), answer.RetryAfter(now)),
        >= 500 or 408 => new Ending.Unsure(ChannelProblem.Unreachable("The gateway failed while taking it.", Number(answer))),
        >= 400 => new Ending.Later(ChannelProblem.Unreachable("There is no gateway at this address.", Number(answer))),
        _ => new Ending.Unsure(ChannelProblem.NotUnderstood(Number(answer))),
    };

    static string ReceiptUrl(string attemptKey, Account account) =>
        $"{account.HookUrl}/{account["hook_secret"]}/dlr?id={Uri.EscapeDataString(attemptKey)}&type=%d&fid=%F&smsc=%i&ts=%T&to=%p";

    static int MaxParts(Account account) => int.TryParse(account["max_parts"], out var parts) && parts is > 0 and <= 255 ? parts : UsualParts;

    static string Number(WireAnswer answer) => answer.Status.ToString(CultureInfo.InvariantCulture);
}
