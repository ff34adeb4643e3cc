using System.Text.Json.Nodes;
using Kith.Channels;
using FieldKind = Kith.Channels.FieldKind;

namespace Kith.Connections;

/// <summary>What a person filled into a channel's form, split into what may be shown and what is sealed.</summary>
sealed class SettingsForm(IChannel channel, OutboundGuard guard)
{
    /// <summary>Stands for a secret that is kept as it is.</summary>
    public const string Set = "set";

    const int Longest = 4000;

    readonly Dictionary<string, string> made = [];

    /// <summary>Secrets made while filling, to be shown this once.</summary>
    public IReadOnlyDictionary<string, string>? Made => made.Count > 0 ? made : null;

    /// <summary>Puts the given values over the kept ones; throws when a field is unknown or not what it takes.</summary>
    public (JsonObject Plain, Dictionary<string, string> Secrets) Fill(
        JsonObject plain, IReadOnlyDictionary<string, string> secrets, IReadOnlyDictionary<string, string?> given, IReadOnlyCollection<string> make)
    {
        RefuseUnknown(given.Keys.Concat(make));
        var (shown, hidden) = ((JsonObject)plain.DeepClone(), new Dictionary<string, string>(secrets));
        foreach (var field in channel.Setup)
        {
            if (given.TryGetValue(field.Key, out var value)) Put(field, value?.Trim() ?? "", shown, hidden);
            if (field.Make != SecretShape.None && (make.Contains(field.Key) || !hidden.ContainsKey(field.Key) && !given.ContainsKey(field.Key)))
                hidden[field.Key] = made[field.Key] = Kith.Channels.Secrets.Make(field.Make);
        }
        RefuseToCarryAway(plain, shown, secrets, given);
        return (shown, hidden);
    }

    void Put(SetupField field, string value, JsonObject shown, Dictionary<string, string> hidden)
    {
        Check(field, value);
        if (field.Kind != FieldKind.Secret) shown[field.Key] = value;
        else if (value == Set) return;
        else if (value.Length == 0) hidden.Remove(field.Key);
        else hidden[field.Key] = value;
    }

    void Check(SetupField field, string value)
    {
        if (value.Length > Longest || value.AsSpan().ContainsAnyInRange('\0', '\x1f')) throw Wrong(field.Key, "This is too long, or holds characters that cannot be typed.");
        if (field.Kind == FieldKind.Choice && value.Length > 0 && !field.Choices.Contains(value)) throw Wrong(field.Key, "Choose one of the words offered.");
        if (field.Kind == FieldKind.Department && value.Length > 0 && !Guid.TryParse(value, out _)) throw Wrong(field.Key, "Choose a department.");
        if (field.Kind == FieldKind.YesNo && value is not ("" or "yes" or "no")) throw Wrong(field.Key, "Say yes or no.");
        if (field.Kind == FieldKind.Url && value.Length > 0 && channel is IDeliver or ICall or ISignIn && guard.WhyNot(value) is { } why) throw Wrong(field.Key, why);
    }

    void RefuseUnknown(IEnumerable<string> keys)
    {
        if (keys.FirstOrDefault(key => channel.Setup.All(field => field.Key != key)) is { } unknown) throw Wrong(unknown, "This channel has no such setting.");
    }

    /// <summary>Whoever may change the address must not be able to have a kept password sent to a server of theirs.</summary>
    void RefuseToCarryAway(JsonObject before, JsonObject after, IReadOnlyDictionary<string, string> kept, IReadOnlyDictionary<string, string?> given)
    {
        var moved = channel.Setup.Any(field => field.Kind == FieldKind.Url && PlaceOf(before[field.Key]) != PlaceOf(after[field.Key]));
        var carried = channel.Setup.FirstOrDefault(field => field is { Kind: FieldKind.Secret, Make: SecretShape.None } && kept.ContainsKey(field.Key)
            && (!given.TryGetValue(field.Key, out var typed) || typed == Set));
        if (moved && carried is not null && channel is (IDeliver or ICall)) throw Wrong(carried.Key, "The address changed: type this in again.");
    }

    static string PlaceOf(JsonNode? url) => Uri.TryCreate(url?.ToString(), UriKind.Absolute, out var address) ? $"{address.Scheme}://{address.Authority}" : "";

    static Refusal Wrong(string key, string words) => Refusal.Field($"settings.{key}", words);
}
