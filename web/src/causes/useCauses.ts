import { queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { CauseAbout, CauseContacts, CauseRow, CauseState, Page, Telling } from "../api/types";

export const states = ["heard", "confirmed", "beingFixed", "fixed", "wont"] as const satisfies readonly CauseState[];

/** What a change to a cause makes old. */
export const touchedCauses = ["causes", "cause", "timeline"];

const items = <T,>(page: Page<T>) => page.items;

export const causesQuery = (query: string) => queryOptions({
  queryKey: ["causes", "board", query], queryFn: ({ signal }) => api.get<Page<CauseRow>>("/causes", { query: { query, limit: 200 }, signal }), select: items,
});

export const causesOf = (about: { case?: number; moment?: string }) => queryOptions({
  queryKey: ["causes", "of", about], queryFn: ({ signal }) => api.get<Page<CauseRow>>("/causes", { query: about, signal }), select: items,
});

export const causeQuery = (id: string) => queryOptions({
  queryKey: ["cause", id], queryFn: ({ signal }) => api.get<CauseRow>(`/causes/${id}`, { signal }), refetchInterval: (query) => (query.state.data?.tellings.waiting ? 3_000 : false),
});

export const contactsQuery = (id: string) => queryOptions({ queryKey: ["cause", id, "contacts"], queryFn: ({ signal }) => api.get<CauseContacts>(`/causes/${id}/contacts`, { signal }) });

export function useAbout(id: string) {
  const query = useInfiniteQuery({
    queryKey: ["cause", id, "about"], queryFn: ({ pageParam, signal }) => api.get<Page<CauseAbout>>(`/causes/${id}/about`, { query: { cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined, getNextPageParam: (last: Page<CauseAbout>) => last.next ?? undefined,
  });
  return { ...query, rows: query.data?.pages.flatMap((page) => page.items) ?? [] };
}

export function useTellings(id: string, moving: boolean) {
  const query = useInfiniteQuery({
    queryKey: ["cause", id, "tellings"], queryFn: ({ pageParam, signal }) => api.get<Page<Telling>>(`/causes/${id}/tellings`, { query: { cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined, getNextPageParam: (last: Page<Telling>) => last.next ?? undefined, refetchInterval: moving ? 3_000 : false,
  });
  return { ...query, rows: query.data?.pages.flatMap((page) => page.items) ?? [] };
}

export type Gathered = { case: number } | { moment: string };

export const gather = (id: string, about: Gathered) =>
  "case" in about ? api.put<CauseRow>(`/causes/${id}/about/cases/${about.case}`) : api.put<CauseRow>(`/causes/${id}/about/moments/${about.moment}`);

export const letGo = (id: string, about: Gathered) =>
  "case" in about ? api.delete<CauseRow>(`/causes/${id}/about/cases/${about.case}`) : api.delete<CauseRow>(`/causes/${id}/about/moments/${about.moment}`);

export const moveCause = (id: string, state: CauseState, why?: string) => api.put<CauseRow>(`/causes/${id}/state`, { body: { state, why } });

export function useCause(id: string) {
  return useQuery(causeQuery(id));
}

/** What it costs a week by the price somebody set; null where nobody did. */
export function costOf(cause: CauseRow): string | null {
  if (!cause.costPerContact || !cause.currency) return null;
  return new Intl.NumberFormat(undefined, { style: "currency", currency: cause.currency, maximumFractionDigits: 0 }).format(cause.costPerContact * cause.contactsLastWeek);
}
