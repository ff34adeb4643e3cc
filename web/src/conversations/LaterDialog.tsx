import { useState } from "react";
import { api } from "../api/api";
import type { LaterMessage } from "../api/types";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Textarea } from "../ui/fields";
import { timeWithin } from "../ui/times";
import { useChange } from "../ui/useChange";
import { lightWords } from "../words/lightWords";
import { LaterTime, soonest, type ChosenTime } from "./LaterTime";

const w = lightWords.later;

/** What waits for its time: another time, other words. */
export function LaterDialog({ later, onClose }: { later: LaterMessage; onClose: () => void }) {
  const [time, setTime] = useState<ChosenTime>({ at: new Date(later.at) > new Date() ? new Date(later.at) : soonest(), hold: later.holdsIfHeard });
  const [text, setText] = useState(later.text);
  const change = useChange(() => api.patch<LaterMessage>(`/later/${later.id}`, { body: { at: time.at!.toISOString(), holdIfHeard: time.hold, ...(text !== later.text && { text }) } }), ["later"], (row) => w.kept(timeWithin(row.at)));
  return (
    <Dialog open onClose={onClose} title={w.changeTitle} width={480}
      acts={<Button look="primary" busy={change.isPending} disabled={!time.at || !text.trim()} onClick={() => change.mutate(undefined, { onSuccess: onClose })}>{w.keep}</Button>}>
      <Textarea label={w.words} description={later.channel === "email" ? w.looksGo : undefined} autosize minRows={3} maxRows={12} maxLength={20_000} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <LaterTime value={time} onChange={setTime} />
    </Dialog>
  );
}
