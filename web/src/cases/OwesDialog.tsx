import { useQuery } from "@tanstack/react-query";
import { Globe } from "lucide-react";
import { useState } from "react";
import { api } from "../api/api";
import type { CaseRow, ClosingWord, Page } from "../api/types";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Textarea, TextInput } from "../ui/fields";
import { publicWords } from "../words/publicWords";
import styles from "./owesDialog.module.css";

const w = publicWords.close;

export interface Ending { why?: string; url?: string }

interface OwesDialogProps { kase: CaseRow; closing: boolean; onClose: () => void; /** Where it can be answered in public from here. */ onAnswer?: (text: string | null) => void; onEnding: (ending: Ending) => void }

/** A case is not over before the people who read the question can read the outcome, or it is written down why not. */
export function OwesDialog({ kase, closing, onClose, onAnswer, onEnding }: OwesDialogProps) {
  const [why, setWhy] = useState("");
  const [url, setUrl] = useState("");
  const [chosen, setChosen] = useState(0);
  const canAnswer = closing && onAnswer !== undefined;
  const suggested = useQuery({
    queryKey: ["closing-words", kase.number], queryFn: ({ signal }) => api.get<Page<ClosingWord>>(`/cases/${kase.number}/closing-words`, { signal }), select: (page) => page.items, enabled: canAnswer, staleTime: 60_000,
  }).data ?? [];
  const ending = { ...(why.trim() && { why: why.trim() }), ...(url.trim() && { url: url.trim() }) };
  const end = () => { onEnding(ending); onClose(); };

  return (
    <Dialog open onClose={onClose} width={500} title={closing ? w.title : w.settleTitle} lead={closing ? (canAnswer ? w.lead : w.leadElsewhere) : w.settleLead} acts={<>
      <Button disabled={!ending.why && !ending.url} onClick={end}>{!closing ? w.settle : ending.url ? w.closeSaid : w.close}</Button>
      {canAnswer && <Button look="public" icon={<Globe size={15} aria-hidden />} onClick={() => { onAnswer(suggested[chosen]?.text ?? null); onClose(); }}>{w.first}</Button>}
    </>}>
      {canAnswer && suggested.length > 0 && (
        <fieldset className={styles.words}>
          <legend>{w.words}</legend>
          {suggested.map((word, at) => (
            <label key={at} className={styles.word}>
              <input type="radio" name="closing" checked={at === chosen} onChange={() => setChosen(at)} />
              <span>{word.title && <b>{word.title}</b>}<span dir="auto">{word.text}</span></span>
            </label>
          ))}
        </fieldset>
      )}
      {!canAnswer && <TextInput type="url" inputMode="url" label={w.url} description={w.urlHint} placeholder="https://" maxLength={2000} value={url} onChange={(event) => setUrl(event.currentTarget.value)} data-autofocus />}
      <Textarea label={w.why} rows={2} maxLength={500} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
    </Dialog>
  );
}
