import { Globe } from "lucide-react";
import type { Way } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { MessageText } from "../timeline/MessageText";
import { Avatar } from "../ui/Avatar";
import { publicWords } from "../words/publicWords";
import styles from "./thereCard.module.css";

const w = publicWords.there;

interface ThereCardProps { way: Way; text: string; counted: { used: number; max: number } | null }

/** The answer as people will find it where it stands: what it answers, our account, the words with the teammate's name, and how long they are there. */
export function ThereCard({ way, text, counted }: ThereCardProps) {
  const answers = way.answers!;
  const where = channelName(way.channel, true);
  return (
    <figure className={styles.card} aria-label={w.label(where)}>
      <div className={styles.theirs}>
        <Avatar name={way.label} seed={way.handleId ?? way.label} size={30} />
        <div className={styles.words}><b>{way.label}</b><p dir="auto">{answers.text}</p></div>
      </div>
      <div className={styles.ours}>
        <Avatar name={way.connectionName} seed={way.connectionId} size={30} />
        <div className={styles.words}>
          <b>{way.connectionName}</b> <span className={styles.when}>· {w.now}</span>
          <p className={styles.about}>{w.answering(way.label)}</p>
          {text.trim() ? <div dir="auto"><MessageText text={text.trim() + answers.ending} /></div> : <p className={styles.nothing}>{w.nothing}</p>}
        </div>
      </div>
      <figcaption className={styles.foot}>
        <Globe aria-hidden /><span>{where} · {w.everyone}</span>
        {counted && <span className={styles.count} data-long={counted.used > counted.max || undefined}>{w.counted(counted.used.toLocaleString(), counted.max.toLocaleString())}</span>}
      </figcaption>
    </figure>
  );
}
