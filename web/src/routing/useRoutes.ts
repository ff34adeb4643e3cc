import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Branch, ChannelDeclaration, Connection, OrganisationRow, Page, RoutingRule } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { useDepartments } from "../departments/useDepartments";
import { fieldsQuery } from "../people/useFields";
import { useTeammates } from "../team/useMe";

export const routesQuery = queryOptions({ queryKey: ["routes"], queryFn: () => api.get<Page<RoutingRule>>("/routes"), select: (page) => page.items });

export interface Choice { value: string; label: string }

/** All that a rule may name, as fields offer it. */
export interface Choices { channels: Choice[]; connections: Choice[]; branches: Choice[]; organisations: Choice[]; fields: Choice[]; departments: Choice[]; team: Choice[] }

export function useChoices(): Choices {
  const channels = useQuery({ queryKey: ["channels"], queryFn: () => api.get<Page<ChannelDeclaration>>("/channels"), select: (page) => page.items, staleTime: Infinity }).data ?? [];
  const connections = useQuery({ queryKey: ["connections"], queryFn: () => api.get<Page<Connection>>("/connections"), select: (page) => page.items }).data ?? [];
  const branches = useQuery({ queryKey: ["branches"], queryFn: () => api.get<Page<Branch>>("/branches"), select: (page) => page.items }).data ?? [];
  const organisations = useQuery({ queryKey: ["organisations", "all"], queryFn: () => api.get<Page<OrganisationRow>>("/organisations", { query: { limit: 200 } }), select: (page) => page.items }).data ?? [];
  const fields = useQuery(fieldsQuery).data ?? [];
  const [departments, team] = [useDepartments(), useTeammates()];
  return {
    channels: channels.map((one) => ({ value: one.id, label: channelName(one.id) })),
    connections: connections.map(named), branches: branches.map(named), organisations: organisations.map(named), departments: departments.map(named),
    fields: fields.map((one) => ({ value: one.key, label: one.label })),
    team: team.filter((one) => one.state === "active" && one.role !== "viewer").map(named),
  };
}

const named = (one: { id: string; name: string }): Choice => ({ value: one.id, label: one.name });
