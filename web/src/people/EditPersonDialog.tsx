import { useState } from "react";
import type { Field, PersonPage } from "../api/types";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select, Switch, TextInput } from "../ui/fields";
import { languages } from "../ui/languages";
import { timeZones } from "../ui/timeZones";
import { words } from "../words/words";
import { useFields } from "./useFields";
import { usePersonActs } from "./usePersonActs";

const w = words.person;

export function EditPersonDialog({ person, onClose }: { person: PersonPage; onClose: () => void }) {
  const [name, setName] = useState(person.name ?? "");
  const [language, setLanguage] = useState(person.language);
  const [timeZone, setTimeZone] = useState(person.timeZone);
  const [values, setValues] = useState(person.fields);
  const fields = useFields();
  const acts = usePersonActs(person.id);
  return (
    <Dialog open onClose={onClose} title={w.edit}
      acts={<Button look="primary" disabled={!name.trim()} busy={acts.busy} onClick={() => acts.edit({ name: name.trim(), language, timeZone, fields: values }, onClose)}>{words.save}</Button>}>
      <TextInput label={w.name} value={name} onChange={(event) => setName(event.currentTarget.value)} required data-autofocus />
      <Select label={w.language} value={language} onChange={setLanguage} data={languages()} searchable clearable />
      <Select label={w.timeZone} value={timeZone} onChange={setTimeZone} data={timeZones()} searchable clearable />
      {fields.map((field) => <FieldInput key={field.id} field={field} value={values[field.key]} onValue={(value) => setValues((old) => ({ ...old, [field.key]: value }))} />)}
    </Dialog>
  );
}

function FieldInput({ field, value, onValue }: { field: Field; value: unknown; onValue: (value: unknown) => void }) {
  if (field.kind === "yesNo") return <Switch label={field.label} checked={value === true} onChange={(event) => onValue(event.currentTarget.checked)} />;
  if (field.kind === "choice") return <Select label={field.label} value={typeof value === "string" ? value : null} onChange={onValue} data={field.choices} clearable />;
  const type = field.kind === "text" ? "text" : field.kind;
  return (
    <TextInput label={field.label} type={type} value={value === null || value === undefined ? "" : String(value)}
      onChange={({ currentTarget }) => onValue(currentTarget.value === "" ? null : field.kind === "number" ? Number(currentTarget.value) : currentTarget.value)} />
  );
}
