import { useState } from "react";
import type { Macro } from "../api/types";
import { useDepartments } from "../departments/useDepartments";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { Empty } from "../ui/Empty";
import { Rows, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { lightWords } from "../words/lightWords";
import { words } from "../words/words";
import { MacroDialog } from "./MacroDialog";
import styles from "./macros.module.css";
import { useMacros, useStepSentence } from "./useMacros";

const w = lightWords.macros;

/** What is done again and again on cases, under a name. */
export function MacrosPage() {
  const macros = useMacros();
  const [editing, setEditing] = useState<Macro | "new" | null>(null);
  return (
    <SettingsPiece title={w.title} lead={w.lead} act={<Button look="primary" onClick={() => setEditing("new")}>{w.add}</Button>}>
      <Asked query={macros}>{(list) => list.length === 0 ? <Empty title={w.empty.title}>{w.empty.words}</Empty> : (
        <Rows>{list.map((macro) => <MacroLine key={macro.id} macro={macro} onEdit={() => setEditing(macro)} />)}</Rows>
      )}</Asked>
      {editing && <MacroDialog macro={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsPiece>
  );
}

function MacroLine({ macro, onEdit }: { macro: Macro; onEdit: () => void }) {
  const says = useStepSentence();
  const departments = useDepartments();
  const whose = macro.for === "me" ? w.me : macro.for === "everybody" ? w.everybody : w.department(departments.find((one) => one.id === macro.departmentId)?.name ?? w.departmentGone);
  const missing = macro.steps.some((step) => step.missing);
  return (
    <SettingsRow title={<>{macro.name}<Badge>{whose}</Badge>{missing && <Badge tone="warm">{w.stale}</Badge>}</>}
      about={<ol className={styles.steps}>{macro.steps.map((step, at) => <li key={at}>{says(step)}{step.missing && <span className={styles.missing}> {step.missing}</span>}</li>)}</ol>}
      acts={macro.mayChange && <Button small aria-label={`${words.edit}: ${macro.name}`} onClick={onEdit}>{words.edit}</Button>} />
  );
}
