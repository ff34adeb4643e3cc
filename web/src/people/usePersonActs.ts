import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/api";
import type { BlockKind, Merge, Unmerged } from "../api/types";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";
import { words } from "../words/words";

export function usePersonActs(personId: string) {
  const client = useQueryClient();
  const path = `/people/${personId}`;
  const mutation = useMutation({
    mutationFn: ({ run }: { run: () => Promise<void> }) => run(),
    onSettled: () => {
      for (const key of ["person", "people", "timeline", "cases", "ways"]) void client.invalidateQueries({ queryKey: [key] });
    },
    onError: (reason) => say(problemWords(reason), { bad: true }),
  });
  const act = (run: () => Promise<void>, after?: () => void) => mutation.mutate({ run }, { onSuccess: after });

  const unmerge = (merge: Pick<Merge, "id" | "fromName">) => act(async () => {
    const left = await api.delete<Unmerged | null>(`${path}/merges/${merge.id}`);
    const toPlace = left?.toPlace.length ?? 0;
    say(toPlace ? words.person.toPlace(toPlace) : words.person.unmerged(merge.fromName ?? words.person.nameless));
  });

  return {
    busy: mutation.isPending,
    unmerge,
    merge: (other: { id: string; name: string }, evidence: string, after?: () => void) => act(async () => {
      const merge = await api.post<Merge>(`${path}/merges`, { body: { other: other.id, evidence: evidence || undefined } });
      say(words.person.mergedWith(other.name), { act: { label: words.undo, run: () => unmerge({ id: merge.id, fromName: other.name }) } });
    }, after),
    dismiss: (other: string) => act(async () => { await api.put(`${path}/suggestions/${other}/dismissal`); say(words.person.dismissed); }),
    block: (kind: BlockKind) => act(async () => { await api.put(`${path}/block`, { body: { kind } }); say(words.person.blocked[kind]); }),
    unblock: () => act(async () => { await api.delete(`${path}/block`); say(words.person.unblocked); }),
    share: (handleId: string, shared: boolean) => act(async () => { await api.patch(`${path}/handles/${handleId}`, { body: { shared } }); }),
    edit: (changes: { name: string; language: string | null; timeZone: string | null; fields: Record<string, unknown> }, after: () => void) =>
      act(async () => { await api.patch(path, { body: changes }); say(words.saved); }, after),
  };
}
