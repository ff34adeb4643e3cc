using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.TheirData;

/// <summary>
/// One file with everything of a person, over all that was merged and all channels: <c>person.json</c> with each row, <c>conversation.html</c>
/// to be read, the files themselves, and the raw bytes as they came.
/// </summary>
sealed class WritePersonFile(KeptFiles files)
{
    static readonly JsonSerializerOptions json = new(Wire.Json) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly HashSet<string> ours = new(StringComparer.OrdinalIgnoreCase) { nameof(IOfWorkspace.WorkspaceId), nameof(Moment.Epoch), nameof(Moment.Tx) };

    /// <summary>Writes the file and leaves its stream at the end.</summary>
    public async Task WriteAsync(Work work, Guid person, Stream to, CancellationToken stop)
    {
        var (db, trail) = (work.Db, await PersonTrail.FindAsync(work.Db, person, stop));
        // What is kept as it came, and the record, know no cases: they go only to who sees all.
        var raw = db.Sight.IsNarrow ? [] : await RawTraces.OfIntakeAsync(db, trail, stop);
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, null, stop);
        await WriteAsync(zip, "person.json", JsonSerializer.SerializeToUtf8Bytes(await RowsAsync(db, trail, raw, stop), json), stop);
        await WriteAsync(zip, "conversation.html", await WritePersonPage.OfAsync(db, trail, stop), stop);
        foreach (var hash in trail.Files)
            if (await files.ReadAsync(db.WorkspaceId, hash, stop) is { } bytes) await WriteAsync(zip, $"files/{hash}", bytes, stop);
        foreach (var (one, at) in raw.Select((one, at) => (one, at + 1))) await WriteAsync(zip, $"raw/{at}", one.Body, stop);
    }

    static async Task<JsonObject> RowsAsync(KithDb db, PersonTrail trail, List<Intake> raw, CancellationToken stop)
    {
        var all = new JsonObject();
        var byPerson = typeof(WritePersonFile).GetMethod(nameof(OfPeopleAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        foreach (var entity in db.Model.GetEntityTypes().Where(e => typeof(IOfWorkspace).IsAssignableFrom(e.ClrType) && e.FindProperty(nameof(Moment.PersonId)) is not null && e.ClrType != typeof(PersonKey) && e.ClrType != typeof(PersonWord)))
            all[entity.GetTableName()!] = await (Task<JsonArray>)byPerson.MakeGenericMethod(entity.ClrType).Invoke(null, [db, trail, stop])!;
        all["person"] = Rows(trail.Group.Members);
        all["link"] = Rows(await db.Links.AsNoTracking().Where(l => trail.People.Contains(l.FromId) || trail.People.Contains(l.ToId)).ToListAsync(stop));
        all["promise"] = Rows(await db.Promises.AsNoTracking().Where(p => trail.Cases.Contains(p.CaseId)).ToListAsync(stop));
        all["ask"] = Rows(await db.Asks.AsNoTracking().Where(a => trail.Cases.Contains(a.CaseId)).ToListAsync(stop));
        all["delivery"] = Rows(await db.Deliveries.AsNoTracking().Where(d => trail.Moments.Contains(d.MomentId)).ToListAsync(stop));
        all["code"] = Rows(await ErasedPart.Codes(db, trail).AsNoTracking().ToListAsync(stop));
        all["post"] = Rows(await db.Posts.AsNoTracking().Where(p => trail.Posts.Contains(p.Id)).ToListAsync(stop));
        all["organisation"] = Rows(await db.Organisations.AsNoTracking().Where(o => db.Memberships.Any(m => m.OrganisationId == o.Id && trail.People.Contains(m.PersonId))).ToListAsync(stop));
        all["own_field"] = Rows(await db.OwnFields.AsNoTracking().ToListAsync(stop));
        if (db.Sight.IsNarrow) return all;
        all["set_aside"] = Rows(await RawTraces.OfSetAsideAsync(db, trail, raw, stop));
        all["people_import"] = new JsonArray([.. (await RawTraces.OfImportsAsync(db, trail, stop)).SelectMany(import => RawTraces.LinesOf(import, trail)).Select(line => (JsonNode)line)]);
        all["raw"] = new JsonArray([.. raw.Select((one, at) => (JsonNode)new JsonObject { ["file"] = $"raw/{at + 1}", ["key"] = one.Key, ["receivedAt"] = one.ReceivedAt, ["headers"] = one.Headers })]);
        all["audit"] = await RecordAsync(db, trail, stop);
        return all;
    }

    static async Task<JsonArray> OfPeopleAsync<T>(KithDb db, PersonTrail trail, CancellationToken stop) where T : class
    {
        var isNullable = db.Model.FindEntityType(typeof(T))!.FindProperty(nameof(Moment.PersonId))!.IsNullable;
        var rows = isNullable
            ? db.Set<T>().AsNoTracking().Where(row => trail.AnyPeople.Contains(EF.Property<Guid?>(row, nameof(Moment.PersonId))))
            : db.Set<T>().AsNoTracking().Where(row => trail.People.Contains(EF.Property<Guid>(row, nameof(Moment.PersonId))));
        return Rows(await rows.ToListAsync(stop));
    }

    /// <summary>What the record says of them, and nothing that it says of others in the same breath.</summary>
    static async Task<JsonArray> RecordAsync(KithDb db, PersonTrail trail, CancellationToken stop)
    {
        var (told, rows) = (new JsonArray(), BlankFacts.RowsOf(trail));
        foreach (var entry in await BlankFacts.Of(db, trail).AsNoTracking().OrderBy(a => a.Id).ToListAsync(stop))
            if (BlankFacts.FactsOf(entry, trail, rows) is { Count: > 0 } facts) told.Add(new JsonObject { ["at"] = entry.At, ["action"] = entry.Action, ["facts"] = new JsonArray([.. facts.Select(fact => fact.DeepClone())]) });
        return told;
    }

    static JsonArray Rows<T>(IEnumerable<T> rows) where T : class => new([.. rows.Select(row => (JsonNode)Row(row))]);

    /// <summary>Every column, but what is only ours: the workspace, the place in the stream, hashes and keys.</summary>
    static JsonObject Row(object row)
    {
        var node = (JsonObject)JsonSerializer.SerializeToNode(row, row.GetType(), json)!;
        foreach (var property in row.GetType().GetProperties().Where(p => p.PropertyType == typeof(byte[]) || ours.Contains(p.Name))) node.Remove(JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        return node;
    }

    static async Task WriteAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken stop)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(stop);
        await entry.WriteAsync(bytes, stop);
    }
}
