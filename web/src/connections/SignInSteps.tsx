import { CopyLine } from "../ui/CopyLine";
import form from "../ui/form.module.css";
import { signInWords } from "../words/signInWords";
import { words } from "../words/words";
import styles from "./connections.module.css";

const w = signInWords.steps;
const steps: Record<string, string[]> = { Google: w.Google, Microsoft: w.Microsoft };

/** What must be done at the provider, and the address it must be told. */
export function SignInSteps({ provider, redirect }: { provider: string; redirect: string }) {
  return (
    <div className={styles.steps}>
      <b>{w.title(steps[provider] ? provider : words.connections.signInServer)}</b>
      <ol>{(steps[provider] ?? w.other).map((step) => <li key={step}>{step}</li>)}</ol>
      <div className={form.field}><span className={form.label}>{w.redirect}</span><CopyLine label={w.redirect} text={redirect} copy={words.copy} copied={words.copied} /></div>
      <p className={form.hint}>{w.then}</p>
    </div>
  );
}
