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

    /// <summary>Somebody new under one handle may be known by another for which the platform vouches; and what is new of those is theirs too.</summary>
    public static Who Of(Incoming incoming, MessageReceived said, Known known, Plan plan)
    {
        var name = incoming.Name(said.From);
        if (said.AlsoKnownAs.Count > 0 && !known.Handles.ContainsKey(name) && FindKin(incoming, said, known) is { } kin) known.Handles[name] = Join(incoming, said.From, kin, plan);
        var who = Of(incoming, said.From, known, plan);
        foreach (var also in said.AlsoKnownAs) AddHandle(incoming, said, also, who, known, plan);
        return who;
    }

    /// <summary>A number may have passed to somebody else: it leads to nobody who has another account of that kind. Where the number is all there is, it is the account.</summary>
    static Who? FindKin(Incoming incoming, MessageReceived said, Known known)
    {
        foreach (var also in said.AlsoKnownAs)
            if (known.Handles.TryGetValue(incoming.Name(also), out var kin) && !kin.Handle.Shared
                && (also.Value == said.From.Value || !HasAnother(incoming, said, also, known))) return kin;
        return null;
    }

    static bool HasAnother(Incoming incoming, MessageReceived said, HandleRef also, Known known) =>
        known.Accounts.TryGetValue(KinOf(incoming, said, also), out var accounts)
        && accounts.Any(account => account != said.From.Value && !said.AlsoKnownAs.Any(one => one.Kind == said.From.Kind && one.Scope == said.From.Scope && one.Value == account));

    static Kin KinOf(Incoming incoming, MessageReceived said, HandleRef also) => new(incoming.Name(also), said.From.Kind, said.From.Scope);

    static Who Join(Incoming incoming, HandleRef from, Who kin, Plan plan)
    {
        var handle = NewHandle(incoming, from, kin.PersonId);
        plan.Handles.Add(handle);
        return new Who(handle, kin.RootId, kin.Name, kin.PersonLastAt, kin.Block);
    }

    /// <summary>Another spelling of the same account is no second address to write to; another kind of handle is.</summary>
    static void AddHandle(Incoming incoming, MessageReceived said, HandleRef also, Who who, Known known, Plan plan)
    {
        var name = incoming.Name(also);
        if (also.Kind != said.From.Kind && !known.Handles.ContainsKey(name)) known.Handles[name] = Join(incoming, also, who, plan);
        if (known.Handles.TryGetValue(name, out var other) && other.RootId == who.RootId)
            (known.Accounts.TryGetValue(KinOf(incoming, said, also), out var accounts) ? accounts : known.Accounts[KinOf(incoming, said, also)] = []).Add(said.From.Value);
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
        var handle = NewHandle(incoming, from, person.Id);
        plan.Handles.Add(handle);
        return new Who(handle, person.Id, person.Name, person.LastAt, Block.None) { IsNew = true };
    }

    static Handle NewHandle(Incoming incoming, HandleRef from, Guid person) => new()
    {
        WorkspaceId = incoming.WorkspaceId,
        Id = Ids.New(incoming.Arrival.ReceivedAt),
        Kind = from.Kind,
        Scope = from.Scope,
        Value = from.Value,
        PersonId = person,
        Strength = StrengthOf(from),
        FirstSeen = incoming.At,
        LastSeen = incoming.At,
    };

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
        // Whoever speaks in public and in private is heard at two addresses, and each has a window of its own.
        if (!isNamed && who.Handle.Problem is null && incoming.At - who.PersonLastAt < noted && incoming.At - who.Handle.LastSeen < noted) return;

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
