import { useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Automation, AutomationRun, Page } from "../api/types";

export function useAutomations() {
  return useQuery({ queryKey: ["automations"], queryFn: () => api.get<Page<Automation>>("/automations"), select: (page) => page.items });
}

/** What it did last, the newest first. */
export function useRuns(id: string) {
  return useQuery({ queryKey: ["automations", id, "runs"], queryFn: () => api.get<Page<AutomationRun>>(`/automations/${id}/runs`), select: (page) => page.items });
}
