import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { Moment, PersonPage } from "../api/types";
import { refreshCases } from "../cases/useCaseActs";
import { PersonSearch } from "../people/PersonSearch";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select } from "../ui/fields";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";
import { words } from "../words/words";

const w = words.conversation;

/** What was said stays as it is; where it stands may change. */
export function PlaceDialog({ moment, person, onClose }: { moment: Moment; person: PersonPage; onClose: () => void }) {
  const client = useQueryClient();
  const [number, setNumber] = useState<string | null>(null);
  const refresh = () => { void client.invalidateQueries({ queryKey: ["timeline"] }); refreshCases(client); };
  const place = useMutation({
    mutationFn: (to: { personId?: string; case?: number }) => api.put<Moment>(`/moments/${moment.id}/place`, { body: to }),
    onSuccess: () => {
      refresh();
      say(w.placed, { act: { label: words.undo, run: () => void api.delete(`/moments/${moment.id}/place`).then(() => { refresh(); say(w.placeUndone); }, (reason) => say(problemWords(reason), { bad: true })) } });
      onClose();
    },
    onError: (reason) => say(problemWords(reason), { bad: true }),
  });
  const others = person.cases.filter((kase) => kase.number !== moment.caseNumber);

  return (
    <Dialog open onClose={onClose} title={w.placeTitle} lead={w.placeLead} acts={<Button look="primary" disabled={!number} busy={place.isPending} onClick={() => place.mutate({ case: Number(number) })}>{w.place}</Button>}>
      <Select label={words.case.one} value={number} onChange={setNumber} placeholder={others.length ? undefined : words.case.noOther} disabled={others.length === 0}
        data={others.map((kase) => ({ value: String(kase.number), label: `${kase.number} · ${kase.title || kase.departmentName}` }))} />
      <PersonSearch label={w.placePerson} except={[person.id]} onChoose={(other) => place.mutate({ personId: other.id })} />
    </Dialog>
  );
}
