namespace Kith.Channels.Mastodon;

/// <summary>
/// What an answer must know of what it answers and cannot read from its key: how far it was said, its id on our server, and the id that our
/// account has there. Ids are opaque: a number in Mastodon, 26 letters in GoToSocial, 42 in snac.
/// </summary>
sealed record StatusReference(string Visibility, string Id, string? Own)
{
    public static StatusReference? Parse(string? reference) => reference?.Split(' ') switch
    {
        [{ Length: > 0 } visibility, { Length: > 0 } id] => new(visibility, id, null),
        [{ Length: > 0 } visibility, { Length: > 0 } id, { Length: > 0 } own] => new(visibility, id, own),
        _ => null,
    };

    /// <summary>Everybody could read it. Words of a visibility we do not know are for few.</summary>
    public static bool IsPublic(string? visibility) => visibility is "public" or "unlisted";

    public override string ToString() => Own is null ? $"{Visibility} {Id}" : $"{Visibility} {Id} {Own}";
}
