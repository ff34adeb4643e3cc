import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { Mention, PersonRow } from "../api/types";
import { refreshCases } from "../cases/useCaseActs";
import { useDepartments } from "../departments/useDepartments";
import { nameOf } from "../people/nameOf";
import { PersonChip } from "../people/PersonChip";
import { PersonSearch } from "../people/PersonSearch";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { Dialog } from "../ui/Dialog";
import { Select, Textarea, TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";
import { uuid7 } from "../ui/uuid7";
import { publicWords } from "../words/publicWords";

const w = publicWords.bringIn;

type Who = { person: PersonRow } | { person: null; name: string };

/** Something public that somebody here found: where it stands, what it says, who said it. */
export function BringInDialog({ onClose, onBrought }: { onClose: () => void; onBrought: (mention: Mention) => void }) {
  const client = useQueryClient();
  const departments = useDepartments();
  const [now, setNow] = useState({ url: "", text: "", authorUrl: "", at: "" });
  const [who, setWho] = useState<Who | null>(null);
  const [departmentId, setDepartmentId] = useState<string | null>(departments.find((one) => one.isDefault)?.id ?? null);
  const [key] = useState(uuid7);
  const set = (patch: Partial<typeof now>) => setNow((old) => ({ ...old, ...patch }));
  const linkIsBad = now.url.trim() !== "" && !/^https?:\/\/\S+$/i.test(now.url.trim());

  const bring = useMutation({
    mutationFn: () => api.post<Mention>("/mentions", {
      key,
      body: {
        url: now.url.trim() || null, text: now.text.trim() || null, authorUrl: now.authorUrl.trim() || null, at: now.at ? new Date(now.at).toISOString() : null, departmentId,
        ...(who?.person ? { personId: who.person.id } : { authorName: who?.name }),
      },
    }),
    onSuccess: (mention) => {
      refreshCases(client);
      void client.invalidateQueries({ queryKey: ["people"] });
      say(mention.known ? w.known : w.done);
      onBrought(mention);
    },
  });

  return (
    <Dialog open onClose={onClose} width={540} title={w.title} lead={w.lead}
      acts={<Button look="primary" busy={bring.isPending} disabled={!who || linkIsBad || (!now.url.trim() && !now.text.trim())} onClick={() => bring.mutate()}>{w.bring}</Button>}>
      {bring.isError && <Callout tone="hot">{problemWords(bring.error)}</Callout>}
      <TextInput type="url" inputMode="url" label={w.url} description={w.urlHint} placeholder="https://" maxLength={2000} value={now.url} error={linkIsBad ? w.badLink : undefined} onChange={(event) => set({ url: event.currentTarget.value })} data-autofocus />
      <Textarea label={w.text} rows={3} maxLength={20000} value={now.text} onChange={(event) => set({ text: event.currentTarget.value })} />
      {who ? <Chosen who={who} onChange={() => setWho(null)} />
        : <PersonSearch label={w.who} hint={w.whoHint} onChoose={(person) => setWho({ person })}>
            {(typed) => <Button look="plain" onClick={() => setWho({ person: null, name: typed.slice(0, 200) })}>{w.fresh(typed)}</Button>}
          </PersonSearch>}
      {who && <TextInput type="url" inputMode="url" label={w.authorUrl} description={w.authorUrlHint} maxLength={300} value={now.authorUrl} onChange={(event) => set({ authorUrl: event.currentTarget.value })} />}
      <div className={form.two}>
        <TextInput type="datetime-local" label={w.at} description={w.atHint} value={now.at} onChange={(event) => set({ at: event.currentTarget.value })} inputWrapperOrder={["label", "input", "description"]} />
        <Select label={w.department} value={departmentId} onChange={setDepartmentId} data={departments.map((one) => ({ value: one.id, label: one.name }))} />
      </div>
    </Dialog>
  );
}

function Chosen({ who, onChange }: { who: Who; onChange: () => void }) {
  const person = who.person ?? { id: "new", name: who.person === null ? who.name : "", handles: [] };
  return (
    <div className={form.field} role="group" aria-label={w.chosen(nameOf(person))}>
      <span className={form.label}>{w.who}</span>
      <div className={form.acts} style={{ justifyContent: "space-between" }}>
        <PersonChip person={person} size={34} />
        <Button small onClick={onChange}>{w.change}</Button>
      </div>
    </div>
  );
}
