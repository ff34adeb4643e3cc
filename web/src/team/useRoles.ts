import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Branch, Connection, Department, Page, TeamRole } from "../api/types";

export const rolesQuery = queryOptions({ queryKey: ["roles"], queryFn: () => api.get<Page<TeamRole>>("/roles"), select: (page) => page.items });

export interface Choice { value: string; label: string }

const choices = (items: { id: string; name: string }[]): Choice[] => items.map((one) => ({ value: one.id, label: one.name }));

/** What a role can be narrowed to, as choices. */
export function useScopeChoices() {
  const departments = useQuery({ queryKey: ["departments"], queryFn: () => api.get<Page<Department>>("/departments", { query: { limit: 200 } }), select: (page) => choices(page.items) });
  const branches = useQuery({ queryKey: ["branches"], queryFn: () => api.get<Page<Branch>>("/branches"), select: (page) => choices(page.items) });
  const connections = useQuery({ queryKey: ["connections"], queryFn: () => api.get<Page<Connection>>("/connections"), select: (page) => choices(page.items) });
  return { departments: departments.data ?? [], branches: branches.data ?? [], connections: connections.data ?? [] };
}
