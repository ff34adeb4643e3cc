using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kith.Channels.Sms;

public sealed partial class SmsChannel : IPrepare, IDeliver, ISettle, IMedia
{
    const int PageSize = 50;

    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now)
    {
        var text = PlainText.Clean(draft.Text);
        var count = SmsText.Count(text);
        if (SmsSurface.Refuse(draft, text, Length, count.Segments) is { } refusal) return refusal;
        if (draft.Attachments.FirstOrDefault(file => !Carries(file)) is { } file)
            return new Prepared.Refusal(ChannelProblem.TooLarge($"{file.Name} cannot go by MMS: pictures up to 5 MB only."), "Send a link to it instead, or go on by email or chat.");
        if (draft.Attachments.Count > 10)
            return new Prepared.Refusal(ChannelProblem.TooLarge("An MMS carries 10 pictures at most."), "Send them in several messages.");

        return new Prepared.Ready([new(SmsSurface.Id, draft.To, text, Math.Max(1, count.Segments)) { Attachments = draft.Attachments, ThreadKey = draft.ThreadKey }]);
    }

    /// <inheritdoc/>
    public WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("To", parcel.To.Value),
            new(IsMessagingService(account["from"]) ? "MessagingServiceSid" : "From", Sender(account)),
        ];
        if (parcel.Text.Length > 0) form.Add(new("Body", parcel.Text));
        form.AddRange(parcel.Attachments.Select(file => KeyValuePair.Create("MediaUrl", file.Url)));
        if (TwilioAccount.CanCallBack(account)) form.Add(new("StatusCallback", $"{account.HookUrl}/status?id={Uri.EscapeDataString(attemptKey)}"));

        return new("POST", $"{TwilioAccount.Resource(account)}/Messages.json", "send an SMS")
        {
            Headers = [TwilioAccount.Authorization(account)],
            ContentType = "application/x-www-form-urlencoded",
            Body = Encoding.ASCII.GetBytes(UrlForm.Write(form)),
        };
    }

    /// <inheritdoc/>
    public Ending Read(WireAnswer answer, DateTimeOffset now)
    {
        if (answer.Status is >= 200 and < 300)
            return TwilioAccount.Parse(answer) is { } message && message.Peek("sid") is { } sid
                ? new Ending.Accepted(sid, int.TryParse(message.Peek("num_segments"), out var parts) && parts > 0 ? parts : null)
                : new Ending.Unsure(ChannelProblem.NotUnderstood());

        return TwilioAccount.NotTaken(answer, now, TwilioErrors.Problem);
    }

    /// <inheritdoc/>
    public WireRequest Ask(Parcel parcel, string attemptKey, DateTimeOffset triedAt, Account account)
    {
        List<KeyValuePair<string, string>> query = [new("To", parcel.To.Value), new("PageSize", PageSize.ToString(CultureInfo.InvariantCulture))];
        if (!IsMessagingService(account["from"])) query.Insert(1, new("From", Sender(account)));
        return new("GET", $"{TwilioAccount.Resource(account)}/Messages.json?{UrlForm.Write(query)}", "look for an SMS") { Headers = [TwilioAccount.Authorization(account)] };
    }

    /// <inheritdoc/>
    public Settlement Read(WireAnswer answer, Parcel parcel, DateTimeOffset triedAt, IReadOnlySet<string> taken)
    {
        if (answer.Status != 200 || TwilioAccount.Parse(answer) is not { } page || !page.TryGetProperty("messages", out var list) || list.ValueKind != JsonValueKind.Array)
            return new Settlement.CannotTell();

        // Their clock and ours may differ by a little.
        var since = triedAt.AddMinutes(-2);
        var sent = list.EnumerateArray().Where(message => IsSameWords(message, parcel) && Made(message) >= since).Select(message => message.Peek("sid"));
        if (sent.FirstOrDefault(sid => sid is not null && !taken.Contains(sid)) is { } found) return new Settlement.Found(found);

        var sawAll = list.GetArrayLength() < PageSize || list.EnumerateArray().Any(message => Made(message) < since);
        return sawAll ? new Settlement.Absent() : new Settlement.CannotTell();
    }

    /// <inheritdoc/>
    public WireRequest? Fetch(MediaRef media, Account account)
    {
        if (!Uri.TryCreate(media.Ref, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) return null;

        // A signed webhook may still name a stranger's address: the token goes only where the API is.
        return TwilioAccount.IsOfApi(url, account) ? new("GET", media.Ref, "fetch a picture") { Headers = [TwilioAccount.Authorization(account)] }
            : url.Scheme == "https" ? new("GET", media.Ref, "fetch a picture")
            : null;
    }

    static bool Carries(DraftAttachment file) => file.Size <= 5_000_000 && file.Type is "image/jpeg" or "image/png" or "image/gif";

    static bool IsSameWords(JsonElement message, Parcel parcel) =>
        message.Peek("body") == parcel.Text && message.Peek("to") == parcel.To.Value && message.Peek("direction") is null or "outbound-api";

    static DateTimeOffset Made(JsonElement message) =>
        DateTimeOffset.TryParse(message.Peek("date_created"), CultureInfo.InvariantCulture, out var at) ? at : DateTimeOffset.MinValue;
}
