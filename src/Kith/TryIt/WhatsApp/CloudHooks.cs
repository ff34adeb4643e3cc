using System.Globalization;
using System.Text.Json;

namespace Kith.TryIt;

/// <summary>What the pretend WhatsApp tells, in the shape of the Cloud API's webhooks.</summary>
static class CloudHooks
{
    public static byte[] Message(CloudLine line, string name) => Body(new
    {
        messaging_product = "whatsapp",
        metadata = new { display_phone_number = DemoHouse.Number[1..], phone_number_id = DemoHouse.WhatsAppId },
        contacts = new[] { new { profile = new { name }, wa_id = line.Person[1..], user_id = PretendWhatsApp.UserOf(line.Person) } },
        messages = new[] { Said(line) },
    });

    /// <summary>A sign is put to a message of ours, or taken away again.</summary>
    public static byte[] Reaction(CloudLine about, string id, string emoji, DateTimeOffset now) => Body(new
    {
        messaging_product = "whatsapp",
        metadata = new { display_phone_number = DemoHouse.Number[1..], phone_number_id = DemoHouse.WhatsAppId },
        messages = new[] { With(about.Person, id, now, "reaction", new() { ["reaction"] = new { message_id = about.Id, emoji } }) },
    });

    public static byte[] Status(CloudLine line, string status, DateTimeOffset now) => Body(new
    {
        messaging_product = "whatsapp",
        metadata = new { display_phone_number = DemoHouse.Number[1..], phone_number_id = DemoHouse.WhatsAppId },
        statuses = new[] { new { id = line.Id, status, timestamp = Stamp(now), recipient_id = line.Person[1..], recipient_user_id = PretendWhatsApp.UserOf(line.Person), biz_opaque_callback_data = line.Key } },
    });

    static Dictionary<string, object> Said(CloudLine line)
    {
        Dictionary<string, object> said = line switch
        {
            { File: { } file } => new() { [KindOf(file)] = Media(file, line.Text) },
            { IsButton: true } => new() { ["button"] = new { text = line.Text, payload = line.Text } },
            _ => new() { ["text"] = new { body = line.Text } },
        };
        if (line.Answers is { } answered) said["context"] = new { from = DemoHouse.Number[1..], id = answered };
        return With(line.Person, line.Id, line.At, line.File is { } sent ? KindOf(sent) : line.IsButton ? "button" : "text", said);
    }

    static Dictionary<string, object> With(string person, string id, DateTimeOffset at, string type, Dictionary<string, object> said)
    {
        (said["id"], said["from"], said["from_user_id"]) = (id, person[1..], PretendWhatsApp.UserOf(person));
        (said["timestamp"], said["type"]) = (Stamp(at), type);
        return said;
    }

    static string KindOf(PhoneFile file) => file.IsPicture ? "image" : "document";

    static object Media(PhoneFile file, string caption) =>
        file.IsPicture ? new { id = file.Id, mime_type = file.Type, caption } : new { id = file.Id, mime_type = file.Type, filename = file.Name, caption };

    static string Stamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    static byte[] Body(object value) =>
        JsonSerializer.SerializeToUtf8Bytes(new { @object = "whatsapp_business_account", entry = new[] { new { id = DemoHouse.WhatsAppAccount, changes = new[] { new { field = "messages", value } } } } });
}
