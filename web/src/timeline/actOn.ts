import { useQuery, useQueryClient, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Moment } from "../api/types";
import { channelsQuery } from "../connections/useConnections";
import { useMe, mayWrite } from "../team/useMe";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";
import { publicWords } from "../words/publicWords";

const w = publicWords.acts;
type Pages = InfiniteData<{ items: Moment[] }>;

/** What can be done to it where it stands, besides answering. */
export function useMay(moment: Moment): { like: boolean; hide: boolean } {
  const channels = useQuery(channelsQuery).data ?? [];
  const { teammate } = useMe();
  const theirs = mayWrite(teammate.role) && moment.post != null && moment.direction === "in" && !moment.withdrawn;
  const surface = theirs ? channels.find((one) => one.id === moment.channel)?.surfaces.find((one) => one.id === moment.surface) : undefined;
  return { like: surface?.like ?? false, hide: surface?.hide ?? false };
}

/** Done there first, and shown here when it is: a press that was refused changes nothing. */
export function useActOn(moment: Moment) {
  const client = useQueryClient();
  const path = `/moments/${moment.id}`;
  const act = async (run: () => Promise<Moment>, done: string) => {
    try {
      replace(client, await run());
      say(done);
      return true;
    } catch (reason) {
      say(problemWords(reason), { bad: true });
      return false;
    }
  };
  return {
    like: () => act(() => api.put<Moment>(`${path}/like`), w.liked),
    unlike: () => act(() => api.delete<Moment>(`${path}/like`), w.unliked),
    hide: (why: string) => act(() => api.put<Moment>(`${path}/hidden`, { body: { why } }), w.hid),
    show: () => act(() => api.delete<Moment>(`${path}/hidden`), w.showed),
  };
}

/** Wherever it is on the screen: on the timeline, however far back, and on the page of its post. */
function replace(client: QueryClient, row: Moment): void {
  for (const queryKey of [["timeline"], ["post"]])
    client.setQueriesData<Pages>({ queryKey }, (held) => held && { ...held, pages: held.pages.map((page) => ({ ...page, items: page.items.map((one) => (one.id === row.id ? row : one)) })) });
}
