import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { SearchAnswer } from "../api/types";

export function useSearchAnswer(query: string) {
  return useInfiniteQuery({
    queryKey: ["search", query], enabled: query.length > 1, placeholderData: (old) => old,
    queryFn: ({ pageParam, signal }) => api.get<SearchAnswer>("/search", { query: { query, cursor: pageParam, limit: 30 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: SearchAnswer) => page.next,
  });
}
