import { Smile } from "lucide-react";
import type { Satisfaction, SatisfactionPage } from "../api/types";
import { Empty } from "../ui/Empty";
import { afterwardsWords as w } from "../words/afterwardsWords";
import styles from "./insights.module.css";

/** A row for everybody and one for each department: how many were asked, how many answered, and what. */
export function SatisfactionTable({ page: { everybody, items } }: { page: SatisfactionPage }) {
  if (everybody.asked === 0) return <Empty icon={<Smile />} title={w.nothing.title}>{w.nothing.words}</Empty>;
  return (
    <div className={styles.scroll} role="region" aria-label={w.tab} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{w.department}</th><th scope="col">{w.asked}</th><th scope="col">{w.answered}</th><th scope="col">{w.average}</th>
            {w.answers.map((answer) => <th key={answer} scope="col">{answer}</th>)}
          </tr>
        </thead>
        <tbody>
          <Row name={w.everybody} said={everybody} />
          {items.map((row) => <Row key={row.departmentId} name={row.name} said={row.said} />)}
        </tbody>
      </table>
    </div>
  );
}

function Row({ name, said }: { name: string; said: Satisfaction }) {
  return (
    <tr>
      <th scope="row" dir="auto">{name}</th>
      <td>{said.asked.toLocaleString()}</td>
      <td>{w.rate(said.answered, said.asked)}</td>
      <td>{said.average?.toLocaleString(undefined, { maximumFractionDigits: 1 }) ?? ""}</td>
      {said.answers.map((count, at) => <td key={w.answers[at]} data-none={count === 0 || undefined}>{count.toLocaleString()}</td>)}
    </tr>
  );
}
