using Kith.Channels;

namespace Kith.Conversations;

/// <summary>POST /api/people/{id}/previews: what everybody would read of these words, and what in them is private. Nothing is kept.</summary>
static class PreviewPublic
{
    const int LongestText = 20_000;

    public sealed record PublicDraft(string? Text);

    public sealed record PublicPreview(string Text, IReadOnlyList<PrivateFact> Private);

    public static async Task<Ok<PublicPreview>> PreviewAsync(Guid id, PublicDraft asked, Teammate me, KithDb db, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        var text = Written.Text(asked.Text, "text", LongestText);
        return TypedResults.Ok(new PublicPreview(text + PublicWords.EndingOf(me), await db.PrivateInAsync(group, text, stop)));
    }

    /// <summary>Where a public place has the person's name on it anyway, that name is no secret; everything else we reach them at is.</summary>
    public static async Task<IReadOnlyList<PrivateFact>> PrivateInAsync(this KithDb db, PersonGroup group, string text, CancellationToken stop)
    {
        var people = group.Ids;
        var handles = await db.Handles.Where(h => people.Contains(h.PersonId)).Select(h => new { h.Kind, h.Value }).ToListAsync(stop);
        var claims = await db.PersonClaims.Where(c => people.Contains(c.PersonId)).Select(c => new { c.Kind, c.Value }).ToListAsync(stop);
        return PublicWords.Find(text, handles.Concat(claims).Where(one => one.Kind is AddressKind.Email or AddressKind.Phone).Select(one => (one.Kind, one.Value)));
    }

    public static async Task<OwnWords> InPublicAsync(this KithDb db, PersonGroup group, WayFound way, OwnWords words, Teammate me, bool knowingly, CancellationToken stop)
    {
        if (way.Surface.Visibility != Channels.Visibility.Public) return words;
        if (words.Text.Length == 0) throw Refusal.Field("text", "Say something.");
        if ((await db.PrivateInAsync(group, words.Text, stop)).FirstOrDefault(fact => fact.IsCertain || !knowingly) is { } fact) throw PublicWords.Refused(fact);

        return words with { Text = words.Text + PublicWords.EndingOf(me), Ending = PublicWords.EndingOf(me), Name = me.NameInPublic };
    }
}
