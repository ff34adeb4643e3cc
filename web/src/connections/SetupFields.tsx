import { Fragment } from "react";
import type { SetupField } from "../api/types";
import { PasswordInput, Select, Switch, TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { lazily } from "../ui/lazily";
import { settingsWords } from "../words/settingsWords";
import styles from "./connections.module.css";

const FindServers = lazily(() => import("./FindServers").then((part) => part.FindServers));
const SignInSteps = lazily(() => import("./SignInSteps").then((part) => part.SignInSteps));

interface SetupFieldsProps { fields: SetupField[]; values: Record<string, string>; kept?: Record<string, string>; errors?: Record<string, string[]>; signInUrl?: string | null; onValue: (key: string, value: string) => void }

const DepartmentField = lazily(() => import("./DepartmentField").then((part) => part.DepartmentField));

const types = { text: "text", url: "url", phone: "tel" } as const;

/** Drawn from what the channel declares; a new channel needs no new form. */
export function SetupFields({ fields, values, kept = {}, errors = {}, signInUrl, onValue }: SetupFieldsProps) {
  const errorOf = (field: SetupField) => errors[field.key]?.[0] ?? errors[`settings.${field.key}`]?.[0];
  const valueOf = (key: string) => values[key] || (fields.find((field) => field.key === key)?.default ?? "");
  const choose = (field: SetupField, value: string) => {
    onValue(field.key, value);
    for (const [key, filled] of Object.entries(field.fills[value] ?? {}))
      if (isUntouched(fields, key, values[key])) onValue(key, filled);
  };
  const one = (field: SetupField) => (
    <Fragment key={field.key}>
      <OneField field={field} value={field.kind === "choice" ? valueOf(field.key) : values[field.key] ?? ""} kept={kept[field.key] === "set"} error={errorOf(field)} onValue={(value) => choose(field, value)} />
      {field.key === "sign_in" && signInUrl && valueOf("sign_in") !== "password" && <SignInSteps provider={valueOf("sign_in")} redirect={signInUrl} isDone={!!kept.oauth_client_id} />}
      {field.finds && <FindServers address={values[field.key] ?? ""} onFound={(found) => Object.entries(found).forEach(([key, value]) => onValue(key, value))} />}
    </Fragment>
  );
  const asked = fields.filter((field) => !field.when || field.when.is.includes(valueOf(field.when.key)));
  const rare = asked.filter((field) => field.rare);
  return (
    <>
      {asked.filter((field) => !field.rare).map(one)}
      {rare.length > 0 && (
        <details className={styles.rare} open={rare.some((field) => errorOf(field)) || undefined}>
          <summary>{settingsWords.connections.rare}</summary>
          <div className={form.form}>{rare.map(one)}</div>
        </details>
      )}
    </>
  );
}

/** What another choice filled in may be filled in anew; what a person typed may not. */
function isUntouched(fields: SetupField[], key: string, value: string | undefined): boolean {
  return !value || value === fields.find((field) => field.key === key)?.default || fields.some((field) => Object.values(field.fills).some((filled) => filled[key] === value));
}

function OneField({ field, value, kept, error, onValue }: { field: SetupField; value: string; kept: boolean; error?: string; onValue: (value: string) => void }) {
  const said = { label: field.label, description: [field.help, field.check && settingsWords.connections.check(field.check), field.made && !kept && settingsWords.connections.made].filter(Boolean).join(" "), error, required: field.required && !kept && !field.made };
  const change = (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value);
  if (field.kind === "yesno") return <Switch label={field.label} description={field.help} checked={(value || field.default) === "yes"} onChange={(event) => onValue(event.currentTarget.checked ? "yes" : "no")} />;
  if (field.kind === "choice") return <Select {...said} data={field.choices.map((choice) => ({ value: choice, label: settingsWords.connections.choices[choice] ?? choice }))} value={value || null} onChange={(next) => onValue(next ?? "")} />;
  if (field.kind === "department") return <DepartmentField {...said} value={value} onValue={onValue} />;
  if (field.kind === "secret") return <PasswordInput {...said} value={value} placeholder={kept ? settingsWords.connections.secretKept : undefined} onChange={change} autoComplete="off" />;
  return <TextInput {...said} type={types[field.kind as keyof typeof types]} value={value} onChange={change} autoComplete="off" spellCheck={false} />;
}
