import { useState } from "react";
import type { CaseRow } from "../api/types";
import { useDepartments } from "../departments/useDepartments";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select, Textarea, TextInput } from "../ui/fields";
import { words } from "../words/words";
import { snoozeTimes, toLocalInput } from "./snoozeTimes";
import { useOpenCase } from "./useCaseActs";

const w = words.case;
const commas = (text: string) => text.split(",").map((part) => part.trim()).filter(Boolean);

export function SnoozeDialog({ onClose, onSnooze }: { onClose: () => void; onSnooze: (until: string) => void }) {
  const [until, setUntil] = useState(() => toLocalInput(snoozeTimes().at(-2)!.until));
  const act = () => { onSnooze(new Date(until).toISOString()); onClose(); };
  return (
    <Dialog open onClose={onClose} title={w.snoozeTitle} width={360} acts={<Button look="primary" disabled={!until} onClick={act}>{w.snooze}</Button>}>
      <TextInput type="datetime-local" label={w.pickTime} value={until} min={toLocalInput(new Date())} onChange={(event) => setUntil(event.currentTarget.value)} data-autofocus />
    </Dialog>
  );
}

export function PromiseDialog({ kase, onClose, onPromise }: { kase: CaseRow; onClose: () => void; onPromise: (due: string, reason: string) => void }) {
  const [due, setDue] = useState(() => toLocalInput(new Date(kase.promiseDue ?? Date.now())));
  const [reason, setReason] = useState("");
  const act = () => { onPromise(new Date(due).toISOString(), reason); onClose(); };
  return (
    <Dialog open onClose={onClose} title={w.promiseTitle} width={420} acts={<Button look="primary" disabled={!due || !reason.trim()} onClick={act}>{w.promise}</Button>}>
      <TextInput type="datetime-local" label={w.promiseDue} value={due} onChange={(event) => setDue(event.currentTarget.value)} data-autofocus />
      <Textarea label={w.promiseReason} rows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required />
    </Dialog>
  );
}

export function MergeCaseDialog({ kase, others, onClose, onMerge }: { kase: CaseRow; others: CaseRow[]; onClose: () => void; onMerge: (into: number) => void }) {
  const [into, setInto] = useState<string | null>(null);
  const act = () => { onMerge(Number(into)); onClose(); };
  return (
    <Dialog open onClose={onClose} title={w.mergeTitle} lead={w.mergeLead} width={440} acts={<Button look="primary" disabled={!into} onClick={act}>{w.merge}</Button>}>
      {others.length === 0 ? <p>{w.noOther}</p>
        : <Select label={w.mergeInto} value={into} onChange={setInto} data={others.filter((other) => other.number !== kase.number).map((other) => ({ value: String(other.number), label: `${other.number} · ${other.title || other.departmentName}` }))} />}
    </Dialog>
  );
}

export function RenameDialog({ kase, onClose, onRename }: { kase: CaseRow; onClose: () => void; onRename: (title: string, tags: string[]) => void }) {
  const [title, setTitle] = useState(kase.title);
  const [tags, setTags] = useState(kase.tags.join(", "));
  const act = () => { onRename(title.trim(), commas(tags)); onClose(); };
  return (
    <Dialog open onClose={onClose} title={w.rename} width={420} acts={<Button look="primary" onClick={act}>{words.save}</Button>}>
      <TextInput label={w.title} description={w.titleHint} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus />
      <TextInput label={w.tags} description={w.tagsHint} value={tags} onChange={(event) => setTags(event.currentTarget.value)} />
    </Dialog>
  );
}

export function OpenCaseDialog({ personId, onClose, onOpened }: { personId: string; onClose: () => void; onOpened: (number: number) => void }) {
  const departments = useDepartments();
  const [title, setTitle] = useState("");
  const [departmentId, setDepartmentId] = useState<string | null>(departments.find((department) => department.isDefault)?.id ?? null);
  const open = useOpenCase(personId);
  const act = () => open.mutate({ title: title.trim(), departmentId: departmentId ?? undefined }, { onSuccess: (kase) => { onClose(); onOpened(kase.number); } });
  return (
    <Dialog open onClose={onClose} title={w.addLabel} width={420} acts={<Button look="primary" busy={open.isPending} disabled={!title.trim()} onClick={act}>{w.open}</Button>}>
      <TextInput label={w.title} description={w.titleHint} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus />
      <Select label={w.department} value={departmentId} onChange={setDepartmentId} data={departments.map((department) => ({ value: department.id, label: department.name }))} />
    </Dialog>
  );
}
