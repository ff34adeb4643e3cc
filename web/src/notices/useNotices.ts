import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../api/api";
import type { Notice, Page } from "../api/types";
import { useFrames } from "../live/registry";
import { words } from "../words/words";
import { useMe } from "../team/useMe";
import { chime } from "./chime";
import { wishes } from "./wishes";

export const noticesQuery = queryOptions({ queryKey: ["notices"], queryFn: () => api.get<Page<Notice>>("/notices", { query: { limit: 50 } }), staleTime: 30_000 });

export function useNotices() {
  return useQuery(noticesQuery);
}

export function useUnread(): number {
  const { unreadNotices } = useMe();
  const list = useQuery({ ...noticesQuery, enabled: false }).data;
  return list ? Math.max(list.items.filter((notice) => !notice.readAt).length, list.next ? unreadNotices : 0) : unreadNotices;
}

export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (upTo: string) => api.put("/notices/read", { body: { upTo } }),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ["notices"] }), client.invalidateQueries({ queryKey: ["me"] })]),
  });
}

export function noticeWords(notice: Pick<Notice, "kind" | "personName">): string {
  const say = words.notices.kinds[notice.kind] ?? words.notices.kinds.answered;
  return say(notice.personName ?? words.someone);
}

/** Badge, sound and desktop: what a person chose, and only when it would be news to them. */
export function useLiveNotices(): void {
  const client = useQueryClient();
  const unread = useUnread();
  useFrames("notice", ({ notice }) => {
    void client.invalidateQueries({ queryKey: ["notices"] });
    void client.invalidateQueries({ queryKey: ["me"] });
    if (wishes.sound()) chime();
    if (document.hidden && wishes.desktop()) showOutside(notice as Notice);
  });
  useEffect(() => {
    document.title = unread ? `(${unread}) ${words.kith}` : words.kith;
    const badge = navigator as Navigator & { setAppBadge?: (count: number) => Promise<void>; clearAppBadge?: () => Promise<void> };
    void (unread ? badge.setAppBadge?.(unread) : badge.clearAppBadge?.())?.catch(() => undefined);
  }, [unread]);
}

function showOutside(notice: Notice) {
  const shown = new Notification(noticeWords(notice), { body: notice.text ?? undefined, tag: notice.id, icon: "/app/mark.svg" });
  shown.onclick = () => {
    window.focus();
    if (notice.personId) location.assign(`/app/people/${notice.personId}`);
  };
}
