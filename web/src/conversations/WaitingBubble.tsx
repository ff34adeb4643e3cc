import { useQueryClient } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Approval } from "../api/types";
import { ChannelMark } from "../connections/ChannelMark";
import { useMe } from "../team/useMe";
import { MessageText } from "../timeline/MessageText";
import styles from "../timeline/bubble.module.css";
import { shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { useNow } from "../ui/useNow";
import { rulesWords } from "../words/rulesWords";
import { dismiss, giveBack, type Returned } from "./useWaiting";
import own from "./waiting.module.css";

const w = rulesWords.approvals;

/** Words that wait in the timeline for somebody to approve them, or came back. */
export function WaitingBubble({ approval, onReturned }: { approval: Approval; onReturned: (returned: Returned) => void }) {
  const client = useQueryClient();
  const now = useNow();
  const mine = useMe().teammate.id === approval.author.id;
  const withdraw = useChange(() => api.delete(`/approvals/${approval.id}`), ["approvals"]);
  const who = approval.waitsFor.map((one) => one.name.split(" ")[0]).join(", ");
  const said = approval.state === "sentBack" ? w.back(approval.decidedBy?.name ?? "", approval.note ?? "")
    : approval.state === "couldNot" ? w.failed(approval.problemWords ?? "")
    : new Date(approval.due) > now ? w.waits(who, shortTime(approval.due)) : w.waitsLate(who);
  const drop = () => { dismiss(approval.id); void client.invalidateQueries({ queryKey: ["approvals"] }); };
  return (
    <article className={styles.message} data-out data-public={approval.isPublic || undefined} aria-label={said}>
      <div className={`${styles.bubble} ${own.waiting}`} dir="auto"><MessageText text={approval.text} /></div>
      <footer className={styles.foot}>
        {approval.channel && <ChannelMark channel={approval.channel} isPublic={approval.isPublic} />}
        <span className={approval.state === "waiting" ? styles.unsure : styles.bad}>{said}</span>
        {approval.state === "waiting" && mine && <button type="button" className={styles.act} onClick={() => withdraw.mutate(undefined, { onSuccess: () => approval.what === "message" && void giveBack(approval.personId!, onReturned) })}>{w.withdraw}</button>}
        {approval.state !== "waiting" && <><span>{w.isDraft}</span><button type="button" className={styles.act} onClick={drop}>{w.dismiss}</button></>}
      </footer>
    </article>
  );
}
