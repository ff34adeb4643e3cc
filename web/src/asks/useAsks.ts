import { queryOptions, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../api/api";
import type { Ask, AskCounts, Page } from "../api/types";
import { throttled, useFrames, useReturn } from "../live/registry";

export type AskList = "departments" | "asked";
export type AskShown = "open" | "answered";

export const askCountsQuery = queryOptions({ queryKey: ["asks", "counts"], queryFn: () => api.get<AskCounts>("/asks/counts"), staleTime: 10_000 });

export const asksOfCase = (number: number) => queryOptions({
  queryKey: ["asks", "case", number], queryFn: ({ signal }) => api.get<Page<Ask>>(`/cases/${number}/asks`, { signal }), select: (page: Page<Ask>) => page.items,
});

export function useAsks(list: AskList, state: AskShown) {
  const query = useInfiniteQuery({
    queryKey: ["asks", "list", list, state], queryFn: ({ pageParam, signal }) => api.get<Page<Ask>>("/asks", { query: { list, state, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined, getNextPageParam: (last: Page<Ask>) => last.next ?? undefined,
  });
  return { ...query, rows: query.data?.pages.flatMap((page) => page.items) ?? [] };
}

/** How many wait for us; kept fresh by what is heard. */
export function useAskCount(): number {
  const client = useQueryClient();
  const refresh = useMemo(() => throttled(400, () => void client.invalidateQueries({ queryKey: ["asks"], refetchType: "active" })), [client]);
  useFrames("asks", refresh);
  useReturn(refresh);
  return useQuery(askCountsQuery).data?.departments ?? 0;
}
