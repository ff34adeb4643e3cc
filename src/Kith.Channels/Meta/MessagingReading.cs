using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Meta;

/// <summary>Where the talk of a page or a professional account is recorded.</summary>
/// <param name="Surface">Its surface.</param>
/// <param name="Kind">The kind of its people's handles.</param>
readonly record struct MessagingLine(string Surface, string Kind)
{
    /// <summary>The kind of the handles under which the same ids speak in public; null where those are others.</summary>
    public string? AlsoKind { get; init; }
}

/// <summary>Reads one event of <c>messaging</c> or <c>standby</c> (Messenger Platform, "Webhook events"); Instagram's are of the same family.</summary>
sealed class MessagingReading(MessagingLine line, string ours)
{
    /// <summary>The fact in it; null for a kind that is not known.</summary>
    public Fact? Read(JsonElement item, bool isStandby)
    {
        if (Other(item) is not { } person) return null;
        if (item.Part("message") is { ValueKind: JsonValueKind.Object } message) return Message(item, message, person, isStandby);
        if (item.Part("message_edit") is { ValueKind: JsonValueKind.Object } edit) return Edited(item, edit, person);
        if (item.Part("reaction") is { ValueKind: JsonValueKind.Object } reaction) return Reacted(item, reaction, person);
        if (item.Part("postback") is { ValueKind: JsonValueKind.Object } postback) return Pressed(item, postback, person, isStandby);
        if (item.Part("delivery") is { ValueKind: JsonValueKind.Object } delivery) return Mark('d', delivery, person, DeliveryProgress.Delivered);
        if (item.Part("read") is { ValueKind: JsonValueKind.Object } read) return Mark('r', read, person, DeliveryProgress.Read);
        return null;
    }

    /// <summary>
    /// The word that a link of ours carried here: alone where they spoke with us before, with the button that begins a conversation or with their first
    /// words where they did not (Messenger Platform, "m.me links"). Null where none came.
    /// </summary>
    public MoveBrought? Brought(JsonElement item) =>
        Other(item) is { } person && person.Value == item.Part("sender").Word("id") && TokenIn(item) is { } token
            ? new(OutsideKey.Of('g', $"{person.Value}:{Stamp(item)}"), line.Surface, At(item), person, token) : null;

    static string? TokenIn(JsonElement item) => new[] { item, item.Part("postback"), item.Part("message") }
        .Select(part => part.Part("referral").Word("ref", 250)).FirstOrDefault(word => word is not null);

    /// <summary>What it calls itself.</summary>
    public static string KindOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Select(one => one.Name).FirstOrDefault(name => name is not ("sender" or "recipient" or "timestamp")) is { } kind ? kind : "nothing";

    /// <summary>The one who is not us: an echo of ours names us as its sender.</summary>
    HandleRef? Other(JsonElement item)
    {
        var (sender, recipient) = (item.Part("sender").Word("id"), item.Part("recipient").Word("id"));
        var id = sender == ours ? recipient : recipient == ours || recipient is null ? sender : null;
        return id is null || id == ours ? null : new(line.Kind, ours, id, IdentityStrength.PlatformAccount);
    }

    Fact? Message(JsonElement item, JsonElement message, HandleRef person, bool isStandby)
    {
        if (message.Word("mid", 1000) is not { } id) return null;
        if (message.IsTrue("is_deleted")) return message.IsTrue("is_echo") ? null : new MessageWithdrawn(OutsideKey.Of('x', id), line.Surface, At(item), Key(id), person);

        var said = MessagingWords.Of(message);
        if (message.IsTrue("is_echo"))
            return new EchoSeen(Key(id), line.Surface, At(item), Thread(person), person, said.Text, id, message.Word("metadata")) { Attachments = said.Files };

        return Said(Key(id), item, person, said.Text, isStandby) with
        {
            ReplyToKey = message.Part("reply_to").Word("mid", 1000) is { } answered ? Key(answered) : null,
            Attachments = [.. said.Files, .. StoryOf(message)],
            Marks = [.. said.IsUnsupported ? ["unsupported"] : Array.Empty<string>(), .. isStandby ? [Standby] : Array.Empty<string>()],
        };
    }

    // The story of ours that they answer is gone in a day: what it showed is kept with their words.
    static MediaRef[] StoryOf(JsonElement message) => message.Part("reply_to").Part("story").Word("url", 2000) is { } url ? [new(url, null, "story")] : [];

    const string Standby = "standby";

    /// <summary>Another app has the conversation while it is on standby: we hear it, and nobody is asked to answer.</summary>
    MessageReceived Said(string key, JsonElement item, HandleRef person, string text, bool isStandby) =>
        new(key, line.Surface, At(item), Thread(person), person, text) { IsAutomatic = isStandby, Marks = isStandby ? [Standby] : [], AlsoKnownAs = line.AlsoKind is { } kind ? [person with { Kind = kind }] : [] };

    Fact? Edited(JsonElement item, JsonElement edit, HandleRef person) => edit.Word("mid", 1000) is not { } id || person.Value != item.Part("sender").Word("id") ? null
        : new MessageEdited(OutsideKey.Of('e', $"{id}:{edit.Number("num_edit") ?? 0}"), line.Surface, At(item), Key(id), person, edit.Said("text"));

    Fact? Reacted(JsonElement item, JsonElement reaction, HandleRef person) => reaction.Word("mid", 1000) is not { } id || person.Value != item.Part("sender").Word("id") ? null
        : new ReactionChanged(OutsideKey.Of('k', $"{id}:{person.Value}:{Stamp(item)}:{reaction.Word("action", 20)}"), line.Surface, At(item), Key(id), person, reaction.Word("action") == "react" ? reaction.Word("emoji", 40) ?? reaction.Word("reaction", 40) ?? "❔" : null);

    MessageReceived Pressed(JsonElement item, JsonElement postback, HandleRef person, bool isStandby) =>
        Said(postback.Word("mid", 1000) is { } id ? Key(id) : OutsideKey.Of('p', $"{person.Value}:{Stamp(item)}"), item, person, postback.Said("title"), isStandby);

    /// <summary>Everything of ours up to this time came as far; where there is no time, the message that is named.</summary>
    DeliveryChanged? Mark(char kind, JsonElement mark, HandleRef person, DeliveryProgress progress)
    {
        var upTo = mark.Time("watermark");
        var named = mark.Word("mid", 1000) ?? LastOf(mark.Part("mids"));
        if (upTo is null && named is null) return null;

        return new(OutsideKey.Of(kind, $"{person.Value}:{mark.Word("watermark") ?? named}"), line.Surface, upTo, null, named, progress) { From = person, AndEarlier = upTo is not null };
    }

    static string? LastOf(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array && list.EnumerateArray().LastOrDefault() is { ValueKind: JsonValueKind.String } last && MessagingWords.Try(last) is { Length: > 0 } id ? id : null;

    static string Key(string id) => OutsideKey.Of('m', id);

    string Thread(HandleRef with) => $"{ours}:{with.Value}";

    static DateTimeOffset? At(JsonElement item) => item.Time("timestamp");

    static string Stamp(JsonElement item) => item.Number("timestamp")?.ToString(CultureInfo.InvariantCulture) ?? "0";
}
