import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { Field } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { Select, Textarea, TextInput } from "../ui/fields";
import { Rows, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import { fieldsQuery } from "./useFields";

const w = settingsWords.fields;
const kinds = (["text", "number", "date", "choice", "yesNo"] as const).map((value) => ({ value, label: w.kinds[value] }));
const keyOf = (label: string) => label.normalize("NFD").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "");

export function FieldsPage() {
  const fields = useQuery(fieldsQuery);
  const [editing, setEditing] = useState<Field | "new" | null>(null);
  return (
    <SettingsPiece title={w.title} lead={w.lead} act={<Button look="primary" onClick={() => setEditing("new")}>{w.add}</Button>}>
      <Asked query={fields}>{(list) => list.length === 0 ? <Empty title={w.empty.title}>{w.empty.words}</Empty> : (
        <Rows>{list.map((field) => (
          <SettingsRow key={field.id} title={field.label} about={[field.key, w.kinds[field.kind], field.choices.join(", ")].filter(Boolean).join(" · ")} acts={<Button small onClick={() => setEditing(field)}>{words.edit}</Button>} />
        ))}</Rows>
      )}</Asked>
      {editing && <FieldDialog field={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsPiece>
  );
}

function FieldDialog({ field, onClose }: { field: Field | null; onClose: () => void }) {
  const [label, setLabel] = useState(field?.label ?? "");
  const [key, setKey] = useState(field?.key ?? "");
  const [kind, setKind] = useState<Field["kind"]>(field?.kind ?? "text");
  const [choices, setChoices] = useState(field?.choices.join("\n") ?? "");
  const list = kind === "choice" ? choices.split("\n").map((choice) => choice.trim()).filter(Boolean) : [];
  const body = field ? { label: label.trim(), choices: list } : { key: key || keyOf(label), label: label.trim(), kind, choices: list };
  const save = useChange(() => (field ? api.patch(`/fields/${field.id}`, { body }) : api.post("/fields", { body })), ["fields"], words.saved);
  const remove = useChange(() => api.delete(`/fields/${field!.id}`), ["fields"]);

  return (
    <Dialog open onClose={onClose} title={field?.label ?? w.add} acts={<>
      {field && <Button look="plain" onClick={() => remove.mutate(undefined, { onSuccess: onClose })}>{w.remove}</Button>}
      <Button look="primary" disabled={!label.trim() || (kind === "choice" && list.length === 0)} busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
    </>}>
      <TextInput label={w.label} value={label} onChange={(event) => setLabel(event.currentTarget.value)} required data-autofocus />
      <TextInput label={w.key} description={w.keyHint} value={key || keyOf(label)} disabled={field !== null} onChange={(event) => setKey(keyOf(event.currentTarget.value))} />
      <Select label={w.kind} data={kinds} value={kind} disabled={field !== null} onChange={(next) => next && setKind(next as Field["kind"])} />
      {kind === "choice" && <Textarea label={w.choices} rows={4} value={choices} onChange={(event) => setChoices(event.currentTarget.value)} />}
    </Dialog>
  );
}
