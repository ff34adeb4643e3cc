import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../api/api";
import type { CaseRow, Counts, Page } from "../api/types";
import { throttled, useFrames } from "../live/registry";

/** mine, departments, unassigned, all, owed (in public), or the id of one department. */
export type ListName = string;

const named = new Set(["mine", "departments", "unassigned", "all", "owed"]);

export function isDepartmentList(list: ListName): boolean {
  return !named.has(list);
}

export const casesQuery = (list: ListName) => infiniteQueryOptions({
  queryKey: ["cases", "list", list],
  queryFn: ({ pageParam, signal }) => api.get<Page<CaseRow>>("/cases", {
    query: { ...(isDepartmentList(list) ? { list: "department", department: list } : list === "owed" ? { owes: "public" } : { list }), cursor: pageParam, limit: 50 }, signal,
  }),
  initialPageParam: null as string | null,
  getNextPageParam: (page: Page<CaseRow>) => page.next,
});

export function useCases(list: ListName) {
  const query = useInfiniteQuery(casesQuery(list));
  const rows = useMemo(() => unique(query.data?.pages.flatMap((page) => page.items) ?? []), [query.data]);
  return { ...query, rows };
}

export const countsQuery = queryOptions({ queryKey: ["cases", "counts"], queryFn: () => api.get<Counts>("/cases/counts"), staleTime: 10_000 });

export function useCounts(): Counts | undefined {
  return useQuery(countsQuery).data;
}

/** A flood of hints becomes one question every 600 ms, and only for lists that are on the screen. */
export function useLiveCases(): void {
  const client = useQueryClient();
  const refresh = useMemo(() => throttled(600, () => void client.invalidateQueries({ queryKey: ["cases"], refetchType: "active" })), [client]);
  useFrames("cases", refresh);
  useFrames("moments", refresh);
}

// While pages are read the order moves on, so a case may come twice; the first place is the newer truth.
function unique(rows: CaseRow[]): CaseRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id));
}
