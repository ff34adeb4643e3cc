import { Globe } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Textarea } from "../ui/fields";
import { publicWords } from "../words/publicWords";

const w = publicWords;

interface OwesDialogProps { closing: boolean; onClose: () => void; onAnswer?: () => void; onReason: (why: string) => void }

/** A case is not over before the people who read the question can read the outcome, or it is written down why not. */
export function OwesDialog({ closing, onClose, onAnswer, onReason }: OwesDialogProps) {
  const [why, setWhy] = useState("");
  return (
    <Dialog open onClose={onClose} width={460} title={closing ? w.close.title : w.close.settleTitle} lead={closing ? w.close.lead : w.close.settleLead} acts={<>
      <Button disabled={!why.trim()} onClick={() => { onReason(why.trim()); onClose(); }}>{closing ? w.close.close : w.close.settle}</Button>
      {closing && onAnswer && <Button look="public" icon={<Globe size={15} aria-hidden />} onClick={() => { onAnswer(); onClose(); }}>{w.close.first}</Button>}
    </>}>
      <Textarea label={w.close.why} rows={2} maxLength={500} value={why} onChange={(event) => setWhy(event.currentTarget.value)} data-autofocus={!closing || undefined} />
    </Dialog>
  );
}
