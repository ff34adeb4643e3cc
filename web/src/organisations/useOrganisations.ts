import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { OrganisationPage, OrganisationRow, Page } from "../api/types";

export const organisationsQuery = queryOptions({
  queryKey: ["organisations"], queryFn: () => api.get<Page<OrganisationRow>>("/organisations", { query: { limit: 200 } }), select: (page: Page<OrganisationRow>) => page.items,
});

export function useOrganisation(id: string) {
  return useQuery({ queryKey: ["organisations", id], queryFn: () => api.get<OrganisationPage>(`/organisations/${id}`) });
}
