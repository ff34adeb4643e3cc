using System.Text.Json;
using Kith.Channels.Meta;
using Kith.Channels.Sms;

namespace Kith.Channels.WhatsApp;

/// <summary>Reads the changes of one request, each list of them to its end (Cloud API, "Webhooks", messages and statuses).</summary>
sealed class WhatsAppReading(Surface surface, Account account, string requestKey, ICollection<Fact> facts)
{
    public void Read(string field, JsonElement value, string where)
    {
        var before = facts.Count;
        foreach (var message in value.Each("messages")) Message(message, value, $"{where}.messages");
        foreach (var status in value.Each("statuses")) Status(status, $"{where}.statuses");
        foreach (var echo in value.Each("message_echoes")) Echo(echo, $"{where}.message_echoes");
        if (facts.Count == before) facts.Add(MetaHook.Unknown(requestKey, surface.Id, field, where));
    }

    void Message(JsonElement message, JsonElement value, string where)
    {
        var (id, type) = (message.Word("id", 1000), message.Word("type", 60) ?? "");
        if (id is null || Sender(message, value) is not { } from) facts.Add(Unknown(message, type, where));
        else if (type == "reaction") facts.Add(Reaction(id, message, from));
        else if (type == "system") facts.Add(System(id, message, from));
        else if (WhatsAppWords.Of(type, message) is { } said) Receive(id, message, from, said);
        else facts.Add(Unknown(message, type, where));
    }

    /// <summary>Whoever comes by a link of ours sends the words it opened with: they are said to us, and what they carried tells who it is.</summary>
    void Receive(string id, JsonElement message, HandleRef from, Said said)
    {
        var (token, rest) = WhatsAppChannel.BroughtIn(said.Text);
        if (token is not null) facts.Add(new MoveBrought(OutsideKey.Of('g', id), surface.Id, message.Time("timestamp"), from, token));
        said = said with { Text = rest };
        var received = new MessageReceived(OutsideKey.Of('m', id), surface.Id, message.Time("timestamp"), Thread(from), from, said.Text)
        {
            ReplyToKey = message.Part("context").Word("id", 1000) is { } answered ? OutsideKey.Of('m', answered) : null,
            Attachments = said.Files,
            AlsoKnownAs = WhatsAppPerson.Also(from, account, message.Word("from")),
            Marks = said.Marks,
        };
        facts.Add(received);
        if (StopWords.Consent(said.Text) is { } given)
            facts.Add(new ConsentChanged(OutsideKey.Of('c', id), surface.Id, received.At, from, given, PlainText.Line(said.Text)));
    }

    HandleRef? Sender(JsonElement message, JsonElement value)
    {
        var (userId, number) = (message.Word("from_user_id"), message.Word("from"));
        JsonElement[] contacts = [.. value.Each("contacts")];
        var contact = contacts.FirstOrDefault(one => (userId is not null && one.Word("user_id") == userId) || (number is not null && one.Word("wa_id") == number));
        if (contact.ValueKind == JsonValueKind.Undefined && contacts.Length == 1 && userId is null && number is null) contact = contacts[0];
        return WhatsAppPerson.Handle(surface, account, userId ?? contact.Word("user_id"), number ?? contact.Word("wa_id"), contact.Part("profile").Word("name", 200));
    }

    ReactionChanged Reaction(string id, JsonElement message, HandleRef from)
    {
        var reaction = message.Part("reaction");
        return new(OutsideKey.Of('k', id), surface.Id, message.Time("timestamp"), OutsideKey.Of('m', reaction.Word("message_id", 1000) ?? ""), from, reaction.Word("emoji", 40));
    }

    /// <summary>A new number, or a new id: the new handle belongs to whom the old one did. It is the platform's word, not the person's.</summary>
    Fact System(string id, JsonElement message, HandleRef old)
    {
        var said = message.Part("system");
        var number = said.Word("wa_id") ?? said.Word("new_wa_id");
        var userId = said.Word("user_id");
        if (said.Word("type") is not ("user_changed_number" or "user_changed_user_id") || WhatsAppPerson.Handle(surface, account, userId, number, old.Name) is not { } now)
            return Unknown(message, $"system {said.Word("type", 60)}", "system");

        return new MessageReceived(OutsideKey.Of('m', id), surface.Id, message.Time("timestamp"), Thread(now), now, said.Said("body"))
        {
            AlsoKnownAs = [old, .. WhatsAppPerson.Also(old, account, message.Word("from")).Where(one => one.Kind == old.Kind), .. WhatsAppPerson.Also(now, account, number)],
            IsAutomatic = true,
        };
    }

    void Status(JsonElement status, string where)
    {
        var (id, state) = (status.Word("id", 1000), status.Word("status", 60) ?? "");
        if (id is null || Progress(state) is not { } progress)
        {
            facts.Add(Unknown(status, $"status {state}", where));
            return;
        }
        var error = status.Each("errors").FirstOrDefault();
        var problem = progress == DeliveryProgress.Failed ? GraphErrors.Problem(error.Number("code") ?? 0) : null;
        facts.Add(new DeliveryChanged(OutsideKey.Of('s', $"{id}:{state}"), surface.Id, status.Time("timestamp"), status.Word("biz_opaque_callback_data"), id, progress) { Problem = problem });
        if (problem is { IsOfConnection: true }) facts.Add(new ConnectionTrouble(OutsideKey.Of('t', id), surface.Id, status.Time("timestamp"), problem));
    }

    /// <summary>What a colleague wrote in the WhatsApp Business app on the same number.</summary>
    void Echo(JsonElement echo, string where)
    {
        var (id, type) = (echo.Word("id", 1000), echo.Word("type", 60) ?? "");
        var to = WhatsAppPerson.Handle(surface, account, echo.Word("to_user_id"), echo.Word("to"));
        if (id is null || to is null || WhatsAppWords.Of(type, echo) is not { } said) facts.Add(Unknown(echo, $"echo {type}", where));
        else facts.Add(new EchoSeen(OutsideKey.Of('m', id), surface.Id, echo.Time("timestamp"), Thread(to), to, said.Text, id, null) { Attachments = said.Files });
    }

    // Two of a kind in one list are told apart by their id, or by their place.
    Unrecognised Unknown(JsonElement item, string kind, string where) =>
        MetaHook.Unknown(requestKey, surface.Id, kind.Length > 0 ? kind : "nothing", $"{where}.{item.Word("id", 1000) ?? $"{facts.Count}"}");

    string Thread(HandleRef with) => $"{account["phone_number_id"]}:{with.Value}";

    static DeliveryProgress? Progress(string status) => status switch
    {
        "accepted" => DeliveryProgress.Accepted,
        "sent" => DeliveryProgress.Sent,
        "delivered" => DeliveryProgress.Delivered,
        // A voice that was played was heard.
        "read" or "played" => DeliveryProgress.Read,
        "failed" => DeliveryProgress.Failed,
        _ => null,
    };
}
