import { queryOptions } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Page, SavedAnswer } from "../api/types";

/** Words that were written beforehand. */
export const answersQuery = queryOptions({
  queryKey: ["answers"], queryFn: () => api.get<Page<SavedAnswer>>("/answers", { query: { limit: 200 } }), select: (page: Page<SavedAnswer>) => page.items, staleTime: 60_000,
});
