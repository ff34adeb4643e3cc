import { useState } from "react";
import type { CauseRow } from "../api/types";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Textarea } from "../ui/fields";
import { useChange } from "../ui/useChange";
import { causeWords } from "../words/causeWords";
import { moveCause, touchedCauses } from "./useCauses";

const w = causeWords.wont;

/** Nothing is dropped in silence. */
export function WontDialog({ cause, onClose }: { cause: CauseRow; onClose: () => void }) {
  const [why, setWhy] = useState(cause.why ?? "");
  const leave = useChange(() => moveCause(cause.id, "wont", why.trim()), touchedCauses, causeWords.moved(cause.title, causeWords.states.wont));
  return (
    <Dialog open onClose={onClose} title={w.title} lead={w.lead} width={460} acts={<Button look="primary" disabled={!why.trim()} busy={leave.isPending} onClick={() => leave.mutate(undefined, { onSuccess: onClose })}>{w.act}</Button>}>
      <Textarea label={w.why} rows={3} maxLength={500} value={why} onChange={(event) => setWhy(event.currentTarget.value)} required data-autofocus />
    </Dialog>
  );
}
