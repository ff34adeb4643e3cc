import { ChevronRight } from "lucide-react";
import type { AuditChange, AuditRow } from "../api/types";
import { fullTime, shortTime } from "../ui/times";
import { recordWords as w } from "../words/recordWords";
import styles from "./record.module.css";

/** A line to be read; opened, it says what was changed. */
export function EntryLine({ row }: { row: AuditRow }) {
  return (
    <li className={styles.entry}>
      <details>
        <summary>
          <ChevronRight aria-hidden />
          <span className={styles.said}><b>{row.who}</b> {row.sentence}</span>
          <time dateTime={row.at} title={fullTime(row.at)}>{shortTime(row.at)}</time>
        </summary>
        {row.changes.length === 0 ? <p className={styles.quiet}>{w.nothing}</p> : <ul className={styles.changes}>{row.changes.map((change, at) => <li key={at}><Change change={change} /></li>)}</ul>}
      </details>
    </li>
  );
}

function Change({ change }: { change: AuditChange }) {
  const fields = Object.entries(change.fields);
  return (
    <>
      {change.what === null ? change.change : sentenceOf(change.change)(change.what.replaceAll("_", " "))}
      {change.isErased && <i> ({w.erased})</i>}
      {fields.length > 0 && <dl className={styles.fields}>{fields.map(([name, value]) => <div key={name}><dt>{name}</dt><dd dir="auto">{value}</dd></div>)}</dl>}
    </>
  );
}

const sentenceOf = (change: string) => (change === "added" ? w.added : change === "modified" ? w.modified : change === "deleted" ? w.deleted : (what: string) => `${what}: ${change}`);
