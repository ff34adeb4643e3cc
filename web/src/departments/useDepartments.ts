import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Department, Page } from "../api/types";

export const departmentsQuery = queryOptions({
  queryKey: ["departments"], queryFn: () => api.get<Page<Department>>("/departments", { query: { limit: 200 } }), select: (page) => page.items, staleTime: 60_000,
});

export function useDepartments(): Department[] {
  return useQuery(departmentsQuery).data ?? [];
}
