using Kith.Channels;

namespace Kith.People;

/// <summary>
/// Handle → person. An identical handle is the same person, an unknown one is somebody new; nothing else decides, whatever a message
/// says about its sender.
/// </summary>
static class RecognizePerson
{
    /// <summary>Lists by "last heard" need not move at every word; and each move costs an index entry.</summary>
    static readonly TimeSpan noted = TimeSpan.FromMinutes(5);

    public static Who Of(Incoming incoming, HandleRef from, Known known, Plan plan)
    {
        var name = incoming.Name(from);
        if (!known.Handles.TryGetValue(name, out var who)) return known.Handles[name] = Meet(incoming, from, plan);
        if (who.IsSharedWithSomebody) who = known.Handles[name] = SetApart(incoming, who, plan);
        Strengthen(from, who, plan);
        Hear(incoming, from, who, plan);
        return who;
    }

    /// <summary>What a trusted party vouched for is verified; a phone that was reached, or an account somewhere, was seen.</summary>
    static Strength StrengthOf(HandleRef from) => from.Strength is IdentityStrength.SignedBySite or IdentityStrength.DomainVouched ? Strength.Verified : Strength.Seen;

    /// <summary>A handle that was only seen is verified from the moment somebody vouches for it.</summary>
    static void Strengthen(HandleRef from, Who who, Plan plan)
    {
        if (from.Strength != IdentityStrength.DomainVouched || who.Handle.Strength == Strength.Verified) return;

        who.Handle.Strength = Strength.Verified;
        if (!who.IsNew) plan.ChangedHandles[who.Handle.Id] = who.Handle;
    }

    static Who Meet(Incoming incoming, HandleRef from, Plan plan)
    {
        var person = NewPerson(incoming, PersonName.Clean(from.Name), plan);
        var handle = new Handle
        {
            WorkspaceId = incoming.WorkspaceId,
            Id = Ids.New(incoming.Arrival.ReceivedAt),
            Kind = from.Kind,
            Scope = from.Scope,
            Value = from.Value,
            PersonId = person.Id,
            Strength = StrengthOf(from),
            FirstSeen = incoming.At,
            LastSeen = incoming.At,
        };
        plan.Handles.Add(handle);
        return new Who(handle, person.Id, person.Name, person.LastAt, Block.None) { IsNew = true };
    }

    /// <summary>From now on the shared handle speaks for a person of its own.</summary>
    static Who SetApart(Incoming incoming, Who who, Plan plan)
    {
        var person = NewPerson(incoming, null, plan);
        who.Handle.PersonId = person.Id;
        plan.ChangedHandles[who.Handle.Id] = who.Handle;
        return new Who(who.Handle, person.Id, null, person.LastAt, who.Handle.Block);
    }

    static void Hear(Incoming incoming, HandleRef from, Who who, Plan plan)
    {
        if (who.IsNew) return;

        var isNamed = who.Name is null && from.Name is not null && (who.Name = PersonName.Clean(from.Name)) is not null;
        // Words from an address that was given up are news at once: it may be written to again.
        if (!isNamed && who.Handle.Problem is null && incoming.At - who.PersonLastAt < noted) return;

        who.Handle.Problem = null;
        who.PersonLastAt = who.PersonLastAt > incoming.At ? who.PersonLastAt : incoming.At;
        who.Handle.LastSeen = who.PersonLastAt;
        plan.Heard[who.Handle.Id] = who;
    }

    static Person NewPerson(Incoming incoming, string? name, Plan plan)
    {
        var person = Person.New(incoming.WorkspaceId, name, incoming.Arrival.ReceivedAt);
        person.LastAt = incoming.At;
        plan.People.Add(person);
        return person;
    }
}
