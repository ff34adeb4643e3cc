import { queryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { AuditRow, ChainRow, Page } from "../api/types";

export interface RecordSieve { who?: string; what?: string; person?: string; case?: number; from?: string; to?: string; kind?: "change" | "read" }

export const chainQuery = queryOptions({ queryKey: ["record", "chain"], queryFn: ({ signal }) => api.get<ChainRow>("/audit/chain", { signal }) });

/** Each page that is read leaves an entry itself, so nothing is asked again on its own. */
export function useRecord(sieve: RecordSieve) {
  const query = useInfiniteQuery({
    queryKey: ["record", "entries", sieve], queryFn: ({ pageParam, signal }) => api.get<Page<AuditRow>>("/audit", { query: { ...sieve, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined, getNextPageParam: (last: Page<AuditRow>) => last.next ?? undefined,
    staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false,
  });
  return { query, rows: query.data?.pages.flatMap((page) => page.items) ?? [] };
}

export const checkRecord = () => api.post<ChainRow>("/audit/checks");

export function tableAddress(sieve: RecordSieve): string {
  const said = Object.entries(sieve).filter(([, value]) => value !== undefined && value !== "").map(([name, value]) => [name, String(value)]);
  return `/api/audit/table?${new URLSearchParams(said)}`;
}
