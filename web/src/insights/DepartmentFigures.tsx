import type { ReactNode } from "react";
import type { FiguresPage, FiguresRow } from "../api/types";
import { insightWords } from "../words/insightWords";
import styles from "./insights.module.css";
import { tookWords } from "./useInsights";

const w = insightWords.figures;
const kinds = ["firstAnswer", "nextAnswer", "solution"] as const;

/** A row for each department: what is open and for how long; then what was promised and kept. */
export function DepartmentFigures({ page: { ages, items, longest } }: { page: FiguresPage }) {
  if (items.length === 0) return <p className={styles.what}>{w.none}</p>;
  const bounds = [null, ...ages, null];
  return (
    <>
      <Figures title={w.now} label={insightWords.tabs.departments} items={items} heads={[w.open, ...bounds.slice(1).map((to, at) => w.age(bounds[at]!, to ?? null)), w.owed, w.late]}>
        {({ open }) => [open.count, ...open.byAge, open.owedInPublic, open.late].map((count, at) => <Count key={at} count={count} />)}
      </Figures>
      <Figures title={w.days} label={w.days} items={items} heads={[...kinds.map((kind) => w.kinds[kind]!), w.handedOn]}>
        {(row) => <>
          {kinds.map((kind) => <Promised key={kind} figures={row.promises.find((one) => one.kind === kind)} longest={longest} />)}
          <Count count={row.handedOn} />
        </>}
      </Figures>
    </>
  );
}

function Figures({ title, label, items, heads, children }: { title: string; label: string; items: FiguresRow[]; heads: string[]; children: (row: FiguresRow) => ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      <div className={styles.groups}>
        <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
          <table className={styles.table}>
            <thead><tr><th scope="col">{w.department}</th>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
            <tbody>{items.map((row) => <tr key={row.departmentId}><th scope="row" dir="auto">{row.name}</th>{children(row)}</tr>)}</tbody>
          </table>
        </div>
      </div>
    </section>
  );
}

const Count = ({ count }: { count: number }) => <td data-none={count === 0 || undefined}>{count.toLocaleString()}</td>;

function Promised({ figures, longest }: { figures?: FiguresRow["promises"][number]; longest: number }) {
  return (
    <td data-none={!figures || undefined}>{w.rate(figures?.kept ?? 0, figures?.made ?? 0) + w.brokenMany(figures?.broken ?? 0)}
      {figures && figures.median !== null && figures.nineOfTen !== null && <span className={styles.within}>{w.within(tookWords(figures.median, longest), tookWords(figures.nineOfTen, longest))}</span>}
    </td>
  );
}
