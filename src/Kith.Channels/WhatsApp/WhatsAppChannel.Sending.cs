using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.WhatsApp;

public sealed partial class WhatsAppChannel : IPrepare, IDeliver, IMedia
{
    const int LongestCaption = 1024;

    // Where Meta keeps the bytes of files; the token goes nowhere else.
    static readonly string[] MediaHosts = [".fbsbx.com", ".fbcdn.net", ".whatsapp.net", ".facebook.com"];

    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now)
    {
        var text = PlainText.Clean(draft.Text);
        return Refuse(draft, text, account, now) ?? (Prepared)new Prepared.Ready(
            [new(SurfaceId, draft.To, text) { Attachments = draft.Attachments, ReplyToKey = draft.ReplyToKey, ThreadKey = draft.ThreadKey, Template = draft.Template }]);
    }

    /// <inheritdoc/>
    public WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now) =>
        Graph.Post(account, $"{Uri.EscapeDataString(account["phone_number_id"])}/messages", "send by WhatsApp", json => Write(json, parcel, attemptKey));

    /// <inheritdoc/>
    public Ending Read(WireAnswer answer, DateTimeOffset now) => GraphAnswer.Read(answer, now, body => body.Each("messages").FirstOrDefault().Word("id", 1000));

    /// <inheritdoc/>
    public WireRequest? Fetch(MediaRef media, Account account) =>
        media.Ref.Length is > 0 and <= 100 && media.Ref.All(char.IsAsciiLetterOrDigit) ? Graph.Get(account, media.Ref, "ask for a file") : null;

    /// <inheritdoc/>
    public bool AlwaysTellsFirst => true;

    /// <inheritdoc/>
    public WireRequest? Follow(WireAnswer told, Account account) =>
        GraphAnswer.Parse(told).Word("url", 4000) is { } said && Uri.TryCreate(said, UriKind.Absolute, out var url) && IsTheirs(url, account)
            ? new("GET", said, "fetch a file") { Headers = [Graph.Bearer(account)] } : null;

    static bool IsTheirs(Uri url, Account account) =>
        (url is { Scheme: "https", IsDefaultPort: true, UserInfo: "" } && MediaHosts.Any(host => url.Host.EndsWith(host, StringComparison.Ordinal)))
        || (Uri.TryCreate(Graph.AddressOf(account), UriKind.Absolute, out var api) && url.Scheme == api.Scheme && url.Authority == api.Authority && url.UserInfo.Length == 0);

    Prepared.Refusal? Refuse(Draft draft, string text, Account account, DateTimeOffset now)
    {
        if (draft.Situation.Stopped)
            return new(ChannelProblem.OptedOut(), "Answer where they still want to hear from you, or wait until they say START.");
        if (draft.To.Kind != Kind || draft.To.Value.Length == 0 || draft.To.Scope != Surface.Identity.ScopeOf(account.Connection, key => account[key]))
            return new(ChannelProblem.NoSuchRecipient("This person has not written to this business by WhatsApp."), "Choose another channel.");
        if (draft.Template is { } template && WhatsAppTemplate.Refuse(template, draft.Attachments.Count) is { } refused) return refused;
        if (draft.Template is null && draft.Situation.LastFromPerson is not null && Window(draft.Situation, now) is WindowState.TemplateOnly late)
            return new(late.Problem, "Send an approved template, go on by another channel, or wait until they write.");
        if (string.IsNullOrWhiteSpace(text) && draft.Attachments.Count == 0)
            return new(ChannelProblem.Rejected("There is nothing to send."), "Write something.");
        if (text.Length > (draft.Attachments.Count > 0 ? LongestCaption : Length.Max))
            return new(ChannelProblem.TooLarge(draft.Attachments.Count > 0 ? $"Beside a file there is room for {LongestCaption} characters." : $"A message here has {Length.Max} characters at most."), "Send it in several messages.");
        if (draft.Attachments.Count > 1 || draft.Attachments.Any(file => file.Size > WhatsAppFile.LargestDocument))
            return new(ChannelProblem.TooLarge("A message here carries one file of up to 100 MB."), "Send the files one by one.");
        return null;
    }

    static void Write(Utf8JsonWriter json, Parcel parcel, string attemptKey)
    {
        json.WriteString("messaging_product", "whatsapp");
        json.WriteString("recipient_type", "individual");
        WhatsAppPerson.WriteTo(json, parcel.To);
        json.WriteString("biz_opaque_callback_data", attemptKey);
        if (parcel.Template is null && Quoted(parcel) is { } quoted)
        {
            json.WriteStartObject("context");
            json.WriteString("message_id", quoted);
            json.WriteEndObject();
        }
        if (parcel.Template is { } template) WhatsAppTemplate.Write(json, template);
        else if (parcel.Attachments is [var file, ..]) WriteFile(json, file, parcel.Text);
        else WriteText(json, parcel.Text);
    }

    // Our own messages are known here by another id than theirs, so only what they said can be quoted.
    static string? Quoted(Parcel parcel) => parcel.ReplyToKey is { } key && key.StartsWith("m:wamid.", StringComparison.Ordinal) ? key[2..] : null;

    static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteString("type", "text");
        json.WriteStartObject("text");
        json.WriteString("body", text);
        json.WriteBoolean("preview_url", text.Contains("https://", StringComparison.Ordinal));
        json.WriteEndObject();
    }

    static void WriteFile(Utf8JsonWriter json, DraftAttachment file, string text)
    {
        var kind = WhatsAppFile.KindOf(file, text.Length > 0);
        json.WriteString("type", kind);
        json.WriteStartObject(kind);
        json.WriteString("link", file.Url);
        if (text.Length > 0) json.WriteString("caption", text);
        if (kind == "document") json.WriteString("filename", file.Name);
        json.WriteEndObject();
    }
}
