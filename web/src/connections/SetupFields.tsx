import { Fragment } from "react";
import type { SetupField } from "../api/types";
import { PasswordInput, Select, Switch, TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { lazily } from "../ui/lazily";
import { words } from "../words/words";
import styles from "./connections.module.css";

const FindServers = lazily(() => import("./FindServers").then((part) => part.FindServers));

interface SetupFieldsProps { fields: SetupField[]; values: Record<string, string>; kept?: Record<string, string>; errors?: Record<string, string[]>; onValue: (key: string, value: string) => void }

const types = { text: "text", url: "url", phone: "tel" } as const;

/** Drawn from what the channel declares; a new channel needs no new form. */
export function SetupFields({ fields, values, kept = {}, errors = {}, onValue }: SetupFieldsProps) {
  const errorOf = (field: SetupField) => errors[field.key]?.[0] ?? errors[`settings.${field.key}`]?.[0];
  const one = (field: SetupField) => (
    <Fragment key={field.key}>
      <OneField field={field} value={values[field.key] ?? ""} kept={kept[field.key] === "set"} error={errorOf(field)} onValue={(value) => onValue(field.key, value)} />
      {field.finds && <FindServers address={values[field.key] ?? ""} onFound={(found) => Object.entries(found).forEach(([key, value]) => onValue(key, value))} />}
    </Fragment>
  );
  const rare = fields.filter((field) => field.rare);
  return (
    <>
      {fields.filter((field) => !field.rare).map(one)}
      {rare.length > 0 && (
        <details className={styles.rare} open={rare.some((field) => errorOf(field)) || undefined}>
          <summary>{words.connections.rare}</summary>
          <div className={form.form}>{rare.map(one)}</div>
        </details>
      )}
    </>
  );
}

function OneField({ field, value, kept, error, onValue }: { field: SetupField; value: string; kept: boolean; error?: string; onValue: (value: string) => void }) {
  const said = { label: field.label, description: [field.help, field.check && words.connections.check(field.check), field.made && !kept && words.connections.made].filter(Boolean).join(" "), error, required: field.required && !kept && !field.made };
  const change = (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value);
  if (field.kind === "yesno") return <Switch label={field.label} description={field.help} checked={value === "yes"} onChange={(event) => onValue(event.currentTarget.checked ? "yes" : "no")} />;
  if (field.kind === "choice") return <Select {...said} data={field.choices} value={value || null} onChange={(next) => onValue(next ?? "")} />;
  if (field.kind === "secret") return <PasswordInput {...said} value={value} placeholder={kept ? words.connections.secretKept : undefined} onChange={change} autoComplete="off" />;
  return <TextInput {...said} type={types[field.kind as keyof typeof types]} value={value} onChange={change} autoComplete="off" spellCheck={false} />;
}
