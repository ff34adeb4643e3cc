import { useState } from "react";
import type { Despite, Objection } from "../api/types";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { Dialog } from "../ui/Dialog";
import { TextInput } from "../ui/fields";
import { rulesWords } from "../words/rulesWords";

const w = rulesWords.check;

/** What the rules say to words that were written elsewhere; what only warns may go all the same. */
export function OverruleDialog({ objections, onSend, onClose }: { objections: Objection[]; onSend: (despite: Despite) => void; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const stops = objections.some((one) => one.stops);
  const rules = [...new Set(objections.map((one) => one.ruleId))];
  return (
    <Dialog open onClose={onClose} title={w.label} lead={stops ? w.stops : undefined} acts={!stops && <Button look="primary" disabled={!reason.trim()} onClick={() => onSend({ rules, reason: reason.trim() })}>{w.anyway}</Button>}>
      {objections.map((one, at) => <Callout key={at} tone={one.stops ? "hot" : "warm"}><b>{one.rule}.</b> {one.why}</Callout>)}
      {!stops && <TextInput label={w.reason} description={w.reasonHint} value={reason} maxLength={300} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />}
    </Dialog>
  );
}
