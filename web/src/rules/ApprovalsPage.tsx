import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BadgeCheck } from "lucide-react";
import { Asked } from "../ui/Asked";
import { Empty } from "../ui/Empty";
import { rulesWords } from "../words/rulesWords";
import { ApprovalCard } from "./ApprovalCard";
import styles from "./approvals.module.css";
import { mineQuery } from "./useApprovals";

const w = rulesWords.approvals;

/** What waits for me to read it, the next due first. */
export function ApprovalsPage() {
  const waiting = useQuery(mineQuery);
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={styles.head}><h1>{w.title}</h1><p>{w.lead}</p></header>
      <Asked query={waiting}>{(rows) => rows.length === 0 ? <Empty icon={<BadgeCheck />} title={w.empty.title} step={<Link to="/settings/rules">{w.toRules}</Link>}>{w.empty.words}</Empty>
        : <ul className={styles.list}>{rows.map((one) => <li key={one.id}><ApprovalCard approval={one} /></li>)}</ul>}</Asked>
    </main>
  );
}
