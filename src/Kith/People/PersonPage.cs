using System.Text.Json;

namespace Kith.People;

/// <summary>A person as lists show one.</summary>
public sealed record PersonRow(Guid Id, string? Name, IReadOnlyList<HandleLabel> Handles, DateTime LastAt, string? Organisation);

public sealed record HandleLabel(string Kind, string Value, string Label);

/// <summary>Everything the person's page shows: of the root, and of everybody merged into it.</summary>
public sealed record PersonPage(
    Guid Id, Guid RootId, Guid? MergedInto, string? Name, string? Language, string? TimeZone, DateTime Since,
    IReadOnlyDictionary<string, JsonElement> Fields, Block? Block, IReadOnlyList<HandleRow> Handles, IReadOnlyList<ClaimRow> Claims,
    IReadOnlyList<MemberRow> Members, IReadOnlyList<CaseRow> Cases, IReadOnlyList<BelongsTo> Organisations,
    IReadOnlyList<Suggestion> Suggestions, IReadOnlyList<MergeRow> Merges);

/// <param name="LastSeen">When they last said something there; null when we have only written to them.</param>
[WireName("Handle")]
public sealed record HandleRow(
    Guid Id, Guid PersonId, string Kind, string Scope, string Value, string Label, Strength Strength, bool Shared,
    DateTime FirstSeen, DateTime? LastSeen, string? Problem, string How, DateTime? Stopped, Block? Block)
{
    public static HandleRow Of(Handle handle, string? evidence) => new(
        handle.Id, handle.PersonId, handle.Kind, handle.Scope, handle.Value, HandleWords.Label(handle.Kind, handle.Value), handle.Strength, handle.Shared,
        handle.FirstSeen, handle.LastHeard, handle.Problem, evidence ?? HandleWords.How(handle), handle.StoppedAt, handle.Block.OrNull);
}

[WireName("Claim")]
public sealed record ClaimRow(Guid Id, Guid PersonId, string Kind, string Value, string Label, string SaidWhere)
{
    public static ClaimRow Of(Claim claim) =>
        new(claim.Id, claim.PersonId, claim.Kind, claim.Value, HandleWords.Label(claim.Kind, claim.Value), claim.SaidWhere);
}

public sealed record MemberRow(Guid Id, string? Name);

public sealed record BelongsTo(Guid Id, string Name, string? Role);

/// <summary>Somebody who may be the same person, with the facts that speak for it and against it. Nothing follows from it by itself.</summary>
public sealed record Suggestion(Guid PersonId, string? Name, IReadOnlyList<Fact> Facts, int Weight);

public sealed record Fact(string Words, bool Agrees);

/// <summary>A running merge: who was merged into whom, said by which teammate; <see cref="By"/> is empty when a verified handle said it.</summary>
[WireName("Merge")]
public sealed record MergeRow(Guid Id, Guid FromId, string? FromName, Guid ToId, string? By, DateTime At, string Evidence);
