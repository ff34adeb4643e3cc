import { useState } from "react";
import { api } from "../api/api";
import type { Macro, MacroAsked, MacroStep } from "../api/types";
import { useDepartments } from "../departments/useDepartments";
import { useMe } from "../team/useMe";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select, TextInput } from "../ui/fields";
import { Sure } from "../ui/Sure";
import { useChange } from "../ui/useChange";
import { lightWords } from "../words/lightWords";
import { words } from "../words/words";
import { isWhole } from "./StepFields";
import { StepsField } from "./StepsField";

const w = lightWords.macros;

/** A macro as one sentence after another: its name, whose it is, and what it does. */
export function MacroDialog({ macro, onClose }: { macro: Macro | null; onClose: () => void }) {
  const { teammate } = useMe();
  const departments = useDepartments().filter((one) => ["owner", "admin"].includes(teammate.role) || one.headId === teammate.id || one.memberIds.includes(teammate.id));
  const [name, setName] = useState(macro?.name ?? "");
  const [whom, setWhom] = useState<string | null>(macro ? macro.departmentId ?? macro.for : "me");
  const [steps, setSteps] = useState<MacroStep[]>(() => (macro?.steps ?? []).map(({ missing, ...step }) => (missing ? { kind: step.kind } : step)));
  const [removing, setRemoving] = useState(false);
  const isShared = whom === "me" || whom === "everybody";
  const body: MacroAsked = { name, for: isShared ? whom : "department", departmentId: isShared ? null : whom, steps };
  const save = useChange(() => (macro ? api.put(`/macros/${macro.id}`, { body }) : api.post("/macros", { body })), ["macros"], words.saved);
  const remove = useChange(() => api.delete(`/macros/${macro!.id}`), ["macros"], w.removed);
  return (
    <Dialog open onClose={onClose} width={560} title={macro?.name ?? w.add} lead={w.dialogLead} acts={<>
      {macro && <Button look="plain" onClick={() => setRemoving(true)}>{words.remove}</Button>}
      <Button look="primary" busy={save.isPending} disabled={!name.trim() || !whom || steps.length === 0 || !steps.every(isWhole)} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
    </>}>
      <TextInput label={w.name} value={name} maxLength={80} required onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <Select label={w.for} value={whom} onChange={setWhom} allowDeselect={false} data={[
        { value: "me", label: w.me }, { value: "everybody", label: w.everybody }, ...departments.map((one) => ({ value: one.id, label: w.department(one.name) })),
      ]} />
      <StepsField steps={steps} onSteps={setSteps} />
      {removing && <Sure title={w.remove} lead={w.removeWords} act={w.remove} onAct={() => remove.mutate(undefined, { onSuccess: onClose })} onClose={() => setRemoving(false)} />}
    </Dialog>
  );
}
