import { infiniteQueryOptions, useInfiniteQuery, useQueryClient, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../api/api";
import type { Moment, Timeline } from "../api/types";
import { throttled, useFrames } from "../live/registry";
import { mergeNewest } from "./mergeNewest";

export interface Place { around?: string; case?: number }
type From = { before?: string; after?: string; around?: string };
type Pages = InfiniteData<Timeline, From>;

const pageSize = 50;
// At most eight pages stay in memory: however long the friendship, the browser holds four hundred moments of it.
const kept = 8;

const readPage = (personId: string, from: From, kase: number | undefined, signal?: AbortSignal) =>
  api.get<Timeline>(`/people/${personId}/timeline`, { query: { ...from, case: kase, limit: pageSize }, signal });

export const timelineQuery = (personId: string, place: Place) => infiniteQueryOptions({
  queryKey: ["timeline", personId, place.case ?? null, place.around ?? null] as const,
  queryFn: ({ pageParam, signal }) => readPage(personId, pageParam, place.case, signal),
  initialPageParam: (place.around ? { around: place.around } : {}) as From,
  getPreviousPageParam: (first: Timeline): From | undefined => (first.before ? { before: first.before } : undefined),
  getNextPageParam: (last: Timeline): From | undefined => (last.after ? { after: last.after } : undefined),
  maxPages: kept,
  staleTime: 0,
});

export function useTimeline(personId: string, place: Place) {
  const query = useInfiniteQuery(timelineQuery(personId, place));
  const moments = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, moments };
}

/** What was just said is put where it belongs, without waiting for the next hint. */
export function placeMoments(client: QueryClient, personId: string, moments: Moment[]): void {
  for (const [key, pages] of client.getQueriesData<Pages>({ queryKey: ["timeline", personId] })) {
    const kase = key[2] as number | null;
    const fitting = moments.filter((moment) => kase === null || moment.caseNumber === kase);
    if (pages && fitting.length) client.setQueryData<Pages>(key, mergeNewest(pages, { items: fitting, before: null, after: null, mergedInto: null }, true));
  }
}

/** One question for the newest page, whatever number of hints came in. */
async function readNewest(client: QueryClient, personId: string): Promise<void> {
  for (const query of client.getQueryCache().findAll({ queryKey: ["timeline", personId], type: "active" })) {
    const pages = query.state.data as Pages | undefined;
    if (!pages || pages.pages.at(-1)?.after) continue;
    const kase = (query.queryKey[2] as number | null) ?? undefined;
    const newest = await readPage(personId, {}, kase).catch(() => null);
    if (newest) client.setQueryData<Pages>(query.queryKey, (latest) => latest && mergeNewest(latest, newest));
  }
}

export function useLiveTimeline(personId: string, family: string[]): void {
  const client = useQueryClient();
  const refresh = useMemo(() => throttled(300, () => void readNewest(client, personId)), [client, personId]);
  const ours = (id: string) => id === personId || family.includes(id);

  useFrames("moments", ({ items }) => {
    if (!items.some((item) => ours(item.rootId) || ours(item.personId))) return;
    refresh();
    if (items.some((item) => item.kind !== "message" && item.kind !== "note")) void client.invalidateQueries({ queryKey: ["person", personId] });
    // Whoever speaks may do so from a new place, and can be answered there from now on.
    if (items.some((item) => item.direction === "in" || item.kind === "went_on")) void client.invalidateQueries({ queryKey: ["ways", personId] });
  });
  useFrames("deliveries", ({ items }) => {
    if (items.some((item) => ours(item.personId))) refresh();
  });
}
