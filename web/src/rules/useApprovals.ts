import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Approval, Page } from "../api/types";
import { useFrames } from "../live/registry";
import { useMe } from "../team/useMe";

/** What I may decide, the next due first. */
export const mineQuery = { queryKey: ["approvals", "mine"], queryFn: () => api.get<Page<Approval>>("/approvals", { query: { list: "mine", limit: 200 } }), select: (page: Page<Approval>) => page.items, staleTime: 30_000 };

export function useApprovalCount(): number | undefined {
  const client = useQueryClient();
  const writes = useMe().teammate.role !== "viewer";
  useFrames("approval", () => void client.invalidateQueries({ queryKey: ["approvals"] }));
  return useQuery({ ...mineQuery, enabled: writes }).data?.length;
}
