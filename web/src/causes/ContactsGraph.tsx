import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CauseContacts } from "../api/types";
import { InlineAct } from "../ui/Callout";
import { dateOf } from "../ui/times";
import { causeWords } from "../words/causeWords";
import styles from "./graph.module.css";
import { contactsQuery } from "./useCauses";

const w = causeWords.graph;
const height = 96, step = 26, bar = 18, top = 18;

/** Half a year of contacts, small and labelled on the line; the number is said in words above, and a table stands behind it. */
export function ContactsGraph({ id }: { id: string }) {
  const contacts = useQuery(contactsQuery(id)).data;
  const [table, setTable] = useState(false);
  if (!contacts) return null;
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>{w.title}</h2>
      <p className={styles.words}>{saying(contacts)} <InlineAct onClick={() => setTable(!table)}>{table ? w.hideTable : w.table}</InlineAct></p>
      <div className={styles.box} role="region" aria-label={w.title} tabIndex={0} ref={toNow}><Drawn contacts={contacts} /></div>
      {table && <Table contacts={contacts} />}
      <p className={styles.what}>{w.what}</p>
    </section>
  );
}

/** Where it is too wide for the screen, the newest weeks are in sight. */
const toNow = (box: HTMLDivElement | null) => { if (box) box.scrollLeft = box.scrollWidth; };

function saying({ weeks, before, after }: CauseContacts): string {
  if (before !== null && after !== null) return after < before ? w.fell(before, after) : w.rose(before, after);
  return before !== null ? w.early(before) : w.words(weeks.at(-1)?.contacts ?? 0);
}

function Drawn({ contacts: { weeks, fixedIn } }: { contacts: CauseContacts }) {
  const most = Math.max(1, ...weeks.map((week) => week.contacts));
  const tall = (count: number) => Math.round((count / most) * (height - top));
  const fixedAt = weeks.findIndex((week) => week.from === fixedIn);
  const peak = weeks.findIndex((week) => week.contacts === most);
  return (
    <svg className={styles.graph} viewBox={`0 0 ${weeks.length * step} ${height + 20}`} role="img" aria-label={w.label}>
      <line className={styles.ground} x1="0" x2={weeks.length * step} y1={height + 0.5} y2={height + 0.5} />
      {weeks.map((week, at) => week.contacts > 0 && (
        <rect key={week.from} className={styles.bar} data-after={(fixedAt >= 0 && at > fixedAt) || undefined} x={at * step + (step - bar) / 2} y={height - tall(week.contacts)} width={bar} height={tall(week.contacts)} rx="3" />
      ))}
      {weeks[peak]!.contacts > 0 && <text className={styles.number} x={peak * step + (peak === fixedAt ? 0 : step / 2)} y={peak === fixedAt ? top + 10 : top - 6} textAnchor={peak === fixedAt ? "end" : "middle"}>{most}</text>}
      {fixedAt >= 0 && <g>
        <line className={styles.mark} x1={fixedAt * step + step / 2} x2={fixedAt * step + step / 2} y1="4" y2={height} />
        <text className={styles.label} x={fixedAt * step + step / 2 + (fixedAt > 21 ? -5 : 5)} y="12" textAnchor={fixedAt > 21 ? "end" : "start"}>{w.mark}</text>
      </g>}
      {[0, Math.floor(weeks.length / 2), weeks.length - 1].map((at) => <text key={at} className={styles.label} x={at === 0 ? 0 : at === weeks.length - 1 ? weeks.length * step : at * step + step / 2} y={height + 15} textAnchor={at === 0 ? "start" : at === weeks.length - 1 ? "end" : "middle"}>{dateOf(noon(weeks[at]!.from))}</text>)}
    </svg>
  );
}

/** A day without an hour: noon keeps it the same day everywhere. */
const noon = (day: string) => `${day}T12:00:00`;

function Table({ contacts: { weeks } }: { contacts: CauseContacts }) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={w.label}>
      <table className={styles.table}>
        <thead><tr><th scope="col">{w.week}</th><th scope="col">{w.count}</th></tr></thead>
        <tbody>{[...weeks].reverse().map((week) => <tr key={week.from}><th scope="row">{dateOf(noon(week.from))}</th><td>{week.contacts}</td></tr>)}</tbody>
      </table>
    </div>
  );
}
