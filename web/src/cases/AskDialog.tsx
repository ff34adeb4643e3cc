import { useState } from "react";
import { api } from "../api/api";
import type { Ask, CaseRow } from "../api/types";
import { useDepartments } from "../departments/useDepartments";
import { useTeammates } from "../team/useMe";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select, Textarea, TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { useChange } from "../ui/useChange";
import { askWords } from "../words/askWords";
import { touchedAsks } from "./useCaseActs";

const w = askWords.dialog;

/** A question to another department, out of this case. */
export function AskDialog({ kase, onClose }: { kase: CaseRow; onClose: () => void }) {
  const departments = useDepartments().filter((one) => one.id !== kase.departmentId);
  const [departmentId, setDepartment] = useState<string | null>(departments.length === 1 ? departments[0]!.id : null);
  const [question, setQuestion] = useState("");
  const [ownerId, setOwner] = useState<string | null>(null);
  const [due, setDue] = useState("");
  const asked = departments.find((one) => one.id === departmentId);
  const team = useTeammates().filter((one) => one.state === "active" && one.role !== "viewer" && asked && (asked.memberIds.includes(one.id) || asked.headId === one.id));
  const ask = useChange(() => api.post<Ask>(`/cases/${kase.number}/asks`, { body: { departmentId, question, ownerId, ...(due && { due: new Date(due).toISOString() }) } }), touchedAsks, (made) => w.asked(made.departmentName));
  return (
    <Dialog open onClose={onClose} title={askWords.ask} lead={w.lead} width={520}
      acts={<Button look="primary" disabled={!departmentId || !question.trim()} busy={ask.isPending} onClick={() => ask.mutate(undefined, { onSuccess: onClose })}>{w.send}</Button>}>
      <Select label={w.department} data={departments.map((one) => ({ value: one.id, label: one.name }))} value={departmentId} onChange={(next) => { setDepartment(next); setOwner(null); }} searchable required data-autofocus />
      <Textarea label={w.question} description={w.questionHint} autosize minRows={3} maxRows={12} maxLength={20_000} value={question} onChange={(event) => setQuestion(event.currentTarget.value)} required />
      <div className={form.two}>
        <Select label={w.owner} placeholder={w.anybody} data={team.map((one) => ({ value: one.id, label: one.name }))} value={ownerId} onChange={setOwner} disabled={!asked} clearable />
        <TextInput type="datetime-local" label={w.due} description={w.dueHint} value={due} onChange={(event) => setDue(event.currentTarget.value)} />
      </div>
    </Dialog>
  );
}
