import { useState } from "react";
import type { PersonPage } from "../api/types";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Textarea } from "../ui/fields";
import { words } from "../words/words";
import { PersonChip } from "./PersonChip";
import { PersonSearch } from "./PersonSearch";
import { usePersonActs } from "./usePersonActs";
import { nameOf } from "./nameOf";

const w = words.person;

export function MergeDialog({ person, onClose }: { person: PersonPage; onClose: () => void }) {
  const [other, setOther] = useState<{ id: string; name: string } | null>(null);
  const [evidence, setEvidence] = useState("");
  const acts = usePersonActs(person.id);
  return (
    <Dialog open onClose={onClose} title={w.mergeTitle} lead={w.mergeLead}
      acts={<Button look="primary" disabled={!other} busy={acts.busy} onClick={() => other && acts.merge(other, evidence, onClose)}>{w.merge}</Button>}>
      {other
        ? <div style={{ display: "flex", justifyContent: "space-between", gap: 12 }}><PersonChip person={other} /><Button small onClick={() => setOther(null)}>{words.newMessage.change}</Button></div>
        : <PersonSearch label={w.mergeWho} except={[person.id, ...person.members.map((member) => member.id)]} onChoose={(chosen) => setOther({ id: chosen.id, name: nameOf(chosen) })} />}
      <Textarea label={w.mergeEvidence} rows={2} value={evidence} onChange={(event) => setEvidence(event.currentTarget.value)} />
    </Dialog>
  );
}
