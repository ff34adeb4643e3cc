import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { ChannelDeclaration, Connection, Page } from "../api/types";

export const connectionsQuery = queryOptions({
  queryKey: ["connections"], queryFn: () => api.get<Page<Connection>>("/connections", { query: { limit: 200 } }), select: (page: Page<Connection>) => page.items, staleTime: 15_000,
});

export function useConnections(): Connection[] {
  return useQuery(connectionsQuery).data ?? [];
}

export const channelsQuery = queryOptions({
  queryKey: ["channels"], queryFn: () => api.get<Page<ChannelDeclaration>>("/channels"), select: (page: Page<ChannelDeclaration>) => page.items, staleTime: Infinity,
});
