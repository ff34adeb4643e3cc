import { useState } from "react";
import { api } from "../api/api";
import type { CauseRow } from "../api/types";
import { useDepartments } from "../departments/useDepartments";
import { useTeammates } from "../team/useMe";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select, Textarea, TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { useChange } from "../ui/useChange";
import { causeWords } from "../words/causeWords";
import { touchedCauses } from "./useCauses";

const w = causeWords.form;

export function CauseDialog({ cause, onClose, onSaved }: { cause: CauseRow | null; onClose: () => void; onSaved?: (cause: CauseRow) => void }) {
  const [now, setNow] = useState(() => ({
    title: cause?.title ?? "", known: cause?.known ?? "", departmentId: cause?.departmentId ?? null, ownerId: cause?.ownerId ?? null,
    cost: cause?.costPerContact ? String(cause.costPerContact) : "", currency: cause?.currency ?? "",
  }));
  const set = (patch: Partial<typeof now>) => setNow((old) => ({ ...old, ...patch }));
  const departments = useDepartments().map((one) => ({ value: one.id, label: one.name }));
  const team = useTeammates().map((one) => ({ value: one.id, label: one.name }));
  const save = useChange(async () => (cause ? change(cause, now) : api.post<CauseRow>("/causes", { body: { title: now.title, known: now.known, departmentId: now.departmentId, ownerId: now.ownerId } })), touchedCauses, causeWords.saved);

  return (
    <Dialog open onClose={onClose} title={cause ? w.edit : w.add} width={560}
      acts={<Button look="primary" disabled={!now.title.trim()} busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: (saved) => { onSaved?.(saved); onClose(); } })}>{cause ? w.save : w.create}</Button>}>
      <TextInput label={w.title} description={w.titleHint} value={now.title} maxLength={160} required data-autofocus onChange={(event) => set({ title: event.currentTarget.value })} />
      <Textarea label={w.known} description={w.knownHint} rows={4} maxLength={4000} value={now.known} onChange={(event) => set({ known: event.currentTarget.value })} />
      <div className={form.two}>
        <Select label={w.department} data={departments} value={now.departmentId} onChange={(departmentId) => set({ departmentId })} searchable allowDeselect={!cause} />
        <Select label={w.owner} placeholder={w.noOwner} data={team} value={now.ownerId} onChange={(ownerId) => set({ ownerId })} searchable clearable />
      </div>
      {cause && (
        <div className={form.two}>
          <TextInput label={w.cost} description={w.costHint} inputMode="decimal" value={now.cost} onChange={(event) => set({ cost: event.currentTarget.value })} />
          <TextInput label={w.currency} placeholder="ZAR" maxLength={3} value={now.currency} onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })} />
        </div>
      )}
    </Dialog>
  );
}

interface Said { title: string; known: string; departmentId: string | null; ownerId: string | null; cost: string; currency: string }

async function change(cause: CauseRow, { title, known, departmentId, ownerId, cost, currency }: Said): Promise<CauseRow> {
  if (departmentId !== cause.departmentId || ownerId !== cause.ownerId) await api.put(`/causes/${cause.id}/assignment`, { body: { departmentId, ownerId } });
  const costPerContact = cost.trim() ? Number(cost.replace(",", ".")) : 0;
  return api.patch<CauseRow>(`/causes/${cause.id}`, { body: { title, known, costPerContact, ...(currency && { currency }) } });
}
