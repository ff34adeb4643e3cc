import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { api } from "../api/api";
import type { CaseRow, Macro, MacroRun } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { Select } from "../ui/fields";
import { problemWords } from "../ui/problemWords";
import { SkeletonText } from "../ui/Skeleton";
import { useChange } from "../ui/useChange";
import { uuid7 } from "../ui/uuid7";
import { lightWords } from "../words/lightWords";
import { words } from "../words/words";
import styles from "./macros.module.css";
import { useMacros, useStepSentence } from "./useMacros";

const w = lightWords.macros;

interface RunMacroDialogProps { kase: CaseRow; chosen?: string | null; onClose: () => void; onWords?: (text: string) => void }

/** A macro on this case: chosen, seen before, done. */
export function RunMacroDialog({ kase, chosen = null, onClose, onWords }: RunMacroDialogProps) {
  const macros = useMacros();
  const [id, setId] = useState<string | null>(chosen);
  const macro = macros.data?.find((one) => one.id === id);
  // Pressed twice, or sent again, it is done once.
  const key = useMemo(uuid7, [id]);
  const preview = useQuery({ queryKey: ["macro", kase.number, id], queryFn: () => api.post<MacroRun>(`/cases/${kase.number}/macros/${id}`, { body: { preview: true } }), enabled: macro !== undefined, gcTime: 0, retry: false });
  const run = useChange(() => api.post<MacroRun>(`/cases/${kase.number}/macros/${id}`, { body: {}, key }), ["asks", "cases", "person", "timeline"], w.done(macro?.name ?? ""));
  const seen = macro ? preview.data : undefined;
  const goes = seen?.lines.every((line) => line.outcome !== "refused") && seen.lines.some((line) => line.outcome === "done");
  const doIt = () => run.mutate(undefined, { onSuccess: (made) => { if (made.words) onWords?.(made.words); onClose(); } });
  return (
    <Dialog open onClose={onClose} title={w.run} lead={w.runLead} width={520} acts={<Button look="primary" busy={run.isPending} disabled={!goes} onClick={doIt}>{w.doIt}</Button>}>
      <Asked query={macros}>{(list) => list.length === 0
        ? <Empty title={w.empty.title}>{w.empty.words} <Link to="/settings/macros" className={styles.link}>{w.toPage}</Link></Empty>
        : <Select label={w.which} searchable allowDeselect={false} value={id} onChange={setId} data={list.map((one) => ({ value: one.id, label: one.name }))} openOnFocus={!chosen} data-autofocus />}
      </Asked>
      {macro && preview.isPending && <SkeletonText lines={2} label={words.loading} />}
      {macro && preview.isError && <p role="alert">{problemWords(preview.error)}</p>}
      {macro && seen && <Preview macro={macro} seen={seen} />}
    </Dialog>
  );
}

function Preview({ macro, seen }: { macro: Macro; seen: MacroRun }) {
  const says = useStepSentence();
  const cannot = seen.lines.filter((line) => line.outcome === "refused").length;
  return (
    <section role="status">
      <ol className={styles.preview}>{seen.lines.map((line, at) => (
        <li key={at} data-outcome={line.outcome}>{macro.steps[at] && says(macro.steps[at])}
          {line.outcome === "nothing" && <span className={styles.note}>{w.already}</span>}
          {line.outcome === "refused" && <span className={styles.missing}>{w.cannot(line.words ?? "")}</span>}
          {line.kind === "words" && line.outcome === "done" && seen.words && <q className={styles.draft} dir="auto">{seen.words}</q>}
        </li>
      ))}</ol>
      <p className={styles.sum}>{cannot ? w.none : seen.lines.some((line) => line.outcome === "done") ? w.all : w.nothing}</p>
    </section>
  );
}
