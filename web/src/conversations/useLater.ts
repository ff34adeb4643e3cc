import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/api";
import type { LaterMessage, Page } from "../api/types";
import { useFrames } from "../live/registry";

/** What leaves to this person at its time, or was held back. */
export function useLater(personId: string, writes: boolean): LaterMessage[] {
  const client = useQueryClient();
  useFrames("later", () => void client.invalidateQueries({ queryKey: ["later"] }));
  return useQuery({ queryKey: ["later", personId], queryFn: () => api.get<Page<LaterMessage>>("/later", { query: { person: personId } }), enabled: writes }).data?.items ?? none;
}

const none: LaterMessage[] = [];
