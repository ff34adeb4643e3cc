using System.Globalization;
using System.Text.Json;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Meta;

/// <summary>WhatsApp's Cloud API: hooks of the object <c>whatsapp_business_account</c>, and messages sent by a number of ours.</summary>
public sealed class PretendWhatsApp(IChannel channel) : PretendMeta(channel)
{
    public const string Waba = "419500000000001", Number = "106500000000001", Theirs = "ZA.1349120865";

    public override string ChannelId => "whatsapp";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-000000000006");
    public override HandleRef Nomsa { get; } = new("whatsapp", Waba, Theirs, IdentityStrength.PlatformAccount);
    public override string LongestText { get; } = new('x', 4096);
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [DeliveryProgress.Sent, DeliveryProgress.Failed, DeliveryProgress.Delivered, DeliveryProgress.Read];

    // Whatever the handle is called, it is a phone that people speak from.
    public override bool HearsStop => true;

    public override int TemplatesOnAPage => PretendTemplates.OnAPage;

    public override IReadOnlyList<string> TemplatesToSend => ["claim_paid", "visit_planned", "we_missed_you"];

    // Each message has one file.
    public override int FilesInOne => 1;

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string> { ["number"] = "060 070 1234", ["phone_number_id"] = Number, ["waba_id"] = Waba };

    protected override string SendPath => $"{Number}/messages";

    public override RawRequest Message(string id, string text, string from = "") =>
        Messages(new { id = $"wamid.{id}", from = "27825554417", from_user_id = from.Length > 0 ? from : Theirs, timestamp = "1795262398", type = "text", text = new { body = Whole(text) } });

    public override RawRequest WithThreeFiles(string id) =>
        Messages(new { id = $"wamid.{id}", from_user_id = Theirs, timestamp = "1795262398", type = "image", image = new { id = "9001", mime_type = "image/jpeg", sha256 = "x", caption = "My roof" } });

    public override RawRequest Unknown() => Change("phone_number_quality_update", new { display_phone_number = "27600701234", current_limit = "TIER_10K" });

    public override RawRequest SomebodyElses() => Change("messages", new { metadata = new { phone_number_id = "999" }, messages = new[] { new { id = "wamid.1", from_user_id = Theirs, type = "text", text = new { body = "x" } } } });

    public override RawRequest Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") =>
        Statuses(Status($"wamid.{outsideId}", progress.ToString().ToLowerInvariant(), attemptKey));

    public override IEnumerable<(string Name, Draft Draft)> Drafts =>
    [
        ("answer", Draft("Yes, paid this morning 👍🏽 https://marula.example/claims/7") with { ReplyToKey = "m:wamid.A1" }),
        ("letter", Draft("The letter, as you asked") with { Attachments = [new("letter.pdf", "application/pdf", 120_000, "https://care.marula.example/files/one-time/letter.pdf")] }),
        ("by-template", Draft("Claim CL-20817\nHello Nomsa, we paid R 1 200 today.") with
        {
            ReplyToKey = "m:wamid.A1",
            Template = new("claim_paid", "en", [new(TemplatePart.Header, "1", "CL-20817"), new(TemplatePart.Body, "1", "Nomsa"), new(TemplatePart.Body, "2", "R 1 200"), new(TemplatePart.Body, "3", "Friday")]),
        }),
        ("by-named-template", Draft("Olá Ana, vamos na sexta. Até sexta!") with { Template = new("visit_planned", "pt_BR", [new(TemplatePart.Body, "first_name", "Ana"), new(TemplatePart.Body, "day", "sexta")]) }),
        ("number", Draft("Good day") with { To = Nomsa with { Value = "+27825554417" } }),
    ];

    public RawRequest Messages(params object[] messages) => Change("messages", new
    {
        messaging_product = "whatsapp",
        metadata = new { display_phone_number = "27600701234", phone_number_id = Number },
        contacts = new[] { new { profile = new { name = "Nomsa Ndlovu" }, wa_id = "27825554417", user_id = Theirs } },
        messages,
    });

    public RawRequest Statuses(params object[] statuses) => Change("messages", new { messaging_product = "whatsapp", metadata = new { display_phone_number = "27600701234", phone_number_id = Number }, statuses });

    public static object Status(string id, string status, string? attemptKey = null, int error = 131026) => new
    {
        id,
        status,
        timestamp = "1795262460",
        recipient_user_id = Theirs,
        biz_opaque_callback_data = attemptKey,
        errors = status == "failed" ? new[] { new { code = error, title = "They say a lot here", error_data = new { details = "EAAG" } } } : null,
    };

    public RawRequest Change(string field, object value) => Entries(Entry((field, value)));

    public RawRequest Entries(params object[] entry) => Event(new { @object = "whatsapp_business_account", entry });

    public static object Entry(params (string Field, object Value)[] changes) => new { id = Waba, changes = changes.Select(change => new { field = change.Field, value = change.Value }) };

    protected override WireAnswer? TemplatesAsked(WireRequest request)
    {
        if (request.Method != "GET") return null;
        if (!request.Url.StartsWith($"https://graph.facebook.com/v26.0/{Waba}/message_templates?fields=name,language,status,category,components&limit=", StringComparison.Ordinal)) return Error(400, 100);
        return Answer(200, PretendTemplates.Page(request.Url.Split("&after=") is [_, var after] ? after : null));
    }

    protected override (string? Text, WireAnswer Answer) Taken(JsonElement sent, string id)
    {
        var isWhole = sent.GetProperty("messaging_product").GetString() == "whatsapp" && (sent.TryGetProperty("to", out _) || sent.TryGetProperty("recipient", out _));
        if (isWhole && sent.TryGetProperty("template", out var template))
        {
            var (read, error) = PretendTemplates.Taken(System.Text.Json.Nodes.JsonObject.Create(template)!);
            return read is null ? (null, Error(400, error)) : (read, Answer(200, "{\"messages\":[{\"id\":\"wamid.T\"}]}"));
        }
        var text = sent.TryGetProperty("text", out var words) ? words.GetProperty("body").GetString()! : "";
        if (!isWhole || text.Length is 0 or > 4096) return (null, Error(400, 131009));

        return (text, Answer(200, JsonSerializer.Serialize(new { messaging_product = "whatsapp", messages = new[] { new { id = string.Create(CultureInfo.InvariantCulture, $"wamid.HBg{id}") } } })));
    }
}
