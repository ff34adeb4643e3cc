using System.Text.Json;

namespace Kith.Rules;

/// <summary>What the rules must know, looked up for words to one person in one place.</summary>
static class FactsOfPerson
{
    const int FewestLetters = 40, MostRead = 5;

    /// <param name="here">The address the words go to, which is known there; null where it is not chosen.</param>
    public static async Task<RuleFacts> FactsAsync(this KithDb db, PersonGroup group, RuleFacts place, Handle? here, CancellationToken stop)
    {
        place = place with { Theirs = LanguageName.Bare(group.Root.Language) ?? await WrittenAsync(db, group, stop) };
        if (!place.IsPublic) return place;

        return place with
        {
            Private = [.. await FieldsAsync(db, group, stop), .. await HandlesAsync(db, group, here, stop)],
            Ours = await db.Connections.Where(c => c.Address != "").Select(c => c.Address).ToListAsync(stop),
            Region = await HomeRegion.OfAsync(db, stop),
        };
    }

    /// <summary>By their newest words that are long enough to tell.</summary>
    static async Task<string?> WrittenAsync(KithDb db, PersonGroup group, CancellationToken stop)
    {
        var people = group.Ids;
        var said = await db.Moments.Where(m => people.Contains(m.PersonId) && m.Direction == Direction.In && m.Kind == MomentKind.Message && m.Text != null)
            .OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Select(m => m.Text!).Take(MostRead).ToListAsync(stop);
        return said.Where(text => text.Length >= FewestLetters).Select(LanguageGuess.Of).FirstOrDefault(guess => guess is { IsSure: true })?.Language;
    }

    static async Task<List<(string, string)>> FieldsAsync(KithDb db, PersonGroup group, CancellationToken stop)
    {
        if (group.Members.All(member => member.Fields.Count == 0)) return [];

        var labels = await db.OwnFields.Where(f => f.Kind == FieldKind.Text || f.Kind == FieldKind.Number || f.Kind == FieldKind.Date).ToDictionaryAsync(f => f.Key, f => f.Label, stop);
        return [.. group.Members.SelectMany(member => member.Fields).Where(field => labels.ContainsKey(field.Key)).Select(field => (labels[field.Key], Said(field.Value)))];
    }

    static string Said(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>A name on another platform, for what they are called where we speak is known there; addresses and telephone numbers have a rule of their own, and a number alone tells nobody anything.</summary>
    static async Task<List<(string, string)>> HandlesAsync(KithDb db, PersonGroup group, Handle? here, CancellationToken stop)
    {
        var people = group.Ids;
        var handles = await db.Handles.Where(h => people.Contains(h.PersonId)).Select(h => new { h.Id, h.Kind, h.Value }).ToListAsync(stop);
        var claims = await db.PersonClaims.Where(c => people.Contains(c.PersonId)).Select(c => new { c.Kind, c.Value }).ToListAsync(stop);
        return [.. handles.Where(h => h.Id != here?.Id && h.Value != here?.Value).Select(h => (h.Kind, h.Value)).Concat(claims.Where(c => c.Kind != here?.Kind).Select(c => (c.Kind, c.Value))).Distinct()
            .Where(one => one.Kind is not (AddressKind.Email or AddressKind.Phone) && one.Value.Any(char.IsLetter)).Select(one => (HandleWords.Label(one.Kind, one.Value), one.Value))];
    }
}
