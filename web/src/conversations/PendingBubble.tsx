import type { CSSProperties } from "react";
import { AttachmentCard } from "../timeline/AttachmentCard";
import { MessageText } from "../timeline/MessageText";
import styles from "../timeline/bubble.module.css";
import { Tick } from "../ui/Tick";
import { words } from "../words/words";
import { ChannelMark } from "../connections/ChannelMark";
import type { Outgoing } from "./outgoing";

interface PendingBubbleProps { letter: Outgoing; colour?: string; onAgain: (takeOver?: boolean) => void; onTakeBack: () => void; onDiscard: () => void }

export function PendingBubble({ letter, colour, onAgain, onTakeBack, onDiscard }: PendingBubbleProps) {
  const note = letter.kind === "note";
  return (
    <article className={styles.message} data-out={!note || undefined} data-public={letter.isPublic || undefined} style={{ "--c": colour ?? "transparent" } as CSSProperties} aria-busy={letter.state !== "refused"}>
      <div className={note ? `${styles.bubble} ${styles.note}` : styles.bubble} dir="auto">
        {letter.kind === "message" && letter.body.subject && <p className={styles.subject}>{letter.body.subject}</p>}
        <MessageText text={letter.shown ?? letter.body.text ?? null} />
        {letter.files.map((file) => <AttachmentCard key={file.hash} file={file} />)}
      </div>
      <footer className={styles.foot}>
        {note ? words.conversation.note : <ChannelMark channel={letter.channel} isPublic={letter.isPublic} />}
        {letter.state === "sending" && <Tick state="sending" label={words.delivery.sendingNow} />}
        {letter.state === "waiting" && <><span className={styles.unsure}>{words.delivery.waiting}</span><Tick state="queued" label={words.delivery.queued} /></>}
        {letter.state === "refused" && <>
          <span className={styles.bad} role="alert">{words.delivery.refused(letter.problem ?? "")}</span>
          <button type="button" className={styles.act} onClick={() => onAgain(letter.code === "owned_by_another")}>{letter.code === "owned_by_another" ? words.delivery.takeOver : words.again}</button>
          {letter.shown === undefined && <button type="button" className={styles.act} onClick={onTakeBack}>{words.delivery.takeBack}</button>}
          <button type="button" className={styles.act} onClick={onDiscard}>{words.delivery.discard}</button>
        </>}
      </footer>
    </article>
  );
}
