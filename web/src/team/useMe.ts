import { queryOptions, useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Me, Page, Role, Teammate } from "../api/types";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";

export const meQuery = queryOptions({ queryKey: ["me"], queryFn: () => api.get<Me>("/me"), staleTime: 60_000 });

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

export const teammatesQuery = queryOptions({
  queryKey: ["teammates"], queryFn: () => api.get<Page<Teammate>>("/teammates", { query: { limit: 200 } }), select: (page) => page.items, staleTime: 60_000,
});

export function useTeammates(): Teammate[] {
  return useQuery(teammatesQuery).data ?? [];
}

/** Writes to people. A colleague does not, and writes notes. */
export function mayWrite(role: Role): boolean {
  return role !== "viewer" && role !== "colleague";
}

export function mayNote(role: Role): boolean {
  return role !== "viewer";
}

export function maySetUp(role: Role): boolean {
  return role === "owner" || role === "admin";
}

export function useAway() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (away: { until?: string; standInId?: string } | null) => (away ? api.put("/me/away", { body: away }) : api.delete("/me/away")),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ["me"] }), client.invalidateQueries({ queryKey: ["teammates"] })]),
    onError: (reason) => say(problemWords(reason), { bad: true }),
  });
}

export function signOut(): Promise<void> {
  return api.delete("/sessions/current").finally(() => location.assign("/app/sign-in"));
}
