import type { CaseRow } from "../api/types";
import { words } from "../words/words";
import styles from "./caseCard.module.css";
import { PromiseMark } from "./PromiseMark";

export function CaseCard({ kase, colour, onOpen }: { kase: CaseRow; colour?: string; onOpen: () => void }) {
  const who = [kase.ownerName?.split(" ")[0] ?? words.case.nobody, kase.departmentName].join(", ");
  return (
    <button type="button" className={styles.card} onClick={onOpen}>
      <span className={styles.head}>
        {colour && <i className={styles.square} style={{ background: colour }} aria-hidden />}
        <span className={styles.title}>{kase.title || words.case.number(kase.number)}</span>
        <span className={styles.promise}><PromiseMark due={kase.promiseDue} state={kase.state} /></span>
      </span>
      <span className={styles.about}>{who}{kase.state !== "open" && kase.state !== "closed" ? ` · ${words.case.states[kase.state]}` : ""}</span>
      {kase.tags.length > 0 && <span className={styles.about}>{kase.tags.join(" · ")}</span>}
    </button>
  );
}
