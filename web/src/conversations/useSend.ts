import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../api/api";
import type { AttachmentRef, Moment } from "../api/types";
import { refreshCases } from "../cases/useCaseActs";
import { placeMoments } from "../timeline/useTimeline";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";
import { words } from "../words/words";
import { post, resume, type Arrived, type Body } from "./outgoing";

const arrivedIn = (client: QueryClient): Arrived => (letter, moment) => {
  if (moment) placeMoments(client, letter.personId, [moment]);
  else void client.invalidateQueries({ queryKey: ["approvals"] });
  refreshCases(client);
  void client.invalidateQueries({ queryKey: ["ways", letter.personId] });
};

export function useSend(personId: string) {
  const client = useQueryClient();
  return (letter: Body, files: AttachmentRef[], channel: string | null, isPublic: boolean, shown?: string) =>
    void post({ ...letter, personId, files, channel, isPublic, shown, at: new Date().toISOString(), state: "sending", problem: null }, arrivedIn(client));
}

export function useResumedSending(): void {
  const client = useQueryClient();
  useEffect(() => resume(arrivedIn(client)), [client]);
}

/** What can still be done about a message that was sent: take it back, send it again, say whether it arrived. */
export function useDeliveryActs(personId: string, onTakenBack: (moment: Moment) => void) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ run }: { run: () => Promise<unknown> }) => run(),
    onSettled: () => client.invalidateQueries({ queryKey: ["timeline", personId] }),
    onError: (reason) => say(problemWords(reason), { bad: true }),
  });
  return {
    undo: (moment: Moment) => mutation.mutate({ run: () => api.delete(`/deliveries/${moment.id}`) }, { onSuccess: () => { onTakenBack(moment); say(words.delivery.undone); } }),
    retry: (moment: Moment) => mutation.mutate({ run: () => api.post(`/deliveries/${moment.id}/retry`) }, { onSuccess: () => say(words.delivery.retrying) }),
    settle: (moment: Moment, sent: boolean) => mutation.mutate({ run: () => api.put(`/deliveries/${moment.id}/settlement`, { body: { sent } }) }),
  };
}
