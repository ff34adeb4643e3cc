using System.Text.Json;

namespace Kith.People;

/// <summary>
/// PATCH /api/people/{id}: what is not named stays; an empty word empties. What the page shows is the root's, so that is changed. Whom a
/// teammate has edited is not the import's any more.
/// </summary>
static class EditPerson
{
    public static async Task<PersonPage> PatchAsync(Guid id, PersonChange asked, Teammate me, KithDb db, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        if (asked.Name is not null) await RenameAsync(group, PersonInput.Name(asked.Name), db, stop);
        if (asked.Language is not null) group.Root.Language = PersonInput.Language(asked.Language);
        if (asked.TimeZone is not null) group.Root.TimeZone = PersonInput.TimeZone(asked.TimeZone);
        if (asked.Fields is not null) OwnFields.Fill(group.Root, asked.Fields, await db.OwnFields.ToListAsync(stop));
        group.Root.ImportId = null;
        await db.SaveChangesAsync(stop);
        return await ReadPerson.PageAsync(group, me, db, stop);
    }

    /// <summary>The new name stands in the person's cases too: the inbox row is the case.</summary>
    static async Task RenameAsync(PersonGroup group, string? name, KithDb db, CancellationToken stop)
    {
        if (group.Root.Name == name) return;

        group.Root.Name = name;
        db.RemoveRange(await db.PersonWords.Where(w => w.PersonId == group.Root.Id).ToListAsync(stop));
        await db.SaveChangesAsync(stop);
        db.AddRange(group.Root.NameWords());
        foreach (var kase in await db.Cases.Where(c => c.PersonId == group.Root.Id).ToListAsync(stop))
        {
            kase.PersonName = name;
            kase.Version++;
        }
    }
}

public sealed record PersonChange(string? Name, string? Language, string? TimeZone, Dictionary<string, JsonElement>? Fields);
