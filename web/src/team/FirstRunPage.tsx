import { useState, type FormEvent } from "react";
import { api } from "../api/api";
import { Problem } from "../api/problem";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { PasswordInput, Select, TextInput } from "../ui/fields";
import { problemWords } from "../ui/problemWords";
import { hereZone, timeZones } from "../ui/timeZones";
import { words } from "../words/words";
import { DoorPage } from "./DoorPage";
import styles from "./door.module.css";

export function FirstRunPage({ onDone }: { onDone: () => void }) {
  const [form, setForm] = useState({ workspaceName: "", name: "", email: "", password: "", timeZone: hereZone });
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const errors = problem instanceof Problem ? problem.errors : {};
  const field = (key: keyof typeof form) => ({
    value: form[key], error: errors[key]?.[0], required: true,
    onChange: (event: { currentTarget: { value: string } }) => { const { value } = event.currentTarget; setForm((old) => ({ ...old, [key]: value })); },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    api.post("/first-run", { body: form }).then(onDone, setProblem).finally(() => setBusy(false));
  };

  return (
    <DoorPage title={words.sign.firstRun} lead={words.sign.firstRunLead}>
      <form className={styles.form} onSubmit={submit}>
        {problem !== null && <Callout tone="hot">{problemWords(problem)}</Callout>}
        <TextInput label={words.sign.workspaceName} description={words.sign.workspaceHint} autoComplete="organization" autoFocus {...field("workspaceName")} />
        <TextInput label={words.sign.yourName} description={words.sign.nameHint} autoComplete="name" {...field("name")} />
        <TextInput label={words.sign.email} type="email" autoComplete="username" {...field("email")} />
        <PasswordInput label={words.sign.newPassword} description={words.sign.passwordHint} autoComplete="new-password" minLength={10} {...field("password")} />
        <Select label={words.sign.timeZone} description={words.sign.timeZoneHint} data={timeZones()} value={form.timeZone} searchable
          onChange={(timeZone) => timeZone && setForm((old) => ({ ...old, timeZone }))} />
        <Button type="submit" look="primary" className={styles.submit} busy={busy}>{words.sign.begin}</Button>
      </form>
    </DoorPage>
  );
}
