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

/** Of a list only what was said last by one channel, or where everybody can read it, or where nobody else can. */
export interface CaseFilter { channel?: string; visibility?: "public" | "private" }

/** What a list and a filter mean, as the API asks for it. */
export const meant = (list: ListName, filter: CaseFilter) => ({ ...(isDepartmentList(list) ? { list: "department", department: list } : list === "owed" ? { owes: "public" } : { list }), ...filter });

export const casesQuery = (list: ListName, filter: CaseFilter) => infiniteQueryOptions({
  queryKey: ["cases", "list", list, filter.channel ?? "", filter.visibility ?? ""],
  queryFn: ({ pageParam, signal }) => api.get<Page<CaseRow>>("/cases", {
    query: { ...meant(list, filter), cursor: pageParam, limit: 50 }, signal,
  }),
  initialPageParam: null as string | null,
  getNextPageParam: (page: Page<CaseRow>) => page.next,
});

export function useCases(list: ListName, filter: CaseFilter) {
  const query = useInfiniteQuery(casesQuery(list, filter));
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
