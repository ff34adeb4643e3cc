import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../api/api";
import type { PostPage } from "../api/types";
import { throttled, useFrames } from "../live/registry";

type From = { before?: string; after?: string; around?: string };

/** A post and its thread, from the beginning or around one of its moments. */
export function usePost(id: string, around?: string) {
  const query = useInfiniteQuery({
    queryKey: ["post", id, around ?? null],
    queryFn: ({ pageParam, signal }) => api.get<PostPage>(`/posts/${id}`, { query: { ...pageParam, limit: 50 }, signal }),
    initialPageParam: (around ? { around } : {}) as From,
    getPreviousPageParam: (first: PostPage): From | undefined => (first.before ? { before: first.before } : undefined),
    getNextPageParam: (last: PostPage): From | undefined => (last.after ? { after: last.after } : undefined),
  });
  const moments = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, post: query.data?.pages[0]?.post, moments };
}

export function useLivePost(id: string): void {
  const client = useQueryClient();
  const refresh = useMemo(() => throttled(600, () => void client.invalidateQueries({ queryKey: ["post", id] })), [client, id]);
  useFrames("moments", ({ items }) => { if (items.some((item) => item.postId === id || ["edited", "withdrawn", "reaction", "hidden", "shown"].includes(item.kind))) refresh(); });
}
