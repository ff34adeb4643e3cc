using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.WhatsApp;

/// <summary>
/// Who somebody is on WhatsApp. The business-scoped user id comes first ("Business-scoped user IDs"): it stays when a number is hidden
/// behind a username. The number comes second, as another handle of the same person; alone it stands only where no id came.
/// </summary>
static class WhatsAppPerson
{
    public const string Kind = "whatsapp";

    const string PhoneKind = "phone";

    /// <summary>The handle of this person, or null when neither id nor number is there.</summary>
    public static HandleRef? Handle(Surface surface, Account account, string? userId, string? number, string? name = null) =>
        (userId ?? Number(account, number)) is { } value ? new(Kind, surface.Identity.ScopeOf(account.Connection, key => account[key]), value, IdentityStrength.PlatformAccount, name) : null;

    /// <summary>The number behind the account, where it is shown: WhatsApp reached it when the account was made.</summary>
    public static IReadOnlyList<HandleRef> Also(HandleRef handle, Account account, string? number) => Number(account, number) is not { } phone ? []
        : [.. new[] { handle with { Value = phone }, new HandleRef(PhoneKind, "", phone, IdentityStrength.PhoneReached, handle.Name) }.Where(one => (one.Kind, one.Value) != (handle.Kind, handle.Value))];

    /// <summary>Where a message to this handle goes: a number wins where both are given, so only one is.</summary>
    public static void WriteTo(Utf8JsonWriter json, HandleRef handle)
    {
        if (handle.Value[0] == '+') json.WriteString("to", handle.Value[1..]);
        else json.WriteString("recipient", handle.Value);
    }

    // They write numbers in international form without the plus.
    static string? Number(Account account, string? digits) =>
        digits?.TrimStart('+') is { Length: > 4 and < 21 } bare && bare.All(char.IsAsciiDigit) ? $"+{account.Phone($"+{bare}").TrimStart('+')}" : null;
}
