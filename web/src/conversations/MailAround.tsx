import type { Frame } from "../api/types";
import { documentWords } from "../words/documentWords";
import styles from "./mailAround.module.css";

const w = documentWords.frame;

/** What a mail says before one's own words; whoever greets by themselves leaves it away. */
export function MailGreeting({ frame, without, onWithout }: { frame: Frame; without: boolean; onWithout: (without: boolean) => void }) {
  if (!frame.greeting) return null;
  return (
    <div className={styles.greeting}>
      <p className={styles.words} data-without={without || undefined} dir="auto">{frame.greeting}</p>
      <label className={styles.choice}><input type="checkbox" checked={without} onChange={(event) => onWithout(event.currentTarget.checked)} />{w.without}</label>
    </div>
  );
}

export function MailSignature({ frame }: { frame: Frame }) {
  return frame.signature ? <p className={styles.signature} dir="auto"><span className="unseen">{w.below}</span>{frame.signature}</p> : null;
}
