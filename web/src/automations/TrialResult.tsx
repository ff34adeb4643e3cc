import type { AutomationTrial } from "../api/types";
import { automationWords as w } from "../words/automationWords";
import { CaseLink } from "./CaseLink";
import styles from "./automations.module.css";

/** How many cases it would have meant, and the newest of them. */
export function TrialResult({ trial }: { trial: AutomationTrial }) {
  return (
    <section role="status" className={styles.trial}>
      <p>{w.tried(trial.count)}</p>
      {trial.items.length > 0 && <ul aria-label={w.newest}>{trial.items.map((one) => (
        <li key={one.number}><CaseLink number={one.number} personId={one.personId} personName={one.personName} title={one.title} at={one.since} /></li>
      ))}</ul>}
    </section>
  );
}
