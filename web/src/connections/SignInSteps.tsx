import { useState } from "react";
import { CopyLine } from "../ui/CopyLine";
import form from "../ui/form.module.css";
import { signInWords } from "../words/signInWords";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import styles from "./connections.module.css";

const w = signInWords.steps;
const steps: Record<string, string[]> = { Google: w.Google, Microsoft: w.Microsoft };

/** What must be done at the provider, and the address it must be told. */
export function SignInSteps({ provider, redirect, isDone }: { provider: string; redirect: string; isDone: boolean }) {
  const [open, setOpen] = useState(!isDone);
  return (
    <details className={styles.steps} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{w.title(steps[provider] ? provider : settingsWords.connections.signInServer)}</summary>
      <ol>{(steps[provider] ?? w.other).map((step) => <li key={step}>{step}</li>)}</ol>
      <div className={form.field}><span className={form.label}>{w.redirect}</span><CopyLine label={w.redirect} text={redirect} copy={words.copy} copied={words.copied} /></div>
      <p className={form.hint}>{w.then}</p>
    </details>
  );
}
