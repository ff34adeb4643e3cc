import { useState } from "react";
import { api } from "../api/api";
import type { LaterMessage } from "../api/types";
import { ChannelMark } from "../connections/ChannelMark";
import { useMe } from "../team/useMe";
import { MessageText } from "../timeline/MessageText";
import styles from "../timeline/bubble.module.css";
import { fullTime, timeWithin } from "../ui/times";
import { say } from "../ui/Toasts";
import { useChange } from "../ui/useChange";
import { lightWords } from "../words/lightWords";
import { LaterDialog } from "./LaterDialog";
import { giveBack, type Returned } from "./useWaiting";
import own from "./waiting.module.css";

const w = lightWords.later;

/** Words in the timeline that leave at their time, or were held back. */
export function LaterBubble({ later, onReturned }: { later: LaterMessage; onReturned: (returned: Returned) => void }) {
  const [changing, setChanging] = useState(false);
  const mine = useMe().teammate.id === later.author.id;
  const withdraw = useChange(() => api.delete(`/later/${later.id}`), ["later"]);
  const callBack = () => withdraw.mutate(undefined, { onSuccess: () => { void giveBack(later.personId, onReturned); say(w.calledBack); } });
  const held = later.state === "held";
  const said = held ? w.held(later.problemWords ?? "") : mine ? w.waits(timeWithin(later.at)) : w.waitsBy(later.author.name.split(" ")[0]!, timeWithin(later.at));
  return (
    <article className={styles.message} data-out data-public={later.isPublic || undefined} aria-label={said}>
      <div className={`${styles.bubble} ${own.waiting}`} dir="auto"><MessageText text={later.text} /></div>
      <footer className={styles.foot}>
        <ChannelMark channel={later.channel} isPublic={later.isPublic} />
        <span className={held ? styles.bad : styles.unsure} title={fullTime(later.at)}>{said}</span>
        {!held && later.heardAt && <span className={styles.unsure}>{w.heard}</span>}
        {later.mayChange && <button type="button" className={styles.act} onClick={() => setChanging(true)}>{held ? w.again : w.change}</button>}
        {later.mayChange && <button type="button" className={styles.act} disabled={withdraw.isPending} onClick={callBack}>{w.callBack}</button>}
      </footer>
      {changing && <LaterDialog later={later} onClose={() => setChanging(false)} />}
    </article>
  );
}
