import type { Merge, PersonPage } from "../api/types";
import { fullTime, shortTime } from "../ui/times";
import { words } from "../words/words";
import { Part } from "./PersonPanel";
import styles from "./personPanel.module.css";

export function MergedIn({ person, mayWrite, onUnmerge }: { person: PersonPage; mayWrite: boolean; onUnmerge: (merge: Merge) => void }) {
  if (person.merges.length === 0) return null;
  return (
    <Part title={words.person.mergedIn}>
      <ul>
        {person.merges.map((merge) => (
          <li key={merge.id} className={styles.pair} title={[merge.by, fullTime(merge.at), merge.evidence].filter(Boolean).join(" · ")}>
            <span className={styles.value}>{merge.fromName}</span>
            <em>{shortTime(merge.at)}</em>
            {mayWrite && <button type="button" className={styles.link} onClick={() => onUnmerge(merge)}>{words.person.unmerge}</button>}
          </li>
        ))}
      </ul>
    </Part>
  );
}
