import { useState } from "react";
import { api } from "../api/api";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextInput } from "../ui/fields";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";

const w = settingsWords.organisations;

interface OrganisationDialogProps { organisation: { id: string; name: string; domains: string[] } | null; onClose: () => void; onSaved?: (id: string) => void }

export function OrganisationDialog({ organisation, onClose, onSaved }: OrganisationDialogProps) {
  const [name, setName] = useState(organisation?.name ?? "");
  const [domains, setDomains] = useState(organisation?.domains.join(", ") ?? "");
  const body = { name: name.trim(), domains: domains.split(",").map((domain) => domain.trim()).filter(Boolean) };
  const save = useChange(() => (organisation ? api.patch<{ id: string } | null>(`/organisations/${organisation.id}`, { body }) : api.post<{ id: string } | null>("/organisations", { body })), ["organisations", "person"], words.saved);
  return (
    <Dialog open onClose={onClose} title={organisation?.name ?? w.add} width={440}
      acts={<Button look="primary" disabled={!name.trim()} busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: (saved) => { onClose(); if (saved?.id) onSaved?.(saved.id); } })}>{words.save}</Button>}>
      <TextInput label={w.name} value={name} onChange={(event) => setName(event.currentTarget.value)} required data-autofocus />
      <TextInput label={w.domains} description={w.domainsHint} value={domains} onChange={(event) => setDomains(event.currentTarget.value)} />
    </Dialog>
  );
}
