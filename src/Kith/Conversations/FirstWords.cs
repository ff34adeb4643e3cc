using Kith.Channels;

namespace Kith.Conversations;

/// <summary>Kith may begin: the address that a teammate gives becomes a handle that was never heard from, until they answer.</summary>
static class FirstWords
{
    public static async Task<WayFound> WayAsync(
        KithDb db, PersonGroup group, Connection connection, ChannelRegistry channels, SendMessage.NewHandle to, Purpose purpose, bool isPersonal, DateTime now, CancellationToken stop)
    {
        var surface = (channels.Find(connection.Channel)?.Surfaces ?? []).FirstOrDefault(one => one.Wire != Channels.Wire.Call && one.HandleKind == to.Kind && one.Identity.Scope == IdentityScope.Global)
            ?? throw Refusal.Field("to", "This connection does not reach such an address.");
        var region = await HomeRegion.OfAsync(db, stop);
        var address = PersonInput.TryAddress(to.Kind, to.Value, region, out var problem) ?? throw Refusal.Field("to", problem!);

        var known = await db.Handles.SingleOrDefaultAsync(h => h.Kind == address.Kind && h.Scope == "" && h.Value == address.Value, stop);
        if (known is not null && !group.Ids.Contains(known.PersonId)) throw await TakenAsync(db, known, stop);
        var handle = known ?? Reached(db, group, address, now);
        var facts = await WayFacts.OfAsync(db, group, now, stop, purpose, isPersonal);
        return WayFound.Of(facts.Ask(connection, surface, handle, known?.LastHeard), now);
    }

    static Handle Reached(KithDb db, PersonGroup group, SaidAddress address, DateTime now)
    {
        var handle = Handle.Reached(db.WorkspaceId, new HandleName(db.WorkspaceId, address.Kind, "", address.Value), group.Root.Id, now);
        db.Add(handle);
        return handle;
    }

    static async Task<Refusal> TakenAsync(KithDb db, Handle known, CancellationToken stop)
    {
        var name = await db.People.Where(p => p.Id == known.PersonId).Select(p => p.Name).SingleAsync(stop);
        return new Refusal("handle_taken", $"This address belongs to {name ?? "somebody else"} already. Write to them, or merge the two if they are one.");
    }
}
