import { useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Frame } from "../api/types";

/** What fields say when I write to this person, and what stands around the words of a mail. */
export function useFrame(personId: string, kase: number | undefined): Frame | undefined {
  return useQuery({ queryKey: ["frame", personId, kase ?? null], queryFn: () => api.get<Frame>(`/people/${personId}/frame`, { query: { case: kase } }), staleTime: 60_000 }).data;
}
