import { words } from "../words/words";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

/** Asked once before something that cannot be taken back; the button says what happens. */
export function Sure({ title, lead, act, onAct, onClose }: { title: string; lead: string; act: string; onAct: () => void; onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={title} width={420} acts={<><Button onClick={onClose}>{words.cancel}</Button><Button look="danger" onClick={() => { onAct(); onClose(); }}>{act}</Button></>}>
      <p>{lead}</p>
    </Dialog>
  );
}
