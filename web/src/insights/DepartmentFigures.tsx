import type { FiguresPage, FiguresRow } from "../api/types";
import { insightWords } from "../words/insightWords";
import styles from "./insights.module.css";

const w = insightWords.figures;

/** A row for each department: what is open and for how long, what was promised and kept. */
export function DepartmentFigures({ page: { ages, items } }: { page: FiguresPage }) {
  if (items.length === 0) return <p className={styles.what}>{w.none}</p>;
  const bounds = [null, ...ages, null];
  return (
    <div className={styles.scroll} role="region" aria-label={insightWords.tabs.departments} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{w.department}</th><th scope="col">{w.open}</th>
            {bounds.slice(1).map((to, at) => <th key={at} scope="col">{w.age(bounds[at]!, to ?? null)}</th>)}
            <th scope="col">{w.owed}</th><th scope="col">{w.late}</th>
            {kinds.map((kind) => <th key={kind} scope="col">{w.kinds[kind]}</th>)}
            <th scope="col">{w.handedOn}</th>
          </tr>
        </thead>
        <tbody>{items.map((row) => <Row key={row.departmentId} row={row} />)}</tbody>
      </table>
    </div>
  );
}

const kinds = ["firstAnswer", "nextAnswer", "solution"] as const;

function Row({ row }: { row: FiguresRow }) {
  return (
    <tr>
      <th scope="row" dir="auto">{row.name}</th>
      <td>{row.open.count.toLocaleString()}</td>
      {row.open.byAge.map((count, at) => <td key={at} data-none={count === 0 || undefined}>{count.toLocaleString()}</td>)}
      <td data-none={row.open.owedInPublic === 0 || undefined}>{row.open.owedInPublic.toLocaleString()}</td>
      <td data-none={row.open.late === 0 || undefined}>{row.open.late.toLocaleString()}</td>
      {kinds.map((kind) => <td key={kind}>{said(row, kind)}</td>)}
      <td data-none={row.handedOn === 0 || undefined}>{row.handedOn.toLocaleString()}</td>
    </tr>
  );
}

function said(row: FiguresRow, kind: (typeof kinds)[number]): string {
  const figures = row.promises.find((one) => one.kind === kind);
  return w.rate(figures?.kept ?? 0, figures?.made ?? 0) + w.brokenMany(figures?.broken ?? 0);
}
