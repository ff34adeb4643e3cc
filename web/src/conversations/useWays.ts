import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Purpose, Way, Ways } from "../api/types";

/** With documents that are to go along, since not every address may have each. */
export const waysQuery = (personId: string, purpose: Purpose = "service", documents: string[] = []) => queryOptions({
  queryKey: ["ways", personId, purpose, ...documents],
  queryFn: ({ signal }) => api.get<Ways>(`/people/${personId}/ways`, { query: { purpose: purpose === "service" ? null : purpose, document: documents }, signal }),
  select: (ways: Ways) => ways.items, staleTime: 15_000,
});

export function useWays(personId: string, documents: string[]) {
  return useQuery({ ...waysQuery(personId, "service", documents), placeholderData: (before, asked) => (asked?.queryKey[1] === personId ? before : undefined) });
}

export function wayKey(way: Pick<Way, "connectionId" | "handleId" | "surface" | "answers" | "replies">): string {
  return [way.connectionId, way.handleId ?? "", way.surface, way.answers?.post.id ?? way.replies?.momentId ?? ""].join("|");
}

/** The draft's own way, else where we spoke last, else the first that is allowed. Words written for one person alone never wake up in public. */
export function firstWay(ways: Way[], draft?: { connectionId?: string | null; handleId?: string | null } | null): Way | undefined {
  const fromDraft = draft?.connectionId ? ways.find((way) => way.visibility === "private" && !way.replies && way.connectionId === draft.connectionId && (!draft.handleId || way.handleId === draft.handleId)) : undefined;
  return fromDraft ?? ways.find((way) => way.lastUsed && way.allowed) ?? ways.find((way) => way.allowed && way.visibility === "private" && !way.replies) ?? ways.find((way) => way.allowed) ?? ways[0];
}
