import type { CSSProperties } from "react";
import type { Moment } from "../api/types";
import { fullTime, timeOfDay } from "../ui/times";
import { words } from "../words/words";
import { AttachmentCard } from "./AttachmentCard";
import styles from "./bubble.module.css";
import { Face } from "./Face";

/** Yellow is only for us. */
export function NoteBubble({ moment, colour, lit }: { moment: Moment; colour?: string; lit?: boolean }) {
  return (
    <article className={styles.message} data-lit={lit || undefined} style={{ "--c": colour ?? "transparent" } as CSSProperties} aria-label={words.conversation.note}>
      <div className={`${styles.bubble} ${styles.note}`} dir="auto">
        <p className={styles.text}><b>{words.conversation.noteBy(moment.author.name)}</b> {withMentions(moment.text ?? "")}</p>
        {moment.attachments.map((file) => <AttachmentCard key={file.hash + file.name} file={file} />)}
      </div>
      <footer className={styles.foot}>
        <Face author={moment.author} />{words.conversation.note} · <time dateTime={moment.at} title={fullTime(moment.at)}>{timeOfDay(moment.at)}</time>
      </footer>
    </article>
  );
}

function withMentions(text: string) {
  return text.split(/(@[\p{L}][\p{L}\p{M}'-]*(?: \p{Lu}[\p{L}\p{M}'-]*)?)/u).map((part, index) => (index % 2 ? <mark key={index}>{part}</mark> : part));
}
