namespace Kith.People;

/// <summary>How an address reads to a teammate, and how we know it.</summary>
static class HandleWords
{
    public static string Label(string kind, string value) =>
        kind == AddressKind.Phone && PhoneNumber.TryParse(value, null, out var number) ? number.International : value;

    public static string How(Handle handle) => (handle.Strength, handle.Kind) switch
    {
        (Strength.Verified, _) => "Proved to be theirs",
        (_, AddressKind.Phone) => "The network says messages came from this number",
        (_, AddressKind.Email) => "Mail came from this address",
        _ => "Wrote to us from here",
    };

    extension(Block block)
    {
        /// <summary>Not blocked is nothing to show.</summary>
        public Block? OrNull => block == Block.None ? null : block;
    }
}

/// <summary>The kinds of addresses that every channel shares; the others are platforms' names.</summary>
static class AddressKind
{
    public const string Phone = "phone", Email = "email", Name = "name";
}
