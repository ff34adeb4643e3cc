import { api } from "../api/api";
import type { Automation, AutomationRun } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { useChange } from "../ui/useChange";
import { automationWords as w } from "../words/automationWords";
import styles from "./automations.module.css";
import { CaseLink } from "./CaseLink";
import { useRuns } from "./useAutomations";

/** What an automation did last, case by case; what nobody touched since can be undone. */
export function RunsDialog({ automation, onClose }: { automation: Automation; onClose: () => void }) {
  const runs = useRuns(automation.id);
  return (
    <Dialog open onClose={onClose} width={560} title={w.runsOf(automation.name)}>
      <Asked query={runs}>{(list) => list.length === 0 ? <Empty title={w.noRuns.title}>{w.noRuns.words}</Empty> : (
        <ul className={styles.runs}>{list.map((run) => <RunLine key={run.id} automation={automation} run={run} />)}</ul>
      )}</Asked>
    </Dialog>
  );
}

function RunLine({ automation, run }: { automation: Automation; run: AutomationRun }) {
  const undo = useChange(() => api.post(`/automations/${automation.id}/runs/${run.id}/undo`), ["automations", "cases", "timeline"], w.undone);
  return (
    <li>
      <div className={styles.run}>
        <CaseLink number={run.caseNumber} personId={run.personId} personName={run.personName} title={run.title} at={run.at} />
        <span data-outcome={run.outcome}>{w.outcomes[run.outcome]}{run.why && `. ${run.why}`}</span>
      </div>
      {run.mayUndo && <Button small busy={undo.isPending} onClick={() => undo.mutate()}>{w.undo}</Button>}
    </li>
  );
}
