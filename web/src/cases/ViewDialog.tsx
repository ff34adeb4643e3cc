import { useState } from "react";
import { api } from "../api/api";
import type { CaseView, ViewAsked } from "../api/types";
import { useDepartments } from "../departments/useDepartments";
import { useMe } from "../team/useMe";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select, TextInput } from "../ui/fields";
import { Sure } from "../ui/Sure";
import { useChange } from "../ui/useChange";
import { lightWords } from "../words/lightWords";
import { words } from "../words/words";
import { meant, type CaseFilter, type ListName } from "./useCases";

const w = lightWords.views;

/** A name for what the list shows, and for whom. */
export function ViewDialog({ view, list, filter, onClose }: { view: CaseView | null; list: ListName; filter: CaseFilter; onClose: () => void }) {
  const { teammate } = useMe();
  const departments = useDepartments().filter((one) => ["owner", "admin"].includes(teammate.role) || one.headId === teammate.id || one.memberIds.includes(teammate.id));
  const [name, setName] = useState(view?.name ?? "");
  const [whom, setWhom] = useState<string | null>(view ? view.departmentId ?? view.for : "me");
  const [removing, setRemoving] = useState(false);
  const isOwn = whom === "me" || whom === "everybody";
  const body: ViewAsked = { name, for: isOwn ? whom : "department", departmentId: isOwn ? null : whom, filter: view?.filter ?? meant(list, filter) };
  const keep = useChange(() => (view ? api.put<CaseView>(`/views/${view.id}`, { body }) : api.post<CaseView>("/views", { body })), ["cases"], w.kept);
  const remove = useChange(() => api.delete(`/views/${view!.id}`), ["cases"], w.removed);
  return (
    <Dialog open onClose={onClose} title={view ? w.change : w.save} lead={w.lead} width={440} acts={<>
      {view && <Button look="plain" onClick={() => setRemoving(true)}>{w.remove}</Button>}
      <Button look="primary" busy={keep.isPending} disabled={!name.trim() || !whom} onClick={() => keep.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
    </>}>
      <TextInput label={w.name} value={name} maxLength={80} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <Select label={w.for} value={whom} onChange={setWhom} allowDeselect={false} data={[
        { value: "me", label: w.me }, { value: "everybody", label: w.everybody }, ...departments.map((one) => ({ value: one.id, label: w.department(one.name) })),
      ]} />
      {removing && <Sure title={w.remove} lead={w.removeWords} act={w.remove} onAct={() => remove.mutate(undefined, { onSuccess: onClose })} onClose={() => setRemoving(false)} />}
    </Dialog>
  );
}
