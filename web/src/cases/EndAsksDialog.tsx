import type { CaseRow } from "../api/types";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { askWords } from "../words/askWords";

const w = askWords.ending;

/** A case is not closed over an open question in silence. */
export function EndAsksDialog({ kase, onClose, onEnd }: { kase: CaseRow; onClose: () => void; onEnd: () => void }) {
  return (
    <Dialog open onClose={onClose} title={w.title(kase.waitsOn ?? "")} width={420} acts={<Button look="primary" data-autofocus onClick={() => { onEnd(); onClose(); }}>{w.act}</Button>}>
      <p>{w.words}</p>
    </Dialog>
  );
}
