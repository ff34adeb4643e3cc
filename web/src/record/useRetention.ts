import { useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Page, RetentionKind, RetentionPreview, RetentionRule } from "../api/types";

export type Kept = Partial<Record<RetentionKind, number>>;

const itemsOf = (kept: Kept) => ({ items: (Object.entries(kept) as [RetentionKind, number][]).map(([kind, days]) => ({ kind, days })) });

export function useRetention() {
  return useQuery({ queryKey: ["retention"], queryFn: () => api.get<Page<RetentionRule>>("/retention"), select: (page) => page.items });
}

/** How much would go now; nothing goes. */
export const previewRetention = (kept: Kept) => api.post<Page<RetentionPreview>>("/retention/preview", { body: itemsOf(kept) });

export const keepRetention = (kept: Kept) => api.put("/retention", { body: itemsOf(kept) });
