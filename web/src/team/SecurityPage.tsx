import { useState } from "react";
import { api } from "../api/api";
import { Button } from "../ui/Button";
import { PasswordInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { Section, SettingsPiece } from "../ui/SettingsPiece";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import { PasskeysSection } from "./PasskeysSection";
import { TotpSection } from "./TotpSection";

const w = settingsWords.security;

export function SecurityPage() {
  return (
    <SettingsPiece title={w.title}>
      <PasswordSection />
      <TotpSection />
      <PasskeysSection />
    </SettingsPiece>
  );
}

function PasswordSection() {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useChange(() => api.put("/me/password", { body: { current, new: next } }), ["sessions"], w.changed);
  const submit = () => change.mutate(undefined, { onSuccess: () => { setCurrent(""); setNext(""); } });
  return (
    <Section title={w.password}>
      <form className={form.form} onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <div className={form.two}>
          <PasswordInput label={w.current} value={current} onChange={(event) => setCurrent(event.currentTarget.value)} autoComplete="current-password" required />
          <PasswordInput label={w.new} description={words.sign.passwordHint} value={next} onChange={(event) => setNext(event.currentTarget.value)} autoComplete="new-password" minLength={10} required inputWrapperOrder={["label", "input", "description", "error"]} />
        </div>
        <div className={form.acts}><Button type="submit" look="primary" busy={change.isPending}>{w.change}</Button></div>
      </form>
    </Section>
  );
}
