import { Plus } from "lucide-react";
import { useState } from "react";
import type { CaseRow } from "../api/types";
import { Chip } from "../ui/Chip";
import { lazily } from "../ui/lazily";
import { words } from "../words/words";
import { caseColours } from "./caseColours";
import styles from "./caseBar.module.css";

const OpenCaseDialog = lazily(() => import("./CaseDialogs").then((part) => part.OpenCaseDialog));

interface CaseBarProps { personId: string; cases: CaseRow[]; chosen: number | null; only: boolean; mayWrite: boolean; onChoose: (number: number | null) => void; onOnly: (only: boolean) => void }

/** One line below the name: the matters that are open, and which of them one is answering. */
export function CaseBar({ personId, cases, chosen, only, mayWrite, onChoose, onOnly }: CaseBarProps) {
  const [adding, setAdding] = useState(false);
  const colourOf = caseColours(cases);
  const shown = cases.filter((kase) => kase.state !== "closed" || kase.number === chosen);

  return (
    <div className={styles.bar}>
      <ul className={styles.chips} aria-label={words.case.openCases}>
        {shown.map((kase) => (
          <li key={kase.number}>
            <Chip on={kase.number === chosen} colour={colourOf(kase.number)} aria-pressed={kase.number === chosen} title={words.case.number(kase.number)} onClick={() => onChoose(kase.number)}>
              {kase.title || words.case.number(kase.number)}{kase.number !== chosen && ` · ${kase.departmentName}`}
            </Chip>
          </li>
        ))}
        {mayWrite && <li><Chip onClick={() => setAdding(true)} aria-label={words.case.addLabel}><Plus size={12} aria-hidden /> {words.case.add}</Chip></li>}
        {cases.length > 1 && chosen !== null && <li><Chip on={only} aria-pressed={only} onClick={() => onOnly(!only)}>{words.conversation.filterHint}</Chip></li>}
      </ul>
      {adding && <OpenCaseDialog personId={personId} onClose={() => setAdding(false)} onOpened={onChoose} />}
    </div>
  );
}
