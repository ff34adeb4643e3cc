import { useState } from "react";
import { api } from "../api/api";
import type { AttachmentRef, KeptDocument } from "../api/types";
import { useDepartments } from "../departments/useDepartments";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select, Switch, Textarea, TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { languages } from "../ui/languages";
import { useChange } from "../ui/useChange";
import { documentWords } from "../words/documentWords";
import { policyWords } from "../words/policyWords";
import { words } from "../words/words";
import { FileDrop } from "./FileDrop";
import { archive, touchedDocuments } from "./useDocuments";

const w = documentWords.keep;

export function DocumentDialog({ document, led, onClose }: { document: KeptDocument | null; led: "all" | string[]; onClose: () => void }) {
  const [file, setFile] = useState<AttachmentRef | null>(null);
  const [now, setNow] = useState(() => begun(document, led));
  const set = (patch: Partial<typeof now>) => setNow((old) => ({ ...old, ...patch }));
  const departments = useDepartments().filter((one) => led === "all" || led.includes(one.id)).map((one) => ({ value: one.id, label: one.name }));
  const body = { ...now, name: now.name.trim(), ...(document ? { forAll: now.departmentId === null } : { file: file && { hash: file.hash, name: file.name } }) };
  const save = useChange(() => (document ? api.patch(`/documents/${document.id}`, { body }) : api.post("/documents", { body })), touchedDocuments, words.saved);
  const lay = useChange(() => archive(document!.id, true), touchedDocuments, w.archiveDone);
  const take = (kept: AttachmentRef) => { setFile(kept); if (!now.name.trim()) set({ name: kept.name.replace(/\.[a-z0-9]{1,5}$/i, "") }); };

  return (
    <Dialog open onClose={onClose} title={document?.name ?? w.add} width={580} acts={<>
      {document && <Button look="plain" busy={lay.isPending} onClick={() => lay.mutate(undefined, { onSuccess: onClose })}>{w.archive}</Button>}
      <Button look="primary" disabled={!now.name.trim() || (!document && !file)} busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
    </>}>
      {!document && <FileDrop file={file} onFile={take} />}
      <TextInput label={w.name} value={now.name} onChange={(event) => set({ name: event.currentTarget.value })} required maxLength={120} data-autofocus={document ? true : undefined} />
      <TextInput label={w.description} value={now.description} onChange={(event) => set({ description: event.currentTarget.value })} maxLength={500} />
      <div className={form.two}>
        <Select label={w.department} placeholder={w.everybodys} data={departments} value={now.departmentId} onChange={(departmentId) => set({ departmentId })} clearable={led === "all"} searchable />
        <Select label={w.language} placeholder={w.anyLanguage} data={languages()} value={now.language || null} onChange={(language) => set({ language: language ?? "" })} searchable clearable />
      </div>
      <TextInput label={w.subject} value={now.subject} onChange={(event) => set({ subject: event.currentTarget.value })} maxLength={200} />
      <Textarea label={w.text} description={documentWords.fields} rows={4} value={now.text} onChange={(event) => set({ text: event.currentTarget.value })} inputWrapperOrder={["label", "input", "description", "error"]} />
      <Switch label={policyWords.personal.label} description={policyWords.personal.description} checked={now.isPersonal} onChange={(event) => set({ isPersonal: event.currentTarget.checked })} />
    </Dialog>
  );
}

function begun(document: KeptDocument | null, led: "all" | string[]) {
  const departmentId = document ? document.departmentId : led === "all" ? null : (led[0] ?? null);
  return { name: document?.name ?? "", description: document?.description ?? "", departmentId, language: document?.language ?? "", subject: document?.subject ?? "", text: document?.text ?? "", isPersonal: document?.isPersonal ?? false };
}
