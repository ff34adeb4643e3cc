import type { RuleTrial } from "../api/types";
import { shortTime } from "../ui/times";
import { rulesWords } from "../words/rulesWords";
import { words } from "../words/words";
import styles from "./trial.module.css";

const w = rulesWords.trial;

/** What a rule would have said to our last answers, with the places it means. */
export function TrialResult({ trial }: { trial: RuleTrial }) {
  return (
    <section className={styles.trial} aria-label={w.title}>
      <p role="status" className={styles.said}>{w.said(trial.objected, trial.read)}</p>
      <ul className={styles.list}>{trial.examples.map((one, at) => (
        <li key={at}>
          <p className={styles.text} dir="auto"><Marked text={one.text} places={one.objections.filter((place) => place.length > 0 && place.length < one.text.length)} /></p>
          <p className={styles.about}>{w.to(one.personName ?? words.someone, shortTime(one.at))} · {one.objections[0]?.why}</p>
        </li>
      ))}</ul>
    </section>
  );
}

function Marked({ text, places }: { text: string; places: { at: number; length: number }[] }) {
  const parts = [];
  let until = 0;
  for (const { at, length } of places) {
    if (at < until) continue;
    parts.push(text.slice(until, at), <mark key={at}>{text.slice(at, at + length)}</mark>);
    until = at + length;
  }
  return <>{parts}{text.slice(until)}</>;
}
