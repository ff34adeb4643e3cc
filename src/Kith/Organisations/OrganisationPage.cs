namespace Kith.Organisations;

public sealed record OrganisationRow(Guid Id, string Name, IReadOnlyList<string> Domains, int People);

/// <summary>An organisation with its people, and all their cases in one list: what runs by promised time, then what was closed.</summary>
public sealed record OrganisationPage(Guid Id, string Name, IReadOnlyList<string> Domains, IReadOnlyList<OrganisationPerson> People, IReadOnlyList<CaseRow> Cases);

public sealed record OrganisationPerson(Guid Id, string? Name, IReadOnlyList<HandleLabel> Handles, DateTime LastAt, string? Organisation, string? Role);

public sealed record NewOrganisation(string? Name, IReadOnlyList<string?>? Domains);

public sealed record MembershipChange(string? Role);
