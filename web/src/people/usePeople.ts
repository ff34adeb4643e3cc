import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Page, PersonPage, PersonRow } from "../api/types";

export const personQuery = (personId: string) => queryOptions({
  queryKey: ["person", personId], queryFn: ({ signal }) => api.get<PersonPage>(`/people/${personId}`, { signal }),
});

export function usePerson(personId: string) {
  return useQuery(personQuery(personId));
}

export const peopleQuery = (query: string) => infiniteQueryOptions({
  queryKey: ["people", query],
  queryFn: ({ pageParam, signal }) => api.get<Page<PersonRow>>("/people", { query: { query, cursor: pageParam, limit: 50 }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (page: Page<PersonRow>) => page.next,
});

export function usePeople(query: string) {
  return useInfiniteQuery({ ...peopleQuery(query), placeholderData: (old) => old });
}

/** A handful of people for a choice: palette, merge, new message. */
export function useFoundPeople(query: string, limit = 7) {
  return useQuery({
    queryKey: ["people", "found", query, limit], enabled: query.trim().length > 0, placeholderData: (old) => old,
    queryFn: ({ signal }) => api.get<Page<PersonRow>>("/people", { query: { query, limit }, signal }), select: (page: Page<PersonRow>) => page.items,
  });
}
